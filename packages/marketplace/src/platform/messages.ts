import type { Id } from '@loggia/kernel'
import type { MessageKind, Messages } from '@loggia/protocol/console'
import { emit } from './events.ts'
import type { Tx } from './tx.ts'

/** Who a message is to; operators share theirs. */
export type Party =
  | { readonly kind: 'buyer'; readonly id: Id<'byr'> }
  | { readonly kind: 'seller'; readonly id: Id<'sel'> }
  | { readonly kind: 'operator' }

/** Which message is meant: there is one of a kind to a party about a subject, the thing that it tells of. */
type About<K extends MessageKind> = {
  readonly kind: K
  readonly to: Party
  readonly subject: string
}
type Raised<K extends MessageKind> = About<K> & {
  readonly type: 'message.raised'
  readonly data: Messages[K]
}
type Update<K extends MessageKind> = {
  readonly subject: string
  /** What is other than before. */
  readonly changes: Partial<Messages[K]>
  /** What does not hold any more. */
  readonly without: readonly (keyof Messages[K] & string)[]
  /** Unread again, and on top. */
  readonly isRaised: boolean
  /** What is said where there is no such message yet; nothing, unless given. */
  readonly first?: (() => Promise<Messages[K]>) | undefined
}
/** What the domain that keeps messages hears. */
export type MessageEvents<K extends MessageKind = MessageKind> = {
  readonly raised: { [P in K]: Raised<P> }[K]
  readonly updated: { [P in K]: About<P> & Update<P> & { readonly type: 'message.updated' } }[K]
}

/** Tells a party something, in this transaction. Its declaration says whether it takes the place of what was told of the subject before. */
export const notify = <K extends MessageKind>(
  tx: Tx,
  kind: K,
  to: Party,
  { subject, data }: { readonly subject: string; readonly data: Messages[K] },
): Promise<void> => emit<Raised<K>>(tx, { type: 'message.raised', kind, to, subject, data })

/** Brings a message up to date where it stands. */
export const updateMessage = <K extends MessageKind>(
  tx: Tx,
  kind: K,
  to: Party,
  update: Update<K>,
): Promise<void> =>
  emit<About<K> & Update<K> & { readonly type: 'message.updated' }>(tx, {
    type: 'message.updated',
    kind,
    to,
    ...update,
  })
