import type { TlsOptions } from 'node:tls'
import type { VerdictCode } from '@loggia/protocol/wire'
import type { CertificateName, Serve } from './sellers.ts'

/** Something that a seller, or whoever controls a seller's name or server, may try on us. */
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
  /** The verdict on the last call; `no_url` when it cannot even be written as an address. */
  readonly verdict: VerdictCode | 'no_url'
  /** Every address that a connection was tried to. */
  readonly reaches?: readonly string[]
}
