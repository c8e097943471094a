import type { Socket } from 'node:net'
import type { Dispatcher } from 'undici'
import { headLimitBytes } from './connections.ts'
import type { Connection } from './connections.ts'
import { TimeIsOver } from './deadline.ts'
import type { Deadline } from './deadline.ts'
import type { Phase, Received, Reply } from './exchange.ts'

/** The progress of one exchange. */
export type Exchange = {
  phase: Phase
  /** At least one byte of the reply was received. */
  began: boolean
  status: number
  statusText: string
  headers: [string, string][]
  chunks: Buffer[]
  bytes: number
  truncated: boolean
  /** The reply is complete, so the connection may serve the next exchange. */
  complete: boolean
  informational: number
}
export type Attempted = { readonly got: Exchange; readonly error?: unknown }

/**
 * Thrown if a reply exceeds the limit for bytes on the wire; chunk headers and trailers do not count for the limit of
 * the body.
 */
export class EndlessReply extends Error {}
/** Thrown if a server sends too many `1xx` responses and no reply. */
export class EndlessAnnouncement extends Error {}

/** No server needs more than a few `1xx` responses before its reply. */
const mostInformational = 16
/**
 * How many bytes a reply may have on the wire, framing included: the smallest usual chunks double the size of a body.
 */
const wireLimitOf = (replyLimitBytes: number): number => 2 * replyLimitBytes + 4 * headLimitBytes

const headerPairs = (raw: Dispatcher.DispatchController['rawHeaders']): [string, string][] => {
  const texts = (Array.isArray(raw) ? raw : []).map((part) =>
    typeof part === 'string' ? part : part.toString('latin1'),
  )
  return Array.from({ length: Math.floor(texts.length / 2) }, (_, i) => [
    texts[2 * i] ?? '',
    texts[2 * i + 1] ?? '',
  ])
}

function headerRecord(pairs: readonly [string, string][]): Record<string, string | string[]> {
  // No prototype, because a header may be called `constructor`.
  const record = Object.create(null) as Record<string, string | string[]>
  for (const [name, value] of pairs) {
    const before = record[name.toLowerCase()]
    record[name.toLowerCase()] = before === undefined ? value : [before, value].flat()
  }
  return record
}

/** The reply as it was received, or undefined if its head is missing. */
export const toReply = (got: Exchange): Reply | undefined =>
  got.status === 0
    ? undefined
    : {
        line: `HTTP/1.1 ${got.status} ${got.statusText}`.trim(),
        headers: got.headers,
        body: Buffer.concat(got.chunks),
      }

/** The reply in the form that callers read. */
export const toReceived = (got: Exchange, reply: Reply): Received => ({
  status: got.status,
  headers: headerRecord(got.headers),
  body: reply.body,
  truncated: !got.complete,
})

/** Fills `got` while the reply arrives. Calls `end` at least once; only the first call counts. */
function follow(
  got: Exchange,
  limitBytes: number,
  end: (error?: unknown) => void,
): Omit<Dispatcher.DispatchHandler, 'onRequestStart'> {
  const breakOff = (controller: Dispatcher.DispatchController, error?: Error): void => {
    end(error)
    controller.abort(error ?? new Error('The reply is longer than what is read'))
  }
  return {
    onResponseStarted() {
      got.began = true
    },
    onResponseStart(controller, status, _headers, statusText) {
      if (status < 200) {
        got.informational += 1
        if (got.informational > mostInformational) breakOff(controller, new EndlessAnnouncement())
        return
      }
      const headers = headerPairs(controller.rawHeaders)
      Object.assign(got, { phase: 'body', status, statusText: statusText ?? '', headers })
    },
    onResponseData(controller, chunk) {
      got.chunks.push(chunk)
      got.bytes += chunk.length
      if (got.bytes <= limitBytes) return
      got.truncated = true
      breakOff(controller)
    },
    onResponseEnd() {
      got.complete = true
      end()
    },
    onResponseError: (_controller, error) => end(error),
  }
}

const nothingYet = (): Exchange => ({
  phase: 'connect',
  began: false,
  status: 0,
  statusText: '',
  headers: [],
  chunks: [],
  bytes: 0,
  truncated: false,
  complete: false,
  informational: 0,
})

export type AttemptRequest = Pick<Dispatcher.DispatchOptions, 'path' | 'method' | 'headers' | 'body'>

/** Runs one exchange until the reply is complete, it fails, or the deadline is over. */
export function tryExchange(
  { client, opening }: Connection,
  request: AttemptRequest,
  limits: { deadline: Deadline; replyLimitBytes: number },
): Promise<Attempted> {
  const { deadline, replyLimitBytes } = limits
  const got = nothingYet()
  return new Promise((resolve) => {
    let stopWatching = (): void => undefined
    const end = (error?: unknown): void => {
      deadline.onOver = undefined
      stopWatching()
      // While the socket is being opened, only the connector knows the phase.
      if (got.phase === 'connect') got.phase = opening.phase ?? 'connect'
      resolve(error === undefined ? { got } : { got, error })
    }
    if (deadline.over) return end(new TimeIsOver())
    deadline.onOver = () => end(new TimeIsOver())
    client.dispatch(request, {
      ...follow(got, replyLimitBytes, end),
      onRequestStart() {
        got.phase = 'headers'
        stopWatching = watch(opening.socket, wireLimitOf(replyLimitBytes), () => end(new EndlessReply()))
      },
    })
  })
}

type Flood = { readonly from: number; readonly limitBytes: number; readonly onFlood: () => void }

/** The limit on each socket. There is one listener per socket, because adding one for each exchange would be slower. */
const floods = new WeakMap<Socket, Flood | undefined>()

/** Calls `onFlood` once more than `limitBytes` were received on the socket, even if the parser ignores them. */
function watch(socket: Socket | undefined, limitBytes: number, onFlood: () => void): () => void {
  if (!socket) return () => undefined
  if (!floods.has(socket)) {
    socket.on('readable', () => {
      const flood = floods.get(socket)
      if (flood && socket.bytesRead - flood.from > flood.limitBytes) flood.onFlood()
    })
  }
  floods.set(socket, { from: socket.bytesRead, limitBytes, onFlood })
  return () => void floods.set(socket, undefined)
}
