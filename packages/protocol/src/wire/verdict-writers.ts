import type { VerdictCode, VerdictOf } from './verdicts.ts'

/** A writer of the sentence for every code; the type requires all. */
export type VerdictWriters = { readonly [Code in VerdictCode]: (verdict: VerdictOf<Code>) => string }

export const formatSeconds = (ms: number): string => String(Math.round(ms / 100) / 10)
