import type { JsonType } from './json.ts'

/** The phase in which a request timed out: DNS lookup, connection, TLS, head of the reply, body of the reply. */
export type CallPhase = 'lookup' | 'connect' | 'tls' | 'headers' | 'body'

/** Why bytes are no JSON object. */
export type BodyFault =
  | { code: 'body_empty' }
  | { code: 'body_not_utf8' }
  | { code: 'body_bom' }
  | { code: 'body_unparsable'; gotBytes: number }
  | { code: 'not_an_object'; got: JsonType }

/** Rules for values of the right type and length. */
export type MemberRule =
  /** Ids are sent again in lists joined by commas, with blanks ignored. */
  | 'id_characters'
  /** `1e999` is valid JSON, but no finite number. */
  | 'finite_number'

/**
 * What is wrong with one member; `name` is its path, such as `info[0].appInfo.frontEndUrl`. Lengths count UTF-16 code
 * units.
 */
export type MemberFault =
  | { code: 'member_missing'; name: string }
  | { code: 'member_type'; name: string; expected: JsonType | 'integer'; got: JsonType }
  | { code: 'member_too_long'; name: string; max: number; got: number }
  /** `got` is cut to 80 characters; invisible characters are written as `\uXXXX`. */
  | { code: 'member_value'; name: string; got: string; rule?: MemberRule }

/** A fault of a reply's transport, before its JSON. */
export type ReplyFault =
  /** The bytes are not HTTP/1.1; `reason` is a short code such as `HPE_INVALID_CONSTANT`. */
  | { code: 'not_http'; reason: string }
  | { code: 'head_too_long'; limitBytes: number }
  | { code: 'head_truncated' }
  /** `said`: the result in an error's body, if the application itself answered and not a proxy. */
  | { code: 'http_status'; status: number; said?: { resultCode: string; resultMsg: string | null } }
  | { code: 'redirect'; status: number; location: string | null }
  | { code: 'content_type'; got: string | null }
  | { code: 'content_encoding'; got: string }
  | { code: 'body_too_long'; limitBytes: number }
  | { code: 'body_truncated'; gotBytes: number }

/** A fault of a reply's `Body-Sign`, where the protocol requires one (saas-v1 §4). */
export type ProofFault =
  | { code: 'body_sign_missing' }
  /** Not `sign_type="…", signature="…"` with both values in double quotes. */
  | { code: 'body_sign_malformed' }
  /** `got` is cut to 40 characters. */
  | { code: 'body_sign_type'; got: string }
  /** The key or the body differs; the reply does not tell which. */
  | { code: 'body_sign_differs' }

/** Why the name of a seller's server cannot be resolved; `reason` is the resolver's short code. */
export type NameFault =
  | { code: 'dns_not_found'; host: string }
  | { code: 'dns_failed'; host: string; reason: string }

/** Why the TLS handshake failed. */
export type TlsFault =
  /** The server answers, but not with TLS. */
  | { code: 'tls_missing' }
  | { code: 'tls_too_old' }
  | { code: 'tls_broken_off' }
  | { code: 'certificate_expired' }
  | { code: 'certificate_not_yet_valid' }
  | { code: 'certificate_self_signed' }
  /** The issuer is unknown here, or intermediate certificates were not sent. */
  | { code: 'certificate_untrusted' }
  /** `names` are the names in the certificate, cut to 200 characters. */
  | { code: 'certificate_wrong_host'; host: string; names: string }
  /** Any other fault; `reason` is a short code such as `ERR_SSL_TLSV1_UNRECOGNIZED_NAME`. */
  | { code: 'tls_failed'; reason: string }

/** Why the installation does not allow the request, so that nothing was sent. */
export type ForbiddenFault =
  | { code: 'address_forbidden'; address: string }
  | { code: 'plain_http'; host: string }

/** The result of one attempt to call a seller. A closed list; every value survives JSON. */
export type Verdict =
  | { code: 'succeeded' }
  | { code: 'pending' }
  | { code: 'refused'; resultCode: string; resultMsg: string | null }
  | { code: 'result_code_unknown'; resultCode: string; resultMsg: string | null }
  | ReplyFault
  | BodyFault
  | { code: 'result_code_missing' }
  /** `got` is cut to 32 characters. */
  | { code: 'result_code_malformed'; got: string }
  | ProofFault
  | MemberFault
  /**
   * The reply names an instance of another service of the same seller. Only that seller and the operators are told
   * which service, never a buyer.
   */
  | { code: 'instance_id_taken' }
  | { code: 'timed_out'; phase: CallPhase; ms: number }
  | { code: 'connection_refused' }
  /** The connection was closed before the first byte of the reply. */
  | { code: 'connection_reset' }
  /** No route to the host; `reason` is a short code such as `EHOSTUNREACH`. */
  | { code: 'host_unreachable'; reason: string }
  /** Any other failure to connect; `reason` is a short code such as `EMFILE`. */
  | { code: 'connection_failed'; reason: string }
  | NameFault
  | TlsFault
  | ForbiddenFault
  /** Our process ended during the request: the seller may or may not have carried it out. */
  | { code: 'interrupted' }
  /** The reply came after its attempt was given up; it is recorded and not applied. */
  | { code: 'late' }

/** The code of a {@link Verdict}. */
export type VerdictCode = Verdict['code']
/** The verdict with this code. */
export type VerdictOf<Code extends VerdictCode> = Extract<Verdict, { code: Code }>
