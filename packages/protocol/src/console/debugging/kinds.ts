export { provenProtocols as diagnosisProtocols } from '../../protocols.ts'
export type { ProvenProtocol as DiagnosisProtocol } from '../../protocols.ts'

/** What a product goes by today and a saved case did not. */
export const stalenesses = ['protocol', 'address', 'key'] as const
export type Staleness = (typeof stalenesses)[number]
