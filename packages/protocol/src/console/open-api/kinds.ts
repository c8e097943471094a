/** Why a request that named a key was refused. */
export const refusalReasons = [
  'key_disabled',
  /** The address was locked after several wrong signatures in a row. */
  'address_locked',
  'signature_used',
  'signature_differs',
  'signature_malformed',
  'authorization_missing',
  'authorization_malformed',
  'algorithm_unknown',
  'date_missing',
  'date_malformed',
  'date_unsigned',
  /** The time of the request differs from ours by more than fifteen minutes. */
  'stale',
  'signed_header_missing',
  'body_hash_differs',
] as const
export type RefusalReason = (typeof refusalReasons)[number]
