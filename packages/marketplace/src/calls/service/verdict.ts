import { describeVerdict } from '@loggia/protocol/wire'
import type { Verdict } from '@loggia/protocol/wire'

/** A verdict for people and machines: its code, its values, its sentence in both languages. */
export function presentVerdict(verdict: Verdict): {
  code: string
  params: Record<string, unknown>
  sentence: { zh: string; en: string }
} {
  const { code, ...params } = verdict
  return {
    code,
    params,
    sentence: { zh: describeVerdict(verdict, 'zh-CN'), en: describeVerdict(verdict, 'en-US') },
  }
}
