import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Edge } from './edge.ts'
import { identify } from './identity.ts'
import { edgeProblems } from './problems.ts'

/** Ten a second: more than the readers of an office open, and less than a node can make. */
const defaultMost = 600

/**
 * Counts the pages that somebody without a session asks for, apart from all requests: a page is made for each of them, which
 * costs a hundred times what an answer to a program does. Throws `request.too_many`.
 */
export type LimitGuest = (request: FastifyRequest) => Promise<void>

export function createGuestLimit(server: FastifyInstance, edge: Edge): LimitGuest {
  const count = server.createRateLimit({ max: edge.options.limits?.pages ?? defaultMost, timeWindow: 60_000 })
  return async (request) => {
    if (await identify(edge, request)) return
    const counted = await count(request)
    if (counted.isAllowed || !counted.isExceeded) return
    throw edgeProblems.too_many({ retryAfter: Math.max(1, counted.ttlInSeconds) })
  }
}
