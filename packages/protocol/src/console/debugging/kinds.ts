export { provenProtocols as diagnosisProtocols } from '../../protocols.ts'
export type { ProvenProtocol as DiagnosisProtocol } from '../../protocols.ts'

/** In what the product's connection today may differ from that of a saved case. */
export const stalenesses = ['protocol', 'address', 'key'] as const
export type Staleness = (typeof stalenesses)[number]
