/**
 * Why an order could not be asked. `unauthenticated` the key or its secret is not accepted, or this server's clock is wrong;
 * `forbidden` the order is another seller's; `invalid` there is no such order, or the ids are none; `tooOften` asked too often;
 * `unavailable` the marketplace failed; `unreachable` it did not answer at all; `timedOut` not in time; `unreadable` what it
 * answered is no order.
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
  readonly cause?: unknown
}
type Told = { status: number; code: string; text: string; requestId?: string | undefined }

/** An order query that failed. */
export class OrderQueryError extends Error {
  readonly code: OrderQueryErrorCode
  /** What the marketplace answered, such as `MKT.0150` or `APIGW.0301`. */
  readonly marketCode: string | undefined
  /** The HTTP status, if there was an answer. */
  readonly status: number | undefined
  /** The gateway's id of the request, for a question to the marketplace. */
  readonly requestId: string | undefined

  constructor(code: OrderQueryErrorCode, message: string, facts: Facts = {}) {
    super(message, { cause: facts.cause })
    this.name = 'OrderQueryError'
    this.code = code
    this.marketCode = facts.marketCode
    this.status = facts.status
    this.requestId = facts.requestId
  }

  /** Whether asking again may help. A refused signature never: five in a row lock the key for minutes. */
  get mayPass(): boolean {
    return ['tooOften', 'unavailable', 'unreachable', 'timedOut', 'unreadable'].includes(this.code)
  }

  /** A refusal of the marketplace or of the gateway before it (open-apis §9.1, §9.4). */
  static refused({ status, code, text, requestId }: Told): OrderQueryError {
    const facts = { marketCode: code, status, requestId }
    return new OrderQueryError(
      meaningOf(code, status),
      `The marketplace refused the order query: ${code} ${text.slice(0, 300)}`.trimEnd(),
      facts,
    )
  }

  static timedOut(ms: number): OrderQueryError {
    return new OrderQueryError('timedOut', `The marketplace did not answer the order query within ${ms} ms.`)
  }

  static unreachable(cause: unknown): OrderQueryError {
    return new OrderQueryError('unreachable', 'The marketplace cannot be reached for the order query.', {
      cause,
    })
  }

  static unreadable(status: number): OrderQueryError {
    const code = status >= 500 ? 'unavailable' : 'unreadable'
    return new OrderQueryError(
      code,
      `The marketplace answered the order query with something else (HTTP ${status}).`,
      {
        status,
      },
    )
  }
}

/** The codes of the order query; the gateway's share their numbers under two prefixes, and older copies write CBC for MKT. */
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
