import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Problem } from '@loggia/kernel'
import { idOf } from '@loggia/protocol/console'
import { partyProblems } from '../parties/index.ts'
import type { SignedIn } from '../parties/index.ts'
import { whenConnectionEnds } from './connections.ts'
import type { AnyHandlers } from './contract-routes.ts'
import type { Edge } from './edge.ts'
import { admit, identify, tokenOf } from './identity.ts'
import { edgeProblems } from './problems.ts'
import { createStreams } from './streams.ts'
import type { Audience, PresentHistory, Streams } from './streams.ts'

const audiences: readonly Audience[] = ['buyer', 'seller', 'operator']
export const eventsUrl = (audience: Audience): string => `/api/${audience}/orders/:orderId/events`

const orderParams = z.object({ orderId: idOf('ord') })
const position = z.coerce
  .number()
  .int()
  .min(0)
  .max(2 ** 31 - 1)

/** `GET /api/{buyer,seller,operator}/orders/:orderId/events`: the time line of an order as server-sent events (WHATWG HTML §9.2). */
export function registerEvents(
  server: FastifyInstance,
  edge: Edge,
  parts: { handlers: AnyHandlers; present: PresentHistory },
): void {
  const closing = new AbortController()
  server.addHook('preClose', async () => closing.abort())
  const streams = createStreams(edge, parts.present)
  for (const audience of audiences) {
    server.get(eventsUrl(audience), { exposeHeadRoute: false }, async (request, reply) => {
      const who = await identify(edge, request)
      const token = tokenOf(edge, request)
      requireAudience(audience, who)
      if (!who || token === undefined) throw partyProblems.sign_in_required()
      const wanted = { orderId: readOrderId(request), after: readPosition(request) }
      const release = streams.reserve(token, who.member.id)
      const gone = new AbortController()
      const stay = whenConnectionEnds(request, () => {
        release()
        gone.abort()
      })
      try {
        await requireOrder(parts.handlers, { ...wanted, audience }, { request, reply, who })
      } catch (error) {
        stay()
        release()
        throw error
      }
      const signal = AbortSignal.any([closing.signal, gone.signal])
      const { language } = request
      const mayFollow = (now: SignedIn): boolean => isAudience(audience, now)
      return sendStream(
        reply,
        streams.follow({ ...wanted, audience, language, mayFollow }, { token, who, signal }),
      )
    })
  }
}

function sendStream(reply: FastifyReply, stream: ReturnType<Streams['follow']>): FastifyReply {
  return (
    reply
      .type('text/event-stream; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('x-accel-buffering', 'no')
      // A connection kept for the next request would hold a closing server open.
      .header('connection', 'close')
      .send(Readable.from(stream, { objectMode: false }))
  )
}

const requireAudience = (audience: Audience, who: SignedIn | undefined): void =>
  admit({ role: audience, method: 'GET', path: eventsUrl(audience) }, who)

function isAudience(audience: Audience, who: SignedIn): boolean {
  try {
    requireAudience(audience, who)
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}

function readOrderId(request: FastifyRequest): string {
  const read = orderParams.safeParse(request.params)
  if (!read.success) throw edgeProblems.invalid({ faults: [{ path: 'params.orderId', message: 'ord_…' }] })
  return read.data.orderId
}

/** A browser that connects again sends the last id it saw; that is newer than the address it began with. */
function readPosition(request: FastifyRequest): number {
  const given = request.headers['last-event-id'] ?? (request.query as { after?: unknown }).after ?? 0
  const read = position.safeParse(given)
  if (!read.success) throw edgeProblems.invalid({ faults: [{ path: 'query.after', message: '0 …' }] })
  return read.data
}

type Who = { request: FastifyRequest; reply: FastifyReply; who: SignedIn | undefined }

/** Whoever may read the order may follow it: the order's own route decides, and throws its own refusal. */
async function requireOrder(
  handlers: AnyHandlers,
  order: { audience: Audience; orderId: string },
  asked: Who,
): Promise<void> {
  const route = handlers[`GET /api/${order.audience}/orders/:orderId`]
  if (!route) throw new Error(`There is no route for an order of a ${order.audience}`)
  const params = { orderId: order.orderId }
  const { language } = asked.request
  await route({ params, query: undefined, body: undefined, actor: asked.who?.actor, language }, asked)
}
