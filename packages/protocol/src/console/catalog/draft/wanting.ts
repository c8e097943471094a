import type { Fault } from './faults.ts'
import type { Both } from './form.ts'

/** The faults of a required text with a maximum length. */
export const requireText = (field: string, typed: string, most?: number): Fault[] => {
  if (typed.trim() === '') return [{ field, code: 'required' }]
  return most !== undefined && typed.trim().length > most ? [{ field, code: 'tooLong', values: [most] }] : []
}

/** The same for a text in both languages. */
export const requireBoth = (
  field: string,
  text: Both,
  most?: { readonly zh: number; readonly en: number },
): Fault[] => [
  ...requireText(`${field}.zh`, text.zh, most?.zh),
  ...requireText(`${field}.en`, text.en, most?.en),
]

/** Whether two texts are the same; empty ones do not count. */
export function isRepeated(names: readonly string[]): boolean {
  const written = names.map((name) => name.trim()).filter((name) => name !== '')
  return new Set(written).size < written.length
}

/** The same in either language. */
export const areRepeated = (texts: readonly Both[]): boolean =>
  isRepeated(texts.map(({ zh }) => zh)) || isRepeated(texts.map(({ en }) => en))
