import type { ProblemReply } from '@loggia/protocol/console'

/**
 * A refusal of the server, or a failure to reach it: `code` is a problem code such as `order.price_changed`,
 * `client.unreachable` (no reply, status 0), or `client.unreadable` (a reply that is no problem+json).
 */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  /** A sentence in the requested language; empty if the server sent none. */
  readonly detail: string
  /** The business rules behind it, such as `R118`; none for most refusals. */
  readonly rule: string | undefined
  /** The member of the request’s body that it is about; none for most refusals. */
  readonly field: string | undefined
  readonly details: Readonly<Record<string, unknown>>
  readonly requestId: string | undefined

  constructor(problem: ApiProblemParts, cause?: unknown) {
    super(`${problem.code}: ${problem.detail}`, { cause })
    this.name = 'ApiProblem'
    this.status = problem.status
    this.code = problem.code
    this.detail = problem.detail
    this.rule = problem.rule
    this.field = problem.field
    this.details = problem.details ?? {}
    this.requestId = problem.requestId
  }
}
type ApiProblemParts = Pick<ProblemReply, 'status' | 'code' | 'detail'> & {
  rule?: string | undefined
  field?: string | undefined
  details?: ProblemReply['details']
  requestId?: string | undefined
}

/** Reads a refusal; any other body, such as a proxy's page, becomes `client.unreadable` with the reply's status. */
export async function readProblem(reply: Response): Promise<ApiProblem> {
  const text = await reply.text().catch(() => '')
  const parsed = parseProblem(text)
  if (parsed) return new ApiProblem({ ...parsed, status: reply.status })
  const requestId = reply.headers.get('x-request-id') ?? undefined
  return new ApiProblem({ status: reply.status, code: 'client.unreadable', detail: '', requestId })
}

function parseProblem(text: string): ApiProblemParts | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isProblem(value) ? value : undefined
  } catch {
    return undefined
  }
}

const isProblem = (value: unknown): value is ProblemReply =>
  typeof value === 'object' &&
  value !== null &&
  'code' in value &&
  typeof value.code === 'string' &&
  'detail' in value &&
  typeof value.detail === 'string'
