import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Edge } from './edge.ts'
import { identify } from './identity.ts'
import { edgeProblems } from './problems.ts'

/** Ten a second: more than the readers of one office open, and fewer than a node can render. */
const defaultMost = 600

/**
 * Limits rendered pages separately from other requests: of guests by address, of members by member. A page that is
 * not kept is rendered, which costs a hundred times an API answer. Throws `request.too_many`.
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
