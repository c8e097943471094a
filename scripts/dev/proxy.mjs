import { request as ask } from 'node:http'
import { pipeline } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'

/** How long a reader waits for a server that is starting again, and how often it is tried meanwhile. */
const defaults = { waitMs: 30_000, everyMs: 200 }

/**
 * Passes requests on to the server at `port` of this machine as they are, and its replies back, with their raw headers as
 * `headersOf` gives them. While nothing listens there, what only reads waits: the server is starting. What changes something is
 * told to come again.
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
    // Where the answer breaks off, so does the reply: a reader of events connects again only then.
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
