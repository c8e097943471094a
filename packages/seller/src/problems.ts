/**
 * What went wrong, for the seller's own log; nothing in it is secret, except what a handler put into the error that it threw.
 * `signature_refused` and `request_unreadable` the caller's fault: `detail` is the reason's code, and the message says by how much
 * or which member; `field_not_opened` what is sealed could not be opened with the key that was given, and is left out, or only
 * with a key of the other size; `order_query_failed` what was bought could not be asked, by a test call too; `handler_failed` a
 * handler threw; `answer_invalid` a handler returned what cannot be sent; `over_budget` a handler took longer than the time that a
 * call may take, and goes on behind the answer: told when that time is over, and once more when its lease would be; `lease_lost` it
 * took so long, or this process stood still, that another process took its work over; `store_failed` the store threw.
 */
export type ProblemCode =
  | 'signature_refused'
  | 'request_unreadable'
  | 'field_not_opened'
  | 'order_query_failed'
  | 'handler_failed'
  | 'answer_invalid'
  | 'over_budget'
  | 'lease_lost'
  | 'store_failed'

/** One thing that went wrong. */
export type SellerProblem = {
  readonly code: ProblemCode
  /** One sentence in English. */
  readonly message: string
  /** The reason's own code, if there is one, such as `nonce_seen`. */
  readonly detail?: string
  /**
   * What was asked, in our words, such as `open`. Of a request that was refused before it was read it is in those of its protocol,
   * and like the ids what the request says of itself.
   */
  readonly activity?: string
  readonly instanceId?: string
  readonly orderId?: string
  /** What was thrown. */
  readonly error?: unknown
}

/** What each code says by itself. */
export const problemSentences: Readonly<Record<ProblemCode, string>> = {
  signature_refused: 'A request was refused: its proof does not hold.',
  request_unreadable: 'A request was refused: it cannot be read.',
  field_not_opened: 'What is sealed could not be opened with the key that was given.',
  order_query_failed: 'What was bought could not be asked.',
  handler_failed: 'A handler threw.',
  answer_invalid: 'What a handler returned cannot be sent.',
  over_budget: 'A handler took longer than a call may take.',
  lease_lost: 'Another process has taken this work over.',
  store_failed: 'The store failed.',
}
