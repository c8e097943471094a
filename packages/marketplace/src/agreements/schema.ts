import type { Id, Instant } from '@loggia/kernel'
import type { AgreementKind, TextKind } from '@loggia/protocol/console/agreements/kinds'

export type { AgreementKind, TextKind }
type Text = { readonly zh: string; readonly en: string }
/** `at` is when it was published; the text with which the marketplace starts has none. */
export type Agreement = { readonly version: number; readonly text: Text; readonly at?: Instant }

/** An acceptance of the seller agreement on behalf of a seller. */
export type Acceptance = {
  readonly sellerId: Id<'sel'>
  readonly version: number
  readonly memberId: Id<'mbr'>
  readonly at: Instant
}
