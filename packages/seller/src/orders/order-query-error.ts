import { MarketError } from '../open-apis/market-error.ts'
import type { MarketErrorCode } from '../open-apis/market-error.ts'

/**
 * Why an order query failed, see {@link MarketErrorCode}. With `forbidden`, this seller has no such order; the
 * marketplace also answers this if the order or the line does not exist.
 */
export type OrderQueryErrorCode = MarketErrorCode

/** The error of an order query that failed. */
export class OrderQueryError extends MarketError {
  override name = 'OrderQueryError'
}
