import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { edgeProblems } from './problems.ts'

/** Body limit without a session: a sign-in, a sign-up, or a body for an address that reads none. */
export const guestBodyBytes = 16 * 1024
/** Body limit for members: two descriptions of 20,000 Chinese characters, and room for the rest. */
export const memberBodyBytes = 512 * 1024

/**
 * Most brackets and commas in a JSON body. They, not the length, decide what parsing costs: 7 MB of `[` stop the event
 * loop for a second. No form of ours has a tenth as many.
 */
const mostMarks = 100_000
/**
 * How long a reply that was sent before the request's body waits for the rest of that body; enough for one on its way.
 */
const lingerMs = 2_000

/** Accepts JSON only, and closes connections that keep sending a body that nobody reads. */
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

export function hasTooManyMarks(text: string): boolean {
  let marks = 0
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i)
    // `,`, `[`, `{`
    if (unit === 0x2c || unit === 0x5b || unit === 0x7b) marks += 1
  }
  return marks > mostMarks
}

/**
 * Answers before the body has arrived: the rest is discarded as it comes, and after `lingerMs` the connection is
 * closed. Closing at once would lose the answer for a client that is still sending.
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

/** Most bytes of bodies, arriving or being processed, of one reader and of the whole node. */
export type BodyShares = { readonly reader: number; readonly node: number }
export const defaultBodyShares: BodyShares = { reader: 16 * 1024 * 1024, node: 256 * 1024 * 1024 }

/**
 * Reserves the bytes that a reader announced and returns the function that frees them. Throws `request.too_many` if
 * none are left.
 */
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
