/**
 * Why a call of the marketplace failed:
 * - `unauthenticated`: the access key or its secret was not accepted, or the clock of this server is wrong.
 * - `forbidden`: this seller may not do that. If `isByGateway`: the key has no permission.
 * - `invalid`: the request is not valid. If `isByGateway`: there is no such interface, so the address is wrong.
 * - `tooOften`: too many requests in a short time.
 * - `unavailable`: the marketplace failed.
 * - `unreachable`: the marketplace could not be reached.
 * - `timedOut`: there was no answer in time.
 * - `unreadable`: the answer is not what the interface answers.
 */
export type MarketErrorCode =
  | 'unauthenticated'
  | 'forbidden'
  | 'invalid'
  | 'tooOften'
  | 'unavailable'
  | 'unreachable'
  | 'timedOut'
  | 'unreadable'

export type MarketErrorFacts = {
  readonly marketCode?: string | undefined
  readonly status?: number | undefined
  readonly requestId?: string | undefined
  readonly isByGateway?: boolean
  readonly isUnsent?: boolean
  readonly cause?: unknown
}

/** The error of a call of the marketplace's open APIs that failed. */
export class MarketError extends Error {
  readonly code: MarketErrorCode
  /** The marketplace's result code, such as `MKT.0150` or `APIGW.0301`. */
  readonly marketCode: string | undefined
  /** The HTTP status, if there was a response. */
  readonly status: number | undefined
  /** The gateway's id of the request, for a question to the marketplace's support. */
  readonly requestId: string | undefined
  /** Whether the gateway in front of the marketplace refused, so that the request was not looked at. */
  readonly isByGateway: boolean
  /** Whether there was no connection, so that the marketplace cannot have got the request. */
  readonly isUnsent: boolean

  constructor(code: MarketErrorCode, message: string, facts: MarketErrorFacts = {}) {
    super(message, { cause: facts.cause })
    this.name = 'MarketError'
    this.code = code
    this.marketCode = facts.marketCode
    this.status = facts.status
    this.requestId = facts.requestId
    this.isByGateway = facts.isByGateway ?? false
    this.isUnsent = facts.isUnsent ?? false
  }

  /**
   * Whether another try may succeed. Never true for a refused signature, because more than five in a row lock the key
   * for minutes.
   */
  get mayPass(): boolean {
    return ['tooOften', 'unavailable', 'unreachable', 'timedOut', 'unreadable'].includes(this.code)
  }
}

type Refusal = MarketErrorFacts & { readonly status: number; readonly code: string; readonly text: string }

/** What was asked, as sentences name it, and the class of its errors. */
export type MarketErrors<E extends MarketError = MarketError> = {
  readonly what: string
  readonly create: (code: MarketErrorCode, message: string, facts?: MarketErrorFacts) => E
}

/** A refusal by the marketplace or by the gateway in front of it (open-apis §9.1, §9.4). */
export const createRefused = <E extends MarketError>(
  { what, create }: MarketErrors<E>,
  { code, text, ...facts }: Refusal,
): E =>
  create(
    meaningOf(code, facts.status),
    `The marketplace refused ${what}: ${code} ${text.slice(0, 300)}`.trimEnd(),
    { ...facts, marketCode: code },
  )

/** An answer that is not the one of this interface. */
export function createUnreadable<E extends MarketError>(
  { what, create }: MarketErrors<E>,
  status: number,
): E {
  const code = status >= 500 ? 'unavailable' : 'unreadable'
  return create(code, `The response to ${what} cannot be read (HTTP ${status}).`, { status })
}

/**
 * Maps a result code. The gateway uses the same numbers with two prefixes, and older documents write CBC instead of
 * MKT.
 */
function meaningOf(code: string, status: number): MarketErrorCode {
  const number = code.replace(/^\w+\./, '')
  if (isOfGateway(code)) return gatewayMeanings[number] ?? byStatus(status)
  return marketMeanings[number] ?? byStatus(status)
}

/** Whether the gateway in front of the marketplace gave this code. */
export const isOfGateway = (code: string): boolean => /^APIGW?\./.test(code)

const gatewayMeanings: Readonly<Record<string, MarketErrorCode>> = {
  '0301': 'unauthenticated',
  '0303': 'unauthenticated',
  '0305': 'unauthenticated',
  '0307': 'unauthenticated',
  '0308': 'tooOften',
}
const marketMeanings: Readonly<Record<string, MarketErrorCode>> = {
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

function byStatus(status: number): MarketErrorCode {
  if (status === 401) return 'unauthenticated'
  if (status === 403) return 'forbidden'
  if (status === 406 || status === 429) return 'tooOften'
  return status >= 500 ? 'unavailable' : 'invalid'
}
