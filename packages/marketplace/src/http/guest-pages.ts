import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Edge } from './edge.ts'
import { identify } from './identity.ts'
import { edgeProblems } from './problems.ts'

/** Ten a second: more than the readers of an office open, and less than a node can make. */
const defaultMost = 600

/**
 * Counts the pages that are asked for apart from all requests, of somebody without a session by address, of others by member: a
 * page is made for each of them, which costs a hundred times what an answer to a program does. Throws `request.too_many`.
 */
export type LimitGuest = (request: FastifyRequest) => Promise<void>

export function createGuestLimit(server: FastifyInstance, edge: Edge): LimitGuest {
  const max = edge.options.limits?.pages ?? defaultMost
  const ofAddress = server.createRateLimit({ max, timeWindow: 60_000 })
  const ofMember = server.createRateLimit({
    max,
    timeWindow: 60_000,
    keyGenerator: async (request) => (await identify(edge, request))?.member.id ?? request.ip,
  })
  return async (request) => {
    const counted = await ((await identify(edge, request)) ? ofMember : ofAddress)(request)
    if (counted.isAllowed || !counted.isExceeded) return
    throw edgeProblems.too_many({ retryAfter: Math.max(1, counted.ttlInSeconds) })
  }
}
