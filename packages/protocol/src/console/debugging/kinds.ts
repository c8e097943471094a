export { provenProtocols as diagnosisProtocols } from '../../protocols.ts'
export type { ProvenProtocol as DiagnosisProtocol } from '../../protocols.ts'

/** In what the product's connection today may differ from that of a saved case. */
export const stalenesses = ['protocol', 'address', 'key'] as const
export type Staleness = (typeof stalenesses)[number]

/**
 * Why a scene does not count for a submission: it was never called, its newest call failed, was made with another
 * connection, or passed too long ago.
 */
export const caseGaps = ['none', 'failed', 'stale', 'old'] as const
export type CaseGap = (typeof caseGaps)[number]
