import type { Id } from '@loggia/kernel'
import { getProduct } from '../../catalog/index.ts'
import type { Health } from '../../health/index.ts'
import type { Platform, Tx } from '../../platform/index.ts'
import type { Feedback, FeedbackText } from '../schema.ts'

export type FeedbackContext = Platform & { readonly health: Pick<Health, 'isConnected'> }

/** A rating or a question with the texts of it that can still change. */
export type Held = { readonly feedback: Feedback; readonly texts: readonly FeedbackText[] }

export const operators = { kind: 'operator' } as const
/** Operators have one message about everything that waits. */
export const queueSubject = 'feedback'

export const toFact = (feedback: Feedback) => ({ kind: feedback.kind, productId: feedback.productId })
export const toFactOfText = (feedback: Feedback, { id, by }: Pick<FeedbackText, 'id' | 'by'>) => ({
  ...toFact(feedback),
  by,
  textId: id,
})

/** The data of a message about it. */
export async function toMessage(tx: Tx, feedback: Feedback) {
  const product = await getProduct(tx, feedback.productId)
  return { ...toFact(feedback), product: product.name }
}

export const toSeller = ({ sellerId }: { readonly sellerId: Id<'sel'> }) =>
  ({ kind: 'seller', id: sellerId }) as const
