import type { DurationMs } from '@loggia/kernel'

/** How far an exchange had come: the name, the connection, its TLS, the head of the reply, its body. */
export type Phase = 'lookup' | 'connect' | 'tls' | 'headers' | 'body'

/** Why no TLS came about, where nothing but the code is to be said. */
export type PlainTlsFault =
  /** Something answers that does not speak TLS. */
  | 'tls_missing'
  | 'tls_too_old'
  | 'tls_broken_off'
  | 'certificate_expired'
  | 'certificate_not_yet_valid'
  | 'certificate_self_signed'
  /** Its issuer is unknown here, or the certificates between were not sent. */
  | 'certificate_untrusted'

/** Why an exchange came to no reply. A closed list; every value survives JSON. */
export type Fault =
  | { code: 'timed_out'; phase: Phase; ms: number }
  /** This process ends: the other side may or may not have carried out what was asked. */
  | { code: 'interrupted' }
  | { code: 'address_forbidden'; address: string }
  | { code: 'plain_http'; host: string }
  | { code: 'dns_not_found'; host: string }
  | { code: 'dns_failed'; host: string; reason: string }
  | { code: 'connection_refused' }
  /** The connection stood and was closed before a byte of the reply. */
  | { code: 'connection_reset' }
  /** No way leads there; `reason` is a short code such as `EHOSTUNREACH`. */
  | { code: 'host_unreachable'; reason: string }
  /** Any other failure to connect; `reason` is a short code such as `EMFILE`. */
  | { code: 'connection_failed'; reason: string }
  | { code: PlainTlsFault }
  /** `names` are those that the certificate is for, cut to 200 characters. */
  | { code: 'certificate_wrong_host'; host: string; names: string }
  | { code: 'tls_failed'; reason: string }
  /** The bytes are no HTTP/1.1; `reason` is the parser’s. */
  | { code: 'not_http'; reason: string }
  | { code: 'head_too_long'; limitBytes: number }
  | { code: 'head_truncated' }
  | { code: 'body_too_long'; limitBytes: number }
  | { code: 'body_truncated'; gotBytes: number }

/** What is sent. Redirects are not followed, and nothing is unpacked. */
export type Outgoing = {
  readonly url: URL
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE'
  readonly headers: Readonly<Record<string, string>>
  /** Goes out with `POST` and `PUT`; the other methods have none. */
  readonly body: string | Uint8Array
  /** For all of it: from the lookup of the name to the last byte of the reply. */
  readonly timeLimitMs: DurationMs
  /** Of the body; the head has its own limit. */
  readonly replyLimitBytes: number
}

/** A reply as it stood on the wire: its headers in the order and the case in which they came. */
export type Reply = {
  readonly line: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Uint8Array
}

/** A reply as it is read: names of headers in small letters. `truncated`: the body went on past the limit, or ended early. */
export type Received = {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[]>>
  readonly body: Uint8Array
  readonly truncated?: boolean | undefined
}

/** The reply as it came, or why there is none; part of a reply may be there beside the fault. */
export type Sent = { readonly durationMs: DurationMs; readonly reply?: Reply } & (
  | { readonly received: Received }
  | { readonly fault: Fault }
)

export type Transport = {
  send(outgoing: Outgoing): Promise<Sent>
  /** Ends every exchange that is under way, as *interrupted*. */
  breakOff?(): void
  close(): Promise<void>
}
