import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Problem } from '@loggia/kernel'
import type { Caller } from '@loggia/protocol/console'
import { partyProblems } from '../parties/index.ts'
import type { SignedIn } from '../parties/index.ts'
import { watchConnectionEnd } from './connections.ts'
import type { AnyHandlers } from './any-handlers.ts'
import type { Edge } from './edge.ts'
import { admit, readToken } from './identity.ts'
import { edgeProblems } from './problems.ts'
import type { Exchange } from './session-routes.ts'
import { createStreams } from './streams.ts'
import type { Audience, PresentHistory, Streams } from './streams.ts'

const audiences: readonly Audience[] = ['buyer', 'seller', 'operator']
/** What a stream follows, and from which sequence on. */
type Followed = { readonly audience: Audience; readonly orderId: string; readonly after: number }

/** Whoever may read an order may follow it: the order's own route decides and throws its refusals. */
export const createEventHandlers = (orders: AnyHandlers): AnyHandlers =>
  Object.fromEntries(
    audiences.map((audience) => [
      `GET /api/${audience}/orders/:orderId/events`,
      async (asked, exchange): Promise<Followed> => {
        const route = orders[`GET /api/${audience}/orders/:orderId`]
        if (!route) throw new Error(`There is no route for an order of a ${audience}`)
        await route({ ...asked, query: undefined }, exchange)
        const { orderId } = asked.params as { orderId: string }
        return { audience, orderId, after: readPosition(exchange.request, asked.query) }
      },
    ]),
  )

const position = z.coerce
  .number()
  .int()
  .min(0)
  .max(2 ** 31 - 1)

/** A browser that reconnects sends the last id it saw, which is newer than `after` in its address. */
function readPosition(request: FastifyRequest, query: unknown): number {
  const given = request.headers['last-event-id']
  if (given === undefined) return (query as { after: number }).after
  const read = position.safeParse(given)
  if (!read.success) throw edgeProblems.invalid({ faults: [{ path: 'query.after', message: '0 …' }] })
  return read.data
}

export type SendStream = (
  caller: Caller & { readonly path: string },
  exchange: Exchange,
  open: () => Promise<unknown>,
) => Promise<FastifyReply>

/** Sends the stream that the handler describes (WHATWG HTML §9.2). A place is reserved before the handler runs. */
export function createSendStream(server: FastifyInstance, edge: Edge, present: PresentHistory): SendStream {
  const closing = new AbortController()
  server.addHook('preClose', async () => closing.abort())
  const streams = createStreams(edge, present)
  return async (caller, { request, reply, who }, open) => {
    const token = readToken(edge, request)
    if (!who || token === undefined) throw partyProblems.sign_in_required()
    const release = streams.reserve(token, who.member.id)
    const gone = new AbortController()
    const stay = watchConnectionEnd(request, () => {
      release()
      gone.abort()
    })
    const followed = (await open().catch((error: unknown) => {
      stay()
      release()
      throw error
    })) as Followed
    const signal = AbortSignal.any([closing.signal, gone.signal])
    const { language } = request
    const mayFollow = (now: SignedIn): boolean => isAdmitted(caller, now)
    return sendEvents(reply, streams.follow({ ...followed, language, mayFollow }, { token, who, signal }))
  }
}

function sendEvents(reply: FastifyReply, stream: ReturnType<Streams['follow']>): FastifyReply {
  return (
    reply
      .type('text/event-stream; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('x-accel-buffering', 'no')
      // A connection kept for the next request would keep a closing server open.
      .header('connection', 'close')
      .send(Readable.from(stream, { objectMode: false }))
  )
}

function isAdmitted(caller: Parameters<typeof admit>[0], who: SignedIn): boolean {
  try {
    admit(caller, who)
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}
