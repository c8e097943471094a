import type { SentRequest } from './exchange.ts'

/** An order query that the seller sent during the run. */
export type AskedOrder = {
  /** The order in the query, if there was one. */
  readonly orderId: string | undefined
  /** Why the answer was not the order, as a reason that follows "because"; undefined if it was. */
  readonly refusal: string | undefined
}

/** The order query of a run. */
export type OrderDesk = {
  /** Its address. */
  readonly url: string
  /** Called with each request before it is sent: from then on its order exists. */
  readonly expect: (request: SentRequest) => void
  /** Every query so far. */
  readonly asked: readonly AskedOrder[]
}
