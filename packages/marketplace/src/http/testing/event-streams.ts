import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { defineProblems } from '@loggia/kernel'
import { appendHistory } from '../../platform/history.ts'
import { runInTx, system } from '../../platform/index.ts'
import type { HttpOptions } from '../edge.ts'
import { openStubEdge } from '../stub-edge.ts'
import type { StubEdge, Visitor } from '../stub-edge.ts'

/** The order of another buyer. */
export const othersOrder = `ord_${'1'.repeat(26)}`
const problems = defineProblems('events_test', { not_found: { kind: 'not_found', zh: '没有', en: 'None' } })

/** A server whose orders have the events that {@link tell} adds to them. */
export const openEventEdge = (more: Partial<HttpOptions> = {}) =>
  openStubEdge({
    handlers: {
      'GET /api/seller/orders/:orderId': async () => ({}),
      'GET /api/buyer/orders/:orderId': async ({ params }) => {
        if ((params as { orderId: string }).orderId === othersOrder) throw problems.not_found()
        return {}
      },
    },
    // Entries that a buyer may not see still count in the sequence.
    present: async (entries, { audience }) =>
      entries
        .filter(({ kind }) => audience !== 'buyer' || !kind.startsWith('secret'))
        .map(({ sequence, kind, data }) => ({
          sequence,
          at: '2026-11-24T06:33:00.000Z',
          actor: { kind: 'system' as const },
          kind,
          data,
        })),
    options: { streams: { checkMs: 40, heartbeatMs: 80 }, ...more },
  })

export const tell = ({ bare: { platform } }: StubEdge, subject: string, kind: string) =>
  runInTx(platform, { actor: system }, (tx) =>
    appendHistory(tx, [{ subject, at: platform.clock.now(), kind }]),
  )

/** Opens a real connection that is read until a text arrives or the stream ends. */
export async function openStream(
  { server }: StubEdge,
  visitor: Visitor,
  options: { order: string; after?: string; lastEventId?: string; audience?: 'buyer' | 'seller' },
) {
  if (!server.server.listening) await server.listen({ port: 0, host: '127.0.0.1' })
  const { port } = server.server.address() as AddressInfo
  const headers = {
    cookie: visitor.cookie,
    ...(options.lastEventId && { 'last-event-id': options.lastEventId }),
  }
  const asked = httpRequest({
    port,
    host: '127.0.0.1',
    path: `/api/${options.audience ?? 'buyer'}/orders/${options.order}/events${options.after ? `?after=${options.after}` : ''}`,
    headers,
  })
  asked.end()
  const [reply] = (await once(asked, 'response')) as [IncomingMessage]
  let text = ''
  let ended = false
  let look: () => void = () => undefined
  reply.on('data', (chunk: Buffer) => {
    text += chunk.toString()
    look()
  })
  reply.on('close', () => {
    ended = true
    look()
  })
  const until = (wanted: () => boolean): Promise<string> =>
    new Promise((resolve) => {
      look = () => wanted() && resolve(text)
      look()
    })
  return {
    reply,
    has: (part: string) => until(() => text.includes(part)),
    end: () => until(() => ended),
    leave: () => asked.destroy(),
    /** Number of heartbeats received. */
    words: () => text.split(': alive').length - 1,
  }
}
