import type { FindingOf, Kind } from '../findings.ts'

/** A text, or how it is written of what a finding knows. */
export type Written<F> = string | ((finding: F) => string)
/** What HTML makes of `&timestamp` and of `&`. */
export const isOfHtml = (name: string): boolean => /^(?:×|amp;)/.test(name)

/** For every kind: what was done, and what to do about it. The type keeps the table whole. */
export type Writers = {
  readonly [K in Kind]: readonly [says: Written<FindingOf<K>>, mend: Written<FindingOf<K>>]
}
/** Some kinds of the table. */
export type SomeWriters<K extends Kind> = Pick<Writers, K>

export const formatSeconds = (ms: number): string => String(Math.round(ms / 100) / 10)
