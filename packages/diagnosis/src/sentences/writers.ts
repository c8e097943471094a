import type { FindingOf, Kind } from '../findings.ts'

/** A text, or a function that writes it from the facts of a finding. */
export type Written<F> = string | ((finding: F) => string)
/** Whether a parameter name shows that HTML decoded `&timestamp` or encoded `&`. */
export const isOfHtml = (name: string): boolean => /^(?:×|amp;)/.test(name)

/** For every kind: what was done, and what to do about it. The type requires every kind. */
export type Writers = {
  readonly [K in Kind]: readonly [says: Written<FindingOf<K>>, mend: Written<FindingOf<K>>]
}
/** Some kinds of the table. */
export type SomeWriters<K extends Kind> = Pick<Writers, K>

export const formatSeconds = (ms: number): string => String(Math.round(ms / 100) / 10)
