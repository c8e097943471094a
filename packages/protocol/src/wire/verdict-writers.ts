import type { VerdictCode, VerdictOf } from './verdicts.ts'

/** A sentence for every code; the type keeps the table whole. */
export type VerdictWriters = { readonly [Code in VerdictCode]: (verdict: VerdictOf<Code>) => string }

export const formatSeconds = (ms: number): string => String(Math.round(ms / 100) / 10)
