/**
 * Why an order query failed:
 * - `unauthenticated`: the access key or its secret was not accepted, or the clock of this server is wrong.
 * - `forbidden`: this seller has no such order. The marketplace also answers this if the order or the line does not
 *   exist. If `isByGateway`: the key has no permission.
 * - `invalid`: the ids are not valid. If `isByGateway`: there is no such interface, so the address is wrong.
 * - `tooOften`: too many queries in a short time.
 * - `unavailable`: the marketplace failed.
 * - `unreachable`: the marketplace could not be reached.
 * - `timedOut`: there was no answer in time.
 * - `unreadable`: the answer is not an order.
 */
export type OrderQueryErrorCode =
  | 'unauthenticated'
  | 'forbidden'
  | 'invalid'
  | 'tooOften'
  | 'unavailable'
  | 'unreachable'
  | 'timedOut'
  | 'unreadable'

type Facts = {
  readonly marketCode?: string | undefined
  readonly status?: number | undefined
  readonly requestId?: string | undefined
  readonly isByGateway?: boolean
  readonly cause?: unknown
}
type Refusal = Facts & { readonly status: number; readonly code: string; readonly text: string }

/** The error of an order query that failed. */
export class OrderQueryError extends Error {
  readonly code: OrderQueryErrorCode
  /** The marketplace's result code, such as `MKT.0150` or `APIGW.0301`. */
  readonly marketCode: string | undefined
  /** The HTTP status, if there was a response. */
  readonly status: number | undefined
  /** The gateway's id of the request, for a question to the marketplace's support. */
  readonly requestId: string | undefined
  /** Whether the gateway in front of the marketplace refused, so that no order was looked for. */
  readonly isByGateway: boolean

  constructor(code: OrderQueryErrorCode, message: string, facts: Facts = {}) {
    super(message, { cause: facts.cause })
    this.name = 'OrderQueryError'
    this.code = code
    this.marketCode = facts.marketCode
    this.status = facts.status
    this.requestId = facts.requestId
    this.isByGateway = facts.isByGateway ?? false
  }

  /**
   * Whether another try may succeed. Never true for a refused signature, because five in a row lock the key for
   * minutes.
   */
  get mayPass(): boolean {
    return ['tooOften', 'unavailable', 'unreachable', 'timedOut', 'unreadable'].includes(this.code)
  }

  /** A refusal by the marketplace or by the gateway in front of it (open-apis §9.1, §9.4). */
  static refused({ code, text, ...facts }: Refusal): OrderQueryError {
    return new OrderQueryError(
      meaningOf(code, facts.status),
      `The marketplace refused the order query: ${code} ${text.slice(0, 300)}`.trimEnd(),
      { ...facts, marketCode: code },
    )
  }

  static timedOut(ms: number): OrderQueryError {
    return new OrderQueryError(
      'timedOut',
      `The marketplace did not respond to the order query within ${ms} ms.`,
    )
  }

  static unreachable(cause: unknown): OrderQueryError {
    return new OrderQueryError('unreachable', 'The order query could not reach the marketplace.', {
      cause,
    })
  }

  static unreadable(status: number): OrderQueryError {
    const code = status >= 500 ? 'unavailable' : 'unreadable'
    return new OrderQueryError(code, `The response to the order query is not an order (HTTP ${status}).`, {
      status,
    })
  }
}

/**
 * Maps a result code. The gateway uses the same numbers with two prefixes, and older documents write CBC instead of
 * MKT.
 */
function meaningOf(code: string, status: number): OrderQueryErrorCode {
  const number = code.replace(/^\w+\./, '')
  if (/^APIGW?\./.test(code)) return gatewayMeanings[number] ?? byStatus(status)
  return marketMeanings[number] ?? byStatus(status)
}

const gatewayMeanings: Readonly<Record<string, OrderQueryErrorCode>> = {
  '0301': 'unauthenticated',
  '0303': 'unauthenticated',
  '0305': 'unauthenticated',
  '0307': 'unauthenticated',
  '0308': 'tooOften',
}
const marketMeanings: Readonly<Record<string, OrderQueryErrorCode>> = {
  '0000': 'unreadable',
  '0100': 'invalid',
  '0101': 'invalid',
  '0150': 'forbidden',
  '0151': 'unauthenticated',
  '0154': 'unauthenticated',
  '0199': 'invalid',
  '0250': 'tooOften',
  '0999': 'unavailable',
}

function byStatus(status: number): OrderQueryErrorCode {
  if (status === 401) return 'unauthenticated'
  if (status === 403) return 'forbidden'
  if (status === 406 || status === 429) return 'tooOften'
  return status >= 500 ? 'unavailable' : 'invalid'
}
