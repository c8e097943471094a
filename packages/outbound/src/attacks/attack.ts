import type { TlsOptions } from 'node:tls'
import type { Fault } from '../exchange.ts'
import type { CertificateName, Serve } from '../testing/servers.ts'

/**
 * The result of an attack: a fault, a reply, a redirect that was not followed, or `no_url` if the address is not a URL.
 */
export type Outcome = Fault['code'] | 'replied' | 'redirect' | 'no_url'

/** Something that a person who chooses an address, or controls its name or server, may try. */
export type Attack = {
  readonly what: string
  /** `PORT` stands for the port of the test server. */
  readonly url: string
  readonly allow?: readonly string[]
  /** What the name resolves to: one list for each call, so there are as many calls as lists. The last list stays. */
  readonly resolves?: readonly (readonly string[])[]
  /** How often the resolver may be asked. Default: once for each of its lists. */
  readonly asks?: number
  readonly serve?: Serve
  readonly tls?: TlsOptions & { readonly certificate?: CertificateName }
  readonly limits?: { readonly timeLimitMs?: number; readonly replyLimitBytes?: number }
  /** The outcome of the last exchange; `no_url` if the text is not a valid URL. */
  readonly outcome: Outcome
  /** Every address to which a connection was attempted. */
  readonly reaches?: readonly string[]
}
