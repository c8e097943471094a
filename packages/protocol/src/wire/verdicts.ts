import type { JsonType } from './json.ts'

/** How far a request had come when its time was over: its name, the connection, its TLS, the head of the reply, its body. */
export type CallPhase = 'lookup' | 'connect' | 'tls' | 'headers' | 'body'

/** Why bytes are no JSON object. */
export type BodyFault =
  | { code: 'body_empty' }
  | { code: 'body_not_utf8' }
  | { code: 'body_bom' }
  | { code: 'body_unparsable'; gotBytes: number }
  | { code: 'not_an_object'; got: JsonType }

/** What a value breaks although its type and length are right. */
export type MemberRule =
  /** An id goes out again in lists joined by commas, with blanks around. */
  | 'id_characters'
  /** `1e999` is JSON, and no number that can be computed with. */
  | 'finite_number'

/** What is wrong with one member; `name` is its path, such as `info[0].appInfo.frontEndUrl`. Lengths count UTF-16 code units. */
export type MemberFault =
  | { code: 'member_missing'; name: string }
  | { code: 'member_type'; name: string; expected: JsonType | 'integer'; got: JsonType }
  | { code: 'member_too_long'; name: string; max: number; got: number }
  /** `got` is cut to 80 characters; what cannot be seen in it is written as `\uXXXX`. */
  | { code: 'member_value'; name: string; got: string; rule?: MemberRule }

/** A reply whose transport is wrong: what stands before the JSON in it. */
export type ReplyFault =
  /** The bytes are no HTTP/1.1; `reason` is a short code such as `HPE_INVALID_CONSTANT`. */
  | { code: 'not_http'; reason: string }
  | { code: 'head_too_long'; limitBytes: number }
  | { code: 'head_truncated' }
  /** `said`: an error whose body is the protocol's JSON all the same: the application answered, not what stands before it. */
  | { code: 'http_status'; status: number; said?: { resultCode: string; resultMsg: string | null } }
  | { code: 'redirect'; status: number; location: string | null }
  | { code: 'content_type'; got: string | null }
  | { code: 'content_encoding'; got: string }
  | { code: 'body_too_long'; limitBytes: number }
  | { code: 'body_truncated'; gotBytes: number }

/** What is wrong with the `Body-Sign` of a reply, where the protocol demands one (saas-v1 §4). */
export type ProofFault =
  | { code: 'body_sign_missing' }
  /** Not `sign_type="…", signature="…"` with both values in double quotes. */
  | { code: 'body_sign_malformed' }
  /** `got` is cut to 40 characters. */
  | { code: 'body_sign_type'; got: string }
  /** The key or the body differs; nothing in the reply can tell which. */
  | { code: 'body_sign_differs' }

/** Why the name of a seller's server leads nowhere; `reason` is the resolver's short code. */
export type NameFault =
  | { code: 'dns_not_found'; host: string }
  | { code: 'dns_failed'; host: string; reason: string }

/** Why no TLS came about. */
export type TlsFault =
  /** Something answers that does not speak TLS. */
  | { code: 'tls_missing' }
  | { code: 'tls_too_old' }
  | { code: 'tls_broken_off' }
  | { code: 'certificate_expired' }
  | { code: 'certificate_not_yet_valid' }
  | { code: 'certificate_self_signed' }
  /** Its issuer is unknown here, or the certificates between were not sent. */
  | { code: 'certificate_untrusted' }
  /** `names` are those that the certificate is for, cut to 200 characters. */
  | { code: 'certificate_wrong_host'; host: string; names: string }
  /** Any other fault; `reason` is a short code such as `ERR_SSL_TLSV1_UNRECOGNIZED_NAME`. */
  | { code: 'tls_failed'; reason: string }

/** Why nothing was sent: the installation does not allow it. */
export type ForbiddenFault =
  | { code: 'address_forbidden'; address: string }
  | { code: 'plain_http'; host: string }

/** What came of one attempt at calling a seller. A closed list; every value survives JSON. */
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
  /** The reply names the instance of another service of the same seller. Which service is said only to whom both belong. */
  | { code: 'instance_id_taken' }
  | { code: 'timed_out'; phase: CallPhase; ms: number }
  | { code: 'connection_refused' }
  /** The connection stood and was closed before a byte of the reply. */
  | { code: 'connection_reset' }
  /** No way leads there; `reason` is a short code such as `EHOSTUNREACH`. */
  | { code: 'host_unreachable'; reason: string }
  /** Any other failure to connect; `reason` is a short code such as `EMFILE`. */
  | { code: 'connection_failed'; reason: string }
  | NameFault
  | TlsFault
  | ForbiddenFault
  /** Our process ended while the request was under way: the seller may or may not have carried it out. */
  | { code: 'interrupted' }
  /** A reply came after its attempt had been given up; it is filed and not applied. */
  | { code: 'late' }

/** The code of a {@link Verdict}. */
export type VerdictCode = Verdict['code']
/** The verdict that has this code. */
export type VerdictOf<Code extends VerdictCode> = Extract<Verdict, { code: Code }>
