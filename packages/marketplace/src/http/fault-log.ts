import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { omitUndefined } from '@loggia/kernel'
import type { Edge } from './edge.ts'

/** Logs a failed request. A request that the client broke off is no error: a client can do that any number of times. */
export function logFault({ platform }: Edge, error: unknown, request: FastifyRequest): void {
  const at = { requestId: request.id, method: request.method, route: request.routeOptions.url ?? 'none' }
  if (isBrokenOff(error, request)) platform.log.info(at, 'a client went away')
  else platform.log.error({ ...at, fault: describeFault(error) }, 'a request failed')
}

/** Logs that a part of a page is missing in what was sent: the reader sees its place, and can try again. */
export function logUnrendered({ platform }: Edge, error: unknown, request: FastifyRequest): void {
  const at = { requestId: request.id, route: request.routeOptions.url ?? 'none' }
  platform.log.error({ ...at, fault: describeFault(error) }, 'a part of a page could not be rendered')
}

const codesOfLeaving: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'])

const isBrokenOff = (error: unknown, { raw }: FastifyRequest): boolean =>
  raw.socket.destroyed && error instanceof Error && 'code' in error && codesOfLeaving.has(String(error.code))

/**
 * Logs replies that break after their head was sent: no error handler sees them, the client sees a closed connection.
 */
export function logBrokenReplies(server: FastifyInstance, edge: Edge): void {
  server.addHook('onSend', async (request, reply, payload) => {
    if (!(payload instanceof Readable)) return
    payload.once('error', (error) => {
      if (reply.raw.headersSent) logFault(edge, error, request)
    })
  })
}

/**
 * An error for the log. Only named members: a driver's error also holds the query's values, which may be personal data.
 * Lines are cut because PGlite's stack quotes its own program, 100 kB in one line.
 */
export function describeFault(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: `${typeof error} was thrown` }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const stack = (error.stack ?? '').split('\n').slice(0, 30).map(cut).join('\n')
  return omitUndefined({
    type: error.name,
    message: cut(error.message),
    code,
    stack,
    cause: error.cause !== undefined && depth < 5 ? describeFault(error.cause, depth + 1) : undefined,
  })
}

const cut = (line: string): string => (line.length > 500 ? `${line.slice(0, 500)}…` : line)
