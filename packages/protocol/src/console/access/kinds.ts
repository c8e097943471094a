export { interfaceClasses, productProtocols } from '../../protocols.ts'
export type { InterfaceClass, ProductProtocol } from '../../protocols.ts'

/**
 * What a seller's server is called for, over a connection of its own: the *delivery* of a product, or, beside it, the
 * people who use a *joint* product (R265).
 */
export const connectionKinds = ['delivery', 'joint'] as const
export type ConnectionKind = (typeof connectionKinds)[number]

/**
 * SaaS V2.0: the order that `refreshInstance` names for a cancelled renewal: the cancellation's (default), or the
 * renewal's.
 */
export const cancellationOrders = ['cancellation', 'renewal'] as const
export type CancellationOrder = (typeof cancellationOrders)[number]

export const addressStates = ['pending', 'approved', 'rejected'] as const
export type AddressState = (typeof addressStates)[number]

/** R259: whether a seller has proved that it controls the host of an address. */
export const proofStates = ['unverified', 'verified', 'failed'] as const
export type ProofState = (typeof proofStates)[number]

/** How: by a file on the host, or by a TXT record of its domain. */
export const proofWays = ['file', 'dns'] as const
export type ProofWay = (typeof proofWays)[number]

/** Why a proof failed. */
export const proofFaults = [
  'name_not_found',
  'name_failed',
  'address_forbidden',
  'plain_http',
  'connection_refused',
  'connection_failed',
  'timed_out',
  'tls_missing',
  'tls_too_old',
  'tls_failed',
  'certificate_expired',
  'certificate_not_yet_valid',
  'certificate_self_signed',
  'certificate_untrusted',
  'certificate_wrong_host',
  'not_http',
  'redirected',
  'file_not_found',
  'wrong_status',
  'file_too_long',
  'other_text',
  'record_not_found',
  'record_failed',
  'other_record',
] as const
export type ProofFault = (typeof proofFaults)[number]
