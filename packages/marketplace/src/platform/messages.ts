import type { Id } from '@loggia/kernel'
import type { MessageKind, Messages } from '@loggia/protocol/console'
import { emit } from './events.ts'
import type { Tx } from './tx.ts'

/** Who a message is addressed to; all operators share one inbox. */
export type Party =
  | { readonly kind: 'buyer'; readonly id: Id<'byr'> }
  | { readonly kind: 'seller'; readonly id: Id<'sel'> }
  | { readonly kind: 'operator' }

/** Identifies a message: a party has at most one of each kind about a subject, the thing that it concerns. */
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
  /** Members that changed. */
  readonly changes: Partial<Messages[K]>
  /** Members that no longer apply. */
  readonly without: readonly (keyof Messages[K] & string)[]
  /** Marks the message as unread and moves it to the top. */
  readonly isRaised: boolean
  /** Data of the message if there is none yet; without this function, nothing is sent then. */
  readonly first?: (() => Promise<Messages[K]>) | undefined
}
type Settled = { readonly kind: MessageKind; readonly to: Party; readonly subject: string }
/** The events for the domain that keeps messages. */
export type MessageEvents<K extends MessageKind = MessageKind> = {
  readonly raised: { [P in K]: Raised<P> }[K]
  readonly updated: { [P in K]: About<P> & Update<P> & { readonly type: 'message.updated' } }[K]
  readonly settled: Settled & { readonly type: 'message.settled' }
}

/**
 * Sends a message to a party, in this transaction. The declaration of its kind says whether it replaces the earlier
 * message about the subject.
 */
export const notify = <K extends MessageKind>(
  tx: Tx,
  kind: K,
  to: Party,
  { subject, data }: { readonly subject: string; readonly data: Messages[K] },
): Promise<void> => emit<Raised<K>>(tx, { type: 'message.raised', kind, to, subject, data })

/** Updates an existing message. */
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

/** Marks a message as read, because nobody has to act on it any more. */
export const settleMessage = (
  tx: Tx,
  kind: MessageKind,
  to: Party,
  { subject }: { readonly subject: string },
): Promise<void> => emit<MessageEvents['settled']>(tx, { type: 'message.settled', kind, to, subject })
