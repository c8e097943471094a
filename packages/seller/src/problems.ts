/**
 * What went wrong, for the seller's own log. A problem contains no secrets, except what a handler put into an error
 * that it threw.
 * - `signature_refused`, `request_unreadable`: the caller's fault. `detail` is the code of the reason; the message says
 *   by how much a value is wrong, or which member it is.
 * - `field_not_opened`: a sealed field could not be opened with the given key and is left out, or could be opened only
 *   with a key of the other size.
 * - `order_query_failed`: the order query failed, for a purchase or for a test call.
 * - `handler_failed`: a handler threw.
 * - `answer_invalid`: a handler returned something that cannot be sent.
 * - `over_budget`: a handler took longer than `budgetMs` and goes on after the call was answered. It is reported at the
 *   end of the budget, and once more when the lease would end.
 * - `lease_lost`: the work took so long, or this process stood still for so long, that another process took the work
 *   over.
 * - `upload_failed`: a license could not be uploaded. It is reported at the first failure, and at the end of all tries.
 * - `store_failed`: the store threw.
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
  | 'upload_failed'
  | 'store_failed'

/** One problem, as `onProblem` gets it. */
export type SellerProblem = {
  readonly code: ProblemCode
  /** One sentence in English. */
  readonly message: string
  /** The code of the reason, if there is one, such as `nonce_seen`. */
  readonly detail?: string
  /**
   * The requested operation, such as `open`. If the request was refused before it was read, this is the activity in the
   * words of its protocol; it and the ids are then unproven claims of the request.
   */
  readonly activity?: string
  readonly instanceId?: string
  readonly orderId?: string
  /** The error that was thrown. */
  readonly error?: unknown
}

/** The default message of each code. */
export const problemSentences: Readonly<Record<ProblemCode, string>> = {
  signature_refused: 'A request was refused: its signature is not valid.',
  request_unreadable: 'A request was refused: it cannot be read.',
  field_not_opened: 'An encrypted field could not be decrypted with the given key.',
  order_query_failed: 'The order query failed.',
  handler_failed: 'A handler threw an error.',
  answer_invalid: 'A handler returned a value that cannot be sent.',
  over_budget: 'A handler took longer than the time limit of a call.',
  lease_lost: 'Another process has taken over this work.',
  upload_failed: 'A license could not be uploaded.',
  store_failed: 'The store failed.',
}
