import type { JsonType } from './json.ts'

/** How far a request had come when its time was over: the connection, its TLS, the head of the reply, its body. */
export type CallPhase = 'connect' | 'tls' | 'headers' | 'body'

/** Why bytes are no JSON object. */
export type BodyFault =
  | { code: 'body_not_utf8' }
  | { code: 'body_bom' }
  | { code: 'body_unparsable'; gotBytes: number }
  | { code: 'not_an_object'; got: JsonType }

/** What is wrong with one member; `name` is its path, such as `info[0].appInfo.frontEndUrl`. Lengths count UTF-16 code units. */
export type MemberFault =
  | { code: 'member_missing'; name: string }
  | { code: 'member_type'; name: string; expected: JsonType | 'integer'; got: JsonType }
  | { code: 'member_too_long'; name: string; max: number; got: number }
  /** `got` is cut to 80 characters. */
  | { code: 'member_value'; name: string; got: string }

/** What came of one attempt at calling a seller. A closed list; every value survives JSON. */
export type Verdict =
  | { code: 'succeeded' }
  | { code: 'pending' }
  | { code: 'refused'; resultCode: string; resultMsg: string | null }
  | { code: 'result_code_unknown'; resultCode: string; resultMsg: string | null }
  | { code: 'http_status'; status: number }
  | { code: 'redirect'; status: number; location: string | null }
  | { code: 'content_type'; got: string | null }
  | { code: 'body_too_long'; limitBytes: number }
  | { code: 'body_truncated'; gotBytes: number }
  | BodyFault
  | { code: 'result_code_missing' }
  /** `got` is cut to 32 characters. */
  | { code: 'result_code_malformed'; got: string }
  | MemberFault
  | { code: 'timed_out'; phase: CallPhase; ms: number }
  | { code: 'connection_refused' }
  | { code: 'connection_reset' }
  /** Any other failure to connect or to speak HTTP; `reason` is a short code such as `EHOSTUNREACH`. */
  | { code: 'connection_failed'; reason: string }
  | { code: 'dns_failed' }
  | { code: 'tls_failed'; reason: string }
  | { code: 'address_forbidden'; address: string }
  /** Our process ended while the request was under way: the seller may or may not have carried it out. */
  | { code: 'interrupted' }
  /** A reply came after its attempt had been given up; it is filed and not applied. */
  | { code: 'late' }

/** The code of a {@link Verdict}. */
export type VerdictCode = Verdict['code']
/** The verdict that has this code. */
export type VerdictOf<Code extends VerdictCode> = Extract<Verdict, { code: Code }>
