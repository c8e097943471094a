import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { edgeProblems } from './problems.ts'

/** What somebody without a session may send: a sign-in, a sign-up, or a body for an address that reads none. */
export const guestBodyBytes = 16 * 1024
/** Two descriptions of 20,000 Chinese characters, and room for the rest. */
export const memberBodyBytes = 512 * 1024

/**
 * How many brackets and commas a text of JSON may have. Reading it costs by these and not by its length: seven megabytes of `[`
 * stop the event loop for a second. No form of ours has a tenth as many.
 */
const mostMarks = 100_000
/** How long a reply that came before its request's body waits for the rest: long enough for a body that is on its way. */
const lingerMs = 2_000

/** Reads JSON and nothing else, and lets nobody hold a connection with a body that no one reads. */
export function registerBodies(server: FastifyInstance): void {
  server.removeContentTypeParser('text/plain')
  const readJson = server.getDefaultJsonParser('error', 'error')
  server.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (hasTooManyMarks(body)) {
      done(edgeProblems.unreadable({ mostBytes: request.routeOptions.bodyLimit ?? guestBodyBytes }))
      return
    }
    void readJson(request, body, done)
  })
  server.addHook('onSend', async (request, reply) => leaveUnread(request, reply))
  server.addHook('onResponse', async (request) => request.releaseBody?.())
}

function hasTooManyMarks(text: string): boolean {
  let marks = 0
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i)
    // `,`, `[`, `{`
    if (unit === 0x2c || unit === 0x5b || unit === 0x7b) marks += 1
  }
  return marks > mostMarks
}

/**
 * Answers before the body has come: the rest is thrown away as it arrives, and whoever takes longer than that loses the
 * connection. Closing at once would take the answer from a client that is still sending.
 */
function leaveUnread({ raw }: FastifyRequest, reply: FastifyReply): void {
  if (raw.complete !== false) return
  const { socket } = raw
  const timer = setTimeout(() => {
    if (!raw.complete) socket.destroy()
  }, lingerMs)
  timer.unref()
  const forget = (): void => clearTimeout(timer)
  socket.once('close', forget)
  raw.once('end', () => {
    forget()
    socket.off('close', forget)
  })
  reply.raw.once('finish', () => raw.resume())
}

/** Most bytes of bodies that one reader, and all readers of this node, may have on their way or in work. */
export type BodyShares = { readonly reader: number; readonly node: number }
export const defaultBodyShares: BodyShares = { reader: 16 * 1024 * 1024, node: 256 * 1024 * 1024 }

/** Holds a share for what a reader announced; its function gives it back. Throws `request.too_many` while there is none. */
export type BodyBudget = (reader: string, bytes: number) => () => void

export function createBodyBudget(most: BodyShares): BodyBudget {
  const byReader = new Map<string, number>()
  let all = 0
  const change = (reader: string, bytes: number): void => {
    all += bytes
    const of = (byReader.get(reader) ?? 0) + bytes
    if (of > 0) byReader.set(reader, of)
    else byReader.delete(reader)
  }
  return (reader, bytes) => {
    const isTooMuch = all + bytes > most.node || (byReader.get(reader) ?? 0) + bytes > most.reader
    if (isTooMuch) throw edgeProblems.too_many({ retryAfter: 5 })
    change(reader, bytes)
    let isHeld = true
    return () => {
      if (isHeld) change(reader, -bytes)
      isHeld = false
    }
  }
}

/** What a request says that it will send; one that does not say may send all that its route takes. */
export function readAnnouncedBytes({ headers }: FastifyRequest, most: number): number {
  if (headers['transfer-encoding'] !== undefined) return most
  return Math.min(Number(headers['content-length'] ?? 0) || 0, most)
}
