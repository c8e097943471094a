import type { SentRequest } from './exchange.ts'

/** An order query that the seller sent during the run. */
export type AskedOrder = {
  /** The order in the query, if there was one. */
  readonly orderId: string | undefined
  /** Why the answer was not the order, as a reason that follows "because"; undefined if it was. */
  readonly refusal: string | undefined
}

/** An upload of a license that the seller sent during the run. */
export type Upload = {
  /** The application in its path. */
  readonly eventId: string
  /** Why it was refused, as a reason that follows "because"; undefined if it was accepted. */
  readonly refusal: string | undefined
  /** The text of the license or the hash of its file, if it was accepted. */
  readonly content: string | undefined
}

/** The open APIs that a run serves: the order query, and the upload of licenses. */
export type OrderDesk = {
  /** Its address. */
  readonly url: string
  /** Called with each request before it is sent: from then on its order exists. */
  readonly expect: (request: SentRequest) => void
  /** Every query so far. */
  readonly asked: readonly AskedOrder[]
  /** Every upload so far. */
  readonly uploads: readonly Upload[]
}
