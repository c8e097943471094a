import { request as ask } from 'node:http'
import { pipeline } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'

/** How long a request waits for a restarting server, and how often it is retried meanwhile. */
const defaults = { waitMs: 30_000, everyMs: 200 }

/**
 * Passes requests unchanged to the server on `port` of this machine, and its replies back with the raw headers that
 * `headersOf` returns. While the server restarts, GET and HEAD requests wait; others are told to retry.
 */
export function createProxy({ port, waitMs, everyMs, headersOf = (raw) => raw } = {}) {
  const patience = { waitMs: waitMs ?? defaults.waitMs, everyMs: everyMs ?? defaults.everyMs }
  return (request, reply) =>
    passOn(request, reply, { port, headersOf, ...patience, since: performance.now() })
}

function passOn(request, reply, to) {
  const { method, url, headers } = request
  const upstream = ask({ host: '127.0.0.1', port: to.port, method, path: url, headers })
  upstream.once('response', (answer) => {
    reply.writeHead(answer.statusCode, answer.statusMessage, to.headersOf(answer.rawHeaders))
    // If the answer breaks off, so does the reply: only then does a reader of events reconnect.
    pipeline(answer, reply, () => undefined)
  })
  upstream.once('error', (error) => void whenBroken(error, request, { reply, to }))
  reply.once('close', () => upstream.destroy())
  const reads = method === 'GET' || method === 'HEAD'
  if (reads) upstream.end()
  else request.pipe(upstream)
}

async function whenBroken(error, request, { reply, to }) {
  if (reply.headersSent || reply.destroyed) return reply.destroy()
  const reads = request.method === 'GET' || request.method === 'HEAD'
  const mayWait = error.code === 'ECONNREFUSED' && performance.now() - to.since < to.waitMs
  if (reads && mayWait) {
    await pause(to.everyMs)
    if (!reply.destroyed) passOn(request, reply, to)
    return
  }
  reply.writeHead(503, { 'content-type': 'text/plain; charset=utf-8' })
  reply.end('The server does not answer: it is starting again, or its log says why not.\n')
}
