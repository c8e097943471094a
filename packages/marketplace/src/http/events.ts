import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Language } from '@loggia/kernel'
import { idOf } from '@loggia/protocol/console'
import type { HistoryEntry as WireEntry } from '@loggia/protocol/console'
import { listHistory } from '../platform/index.ts'
import type { HistoryEntry, MemberActor } from '../platform/index.ts'
import type { AnyHandlers } from './contract-routes.ts'
import type { Edge, StreamTimes } from './edge.ts'
import { admit, identify, tokenOf } from './identity.ts'
import { edgeProblems } from './problems.ts'
import type { SignedIn } from '../parties/index.ts'

export type Audience = 'buyer' | 'seller' | 'operator'
type Reader = { readonly audience: Audience; readonly actor: MemberActor; readonly language: Language }
/** The entries that a reader may see, as the contract has them. */
export type PresentHistory = (
  entries: readonly HistoryEntry[],
  reader: Reader,
) => Promise<readonly WireEntry[]>

const audiences: readonly Audience[] = ['buyer', 'seller', 'operator']
export const eventsUrl = (audience: Audience): string => `/api/${audience}/orders/:orderId/events`

const orderParams = z.object({ orderId: idOf('ord') })
const position = z.coerce
  .number()
  .int()
  .min(0)
  .max(2 ** 31 - 1)
const defaultTimes: StreamTimes = { checkMs: 2_000, heartbeatMs: 15_000 }

/** `GET /api/{buyer,seller,operator}/orders/:orderId/events`: the time line of an order as server-sent events (WHATWG HTML §9.2). */
export function registerEvents(
  server: FastifyInstance,
  edge: Edge,
  parts: { handlers: AnyHandlers; present: PresentHistory },
): void {
  const closing = new AbortController()
  server.addHook('preClose', async () => closing.abort())
  for (const audience of audiences) {
    server.get(eventsUrl(audience), { exposeHeadRoute: false }, async (request, reply) => {
      const who = await identify(edge, request)
      admit({ role: audience, method: 'GET', path: eventsUrl(audience) }, who)
      const orderId = readOrderId(request)
      const after = readPosition(request)
      await requireOrder(parts.handlers, { audience, orderId }, { request, reply, who })
      const signal = AbortSignal.any([closing.signal, whenClosed(reply)])
      const { language } = request
      const stream = follow(edge, {
        orderId,
        after,
        audience,
        language,
        present: parts.present,
        token: tokenOf(request),
        signal,
      })
      return (
        reply
          .type('text/event-stream; charset=utf-8')
          .header('cache-control', 'no-store')
          .header('x-accel-buffering', 'no')
          // A connection kept for the next request would hold a closing server open.
          .header('connection', 'close')
          .send(Readable.from(stream, { objectMode: false }))
      )
    })
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
  await route(
    { params, query: undefined, body: undefined, actor: asked.who?.actor, language, idempotency: undefined },
    asked,
  )
}

function whenClosed(reply: FastifyReply): AbortSignal {
  const closed = new AbortController()
  reply.raw.once('close', () => closed.abort())
  return closed.signal
}

type Following = {
  orderId: string
  after: number
  audience: Audience
  language: Language
  present: PresentHistory
  token: string | undefined
  signal: AbortSignal
}

/** Tells what is new at once, looks by itself now and then, and ends with the session, the connection or the server. */
async function* follow(edge: Edge, following: Following): AsyncGenerator<string> {
  const { platform, parties, options } = edge
  const { orderId, audience, language, present, token, signal } = following
  const { checkMs, heartbeatMs } = options.streams ?? defaultTimes
  const bell = createBell((ring) => platform.changes.subscribe(orderId, ring), signal)
  let after = following.after
  let quietMs = 0
  try {
    yield 'retry: 2000\n\n'
    while (!signal.aborted) {
      const who = token === undefined ? undefined : await parties.authenticate(token, { touch: false })
      if (!who) return
      const entries = await listHistory(platform.db, orderId, after)
      after = entries.at(-1)?.sequence ?? after
      const told = (await present(entries, { audience, language, actor: who.actor })).map(asEvent).join('')
      if (told !== '') yield told
      // A full page of entries may not be the last one.
      if (entries.length > 0) continue
      const rang = await bell.wait(checkMs)
      quietMs = rang || told !== '' ? 0 : quietMs + checkMs
      if (quietMs >= heartbeatMs) {
        quietMs = 0
        yield ': alive\n\n'
      }
    }
  } finally {
    bell.end()
  }
}

const asEvent = (entry: WireEntry): string => `id: ${entry.sequence}\ndata: ${JSON.stringify(entry)}\n\n`

type Bell = { wait(mostMs: number): Promise<boolean>; end(): void }

/** Wakes a waiting reader; what rang while nobody waited is not lost. */
function createBell(subscribe: (ring: () => void) => () => void, signal: AbortSignal): Bell {
  let rung = false
  let wake: (() => void) | undefined
  const ring = (): void => {
    rung = true
    wake?.()
  }
  const unsubscribe = subscribe(ring)
  signal.addEventListener('abort', ring, { once: true })
  return {
    async wait(mostMs) {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, mostMs)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
        wake = undefined
      }
      const was = rung
      rung = false
      return was
    },
    end() {
      unsubscribe()
      signal.removeEventListener('abort', ring)
    },
  }
}
