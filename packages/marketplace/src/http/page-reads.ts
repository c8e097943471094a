import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { DurationMs } from '@loggia/kernel'
import type { ReadForPage } from '@loggia/protocol/console'

/** Longer than the reads of any page take on a server that is not overloaded. */
const presetLimitMs = 800
/** What the browser would send with its own read: who reads, from where, and how they came here. */
const passedHeaders = [
  'cookie',
  'host',
  'user-agent',
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
] as const
/** Statuses whose replies have no body (WHATWG Fetch §2.2.3). */
const bodiless: ReadonlySet<number> = new Set([204, 205, 304])

/**
 * How a page reads the console API for the reader of `request`: as requests of their own, so that rights, limits,
 * masking and logs are those of the API. All reads of the page together may take `limitMs`; then they reject, and what
 * they have begun ends by itself.
 */
export function createPageReads(
  server: FastifyInstance,
  request: FastifyRequest,
  limitMs: DurationMs = presetLimitMs,
): ReadForPage {
  const expired = rejectAfter(limitMs)
  const passed = Object.fromEntries(
    passedHeaders.flatMap((name) => {
      const value = request.headers[name]
      return value === undefined ? [] : [[name, String(value)]]
    }),
  )
  const read: ReadForPage = async (path, { headers }) => {
    if (!path.startsWith('/api/')) throw new TypeError(`A page reads only the API, not ${path}`)
    const reply = await server.inject({
      method: 'GET',
      url: path,
      headers: { ...Object.fromEntries(new Headers(headers)), ...passed },
      remoteAddress: request.socket.remoteAddress ?? '',
    })
    const body = bodiless.has(reply.statusCode) ? null : reply.body
    return new Response(body, { status: reply.statusCode })
  }
  return (path, init) => Promise.race([expired, read(path, init)])
}

/** Rejects after `ms`. */
function rejectAfter(ms: DurationMs): Promise<never> {
  const signal = AbortSignal.timeout(ms)
  const expired = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
  // Nobody may be waiting any more.
  expired.catch(() => undefined)
  return expired
}
