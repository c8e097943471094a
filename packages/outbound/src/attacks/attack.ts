import type { TlsOptions } from 'node:tls'
import type { Fault } from '../exchange.ts'
import type { CertificateName, Serve } from '../testing/servers.ts'

/** What becomes of an attack: a fault, a reply as it came, a redirect that nobody follows, or no URL in the first place. */
export type Outcome = Fault['code'] | 'replied' | 'redirect' | 'no_url'

/** Something that whoever gave an address, or controls its name or its server, may try on us. */
export type Attack = {
  readonly what: string
  /** `PORT` stands for the port of the server that is there. */
  readonly url: string
  readonly allow?: readonly string[]
  /** What the name resolves to, one list for each time it is asked; the last one stays. There are as many calls. */
  readonly resolves?: readonly (readonly string[])[]
  /** How often the resolver may be asked; once for each of its answers unless said otherwise. */
  readonly asks?: number
  readonly serve?: Serve
  readonly tls?: TlsOptions & { readonly certificate?: CertificateName }
  readonly limits?: { readonly timeLimitMs?: number; readonly replyLimitBytes?: number }
  /** Of the last exchange; `no_url` when it cannot even be written as an address. */
  readonly outcome: Outcome
  /** Every address that a connection was tried to. */
  readonly reaches?: readonly string[]
}
