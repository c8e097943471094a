import type { NonceStore } from '@loggia/signing'
import type { Config } from '../options.ts'
import type { Outcome, SellerRequest } from '../requests.ts'
import type { Complain } from './complain.ts'
import type { SignedTable } from './signed-table.ts'

/** What the protocols need from the seller during one request. */
export type RequestContext = {
  readonly config: Config
  /** The activities that may be signed in a query, and their keys. */
  readonly signedTable: SignedTable
  /** The store of the nonces that were used with an access key. */
  readonly nonces: (accessKey: string) => NonceStore
  readonly carryOut: (request: SellerRequest) => Promise<Outcome>
  readonly complain: Complain
}

/** The body of a reply, and the key that signs it. */
export type Served = { readonly accessKey: string; readonly text: string }
