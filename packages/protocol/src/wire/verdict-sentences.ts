import type { Language } from '@loggia/kernel'

import { english } from './sentences-en.ts'
import { chinese } from './sentences-zh.ts'
import type { VerdictWriters } from './verdict-writers.ts'
import type { Verdict } from './verdicts.ts'

const writers: Readonly<Record<Language, VerdictWriters>> = { 'zh-CN': chinese, 'en-US': english }

/** Describes the result of an attempt: what happened, then what to do about it. Plain text, not HTML. */
export function describeVerdict(verdict: Verdict, language: Language): string {
  // The table's type matches each code with its writer; an indexed read loses that.
  const write = writers[language][verdict.code] as (verdict: Verdict) => string
  return write(verdict)
}
