import type { SentRequest } from './exchange.ts'

/** An order query that a seller sent while it was judged. */
export type AskedOrder = {
  /** The order that was named, if one was. */
  readonly orderId: string | undefined
  /** Why it was not answered with the order, as a reason that goes on after "because"; undefined if it was. */
  readonly refusal: string | undefined
}

/** What answers the order query while a run goes on. */
export type OrderDesk = {
  /** Where it answers. */
  readonly url: string
  /** Told each request before it goes out: from then on its order exists. */
  readonly expect: (request: SentRequest) => void
  /** Every query so far. */
  readonly asked: readonly AskedOrder[]
}
