import type { Mistake } from '../case.ts'

/** The access key in most of these cases. */
export const key = '5f0c1f6e-3b7a-4e0d-9c55-d1a4be27c0f9'

export const keyBreak: Mistake = ['A line break stood behind the key.', /line break/i]
export const printedMistakes: Mistake = [
  'What the language prints of an object was signed.',
  /printed object|list or an object/i,
]
export const latin: Mistake = ['The bytes were read as ISO-8859-1.', /ISO-8859-1/]
