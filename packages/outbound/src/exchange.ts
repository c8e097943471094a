import type { DurationMs } from '@loggia/kernel'

/** The phase of an exchange: DNS lookup, TCP connection, TLS handshake, head of the reply, body. */
export type Phase = 'lookup' | 'connect' | 'tls' | 'headers' | 'body'

/** Why there is no TLS connection, for faults that have no details. */
export type PlainTlsFault =
  /** The server answers, but does not speak TLS. */
  | 'tls_missing'
  | 'tls_too_old'
  | 'tls_broken_off'
  | 'certificate_expired'
  | 'certificate_not_yet_valid'
  | 'certificate_self_signed'
  /** The issuer is not trusted, or the server did not send the intermediate certificates. */
  | 'certificate_untrusted'

/** Why an exchange has no reply. A closed list; every value can be written as JSON and read back. */
export type Fault =
  | { code: 'timed_out'; phase: Phase; ms: number }
  /** This process is ending. The server may or may not have carried out the request. */
  | { code: 'interrupted' }
  | { code: 'address_forbidden'; address: string }
  | { code: 'plain_http'; host: string }
  | { code: 'dns_not_found'; host: string }
  | { code: 'dns_failed'; host: string; reason: string }
  | { code: 'connection_refused' }
  /** The connection was open, and was closed before the first byte of the reply. */
  | { code: 'connection_reset' }
  /** There is no route to the host; `reason` is a short code such as `EHOSTUNREACH`. */
  | { code: 'host_unreachable'; reason: string }
  /** Any other failure to connect; `reason` is a short code such as `EMFILE`. */
  | { code: 'connection_failed'; reason: string }
  | { code: PlainTlsFault }
  /** `names` are the names of the certificate, cut to 200 characters. */
  | { code: 'certificate_wrong_host'; host: string; names: string }
  | { code: 'tls_failed'; reason: string }
  /** The reply is not HTTP/1.1; `reason` is the parser’s message. */
  | { code: 'not_http'; reason: string }
  | { code: 'head_too_long'; limitBytes: number }
  | { code: 'head_truncated' }
  | { code: 'body_too_long'; limitBytes: number }
  | { code: 'body_truncated'; gotBytes: number }

/** A request. Redirects are not followed, and bodies are not decompressed. */
export type Outgoing = {
  readonly url: URL
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE'
  readonly headers: Readonly<Record<string, string>>
  /** Sent with `POST` and `PUT`; the other methods have no body. */
  readonly body: string | Uint8Array
  /** The time limit for the whole exchange, from the DNS lookup to the last byte of the reply. */
  readonly timeLimitMs: DurationMs
  /** The limit of the reply's body; its head has its own limit. */
  readonly replyLimitBytes: number
}

/** A reply as it was on the wire: headers in their original order and case. */
export type Reply = {
  readonly line: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Uint8Array
}

/**
 * A reply in the form that callers read: header names are in lower case. `truncated`: the body exceeded the limit, or
 * ended early.
 */
export type Received = {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[]>>
  readonly body: Uint8Array
  readonly truncated?: boolean | undefined
}

/** The reply, or the fault; a fault may come with the part of the reply that was received. */
export type Sent = { readonly durationMs: DurationMs; readonly reply?: Reply } & (
  | { readonly received: Received }
  | { readonly fault: Fault }
)

export type Transport = {
  send(outgoing: Outgoing): Promise<Sent>
  /** Ends every running exchange with the fault `interrupted`. */
  breakOff?(): void
  close(): Promise<void>
}
