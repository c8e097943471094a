/** Why a request that named a key was refused before it was answered. */
export const refusalReasons = [
  'key_disabled',
  /** Its address was shut out by signatures in a row that did not fit. */
  'address_locked',
  'signature_differs',
  'signature_malformed',
  'authorization_missing',
  'authorization_malformed',
  'algorithm_unknown',
  'date_missing',
  'date_malformed',
  'date_unsigned',
  /** The time of the request lies more than fifteen minutes from ours. */
  'stale',
  'signed_header_missing',
  'body_hash_differs',
] as const
export type RefusalReason = (typeof refusalReasons)[number]
