import type { Language } from '@loggia/kernel'
import type { Finding } from '../findings.ts'
import { englishBody } from './en-body.ts'
import { englishForms } from './en-forms.ts'
import { englishOpenApi } from './en-open-api.ts'
import { englishProof } from './en-proof.ts'
import { englishRest } from './en-rest.ts'
import { englishSlips } from './en-slips.ts'
import type { Writers, Written } from './writers.ts'
import { chineseBody } from './zh-body.ts'
import { chineseForms } from './zh-forms.ts'
import { chineseOpenApi } from './zh-open-api.ts'
import { chineseProof } from './zh-proof.ts'
import { chineseRest } from './zh-rest.ts'
import { chineseSlips } from './zh-slips.ts'

const writers: Readonly<Record<Language, Writers>> = {
  'zh-CN': {
    ...chineseProof,
    ...chineseSlips,
    ...chineseBody,
    ...chineseForms,
    ...chineseRest,
    ...chineseOpenApi,
  },
  'en-US': {
    ...englishProof,
    ...englishSlips,
    ...englishBody,
    ...englishForms,
    ...englishRest,
    ...englishOpenApi,
  },
}

/** Explains a finding and how to fix it, in one to three short sentences each. Plain text, not HTML. */
export function explainFinding(finding: Finding, language: Language): { sentence: string; remedy: string } {
  // The writers of a kind take findings of that kind. The table's type says so, but an indexed read loses it.
  const [says, mend] = writers[language][finding.kind] as readonly [Written<Finding>, Written<Finding>]
  const write = (text: Written<Finding>): string => (typeof text === 'string' ? text : text(finding))
  return { sentence: write(says), remedy: write(mend) }
}
