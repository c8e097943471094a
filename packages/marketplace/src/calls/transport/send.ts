import { Agent } from 'undici'
import type { Dispatcher } from 'undici'
import type { DurationMs, Stopwatch } from '@loggia/kernel'
import type { CallPhase, ReceivedReply, Verdict } from '@loggia/protocol/wire'
import type { Message } from '../schema.ts'
import type { AddressGuard } from './address-guard.ts'
import { createConnector } from './connector.ts'
import type { ConnectionCounts } from './connector.ts'
import { verdictOf } from './faults.ts'

export type Outgoing = {
  readonly url: URL
  readonly method: 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly timeLimitMs: DurationMs
  readonly replyLimitBytes: number
  /** Aborted when this process is told to end. */
  readonly signal: AbortSignal
}
/** The reply as it came, or why there is none; part of a reply may be there beside the verdict. */
export type Sent = { readonly durationMs: DurationMs; readonly reply?: Message } & (
  | { readonly received: ReceivedReply }
  | { readonly verdict: Verdict }
)
export type Transport = { send(outgoing: Outgoing): Promise<Sent>; close(): Promise<void> }

/** One exchange as far as it has come. */
type Exchange = {
  phase: CallPhase
  status: number
  statusText: string
  headers: [string, string][]
  chunks: Buffer[]
  bytes: number
  truncated: boolean
}

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
  const record: Record<string, string | string[]> = {}
  for (const [name, value] of pairs) {
    const before = record[name.toLowerCase()]
    record[name.toLowerCase()] = before === undefined ? value : [before, value].flat()
  }
  return record
}

const replyOf = (got: Exchange): Message | undefined =>
  got.status === 0
    ? undefined
    : {
        line: `HTTP/1.1 ${got.status} ${got.statusText}`.trim(),
        headers: got.headers,
        body: Buffer.concat(got.chunks),
      }

/** Fills `got` as the reply arrives; `end` is called at least once, and only its first call counts. */
function follow(
  got: Exchange,
  limitBytes: number,
  end: (error?: unknown) => void,
): Dispatcher.DispatchHandler {
  return {
    onResponseStart(controller, status, _headers, statusText) {
      Object.assign(got, {
        phase: 'body',
        status,
        statusText: statusText ?? '',
        headers: headerPairs(controller.rawHeaders),
      })
    },
    onResponseData(controller, chunk) {
      got.chunks.push(chunk)
      got.bytes += chunk.length
      if (got.bytes <= limitBytes) return
      got.truncated = true
      end()
      controller.abort(new Error('The reply is longer than what is read'))
    },
    onResponseEnd: () => end(),
    onResponseError: (_controller, error) => end(error),
  }
}

type Attempted = { got: Exchange; error?: unknown }

/** One exchange; it ends with the reply, a fault, or the deadline, whichever comes first. */
function attempt(
  agent: Agent,
  outgoing: Outgoing,
  options: { deadline: AbortSignal; fresh: boolean },
): Promise<Attempted> {
  const { deadline, fresh } = options
  return new Promise((resolve) => {
    const got: Exchange = {
      phase: 'connect',
      status: 0,
      statusText: '',
      headers: [],
      chunks: [],
      bytes: 0,
      truncated: false,
    }
    let controller: Dispatcher.DispatchController | undefined
    const end = (error?: unknown): void => {
      deadline.removeEventListener('abort', onDeadline)
      resolve(error === undefined ? { got } : { got, error })
    }
    const onDeadline = (): void => {
      end(deadline.reason)
      controller?.abort(deadline.reason as Error)
    }
    deadline.addEventListener('abort', onDeadline, { once: true })
    const handler: Dispatcher.DispatchHandler = {
      ...follow(got, outgoing.replyLimitBytes, end),
      onRequestStart(started) {
        controller = started
        got.phase = 'headers'
        // The deadline came while the request waited for a connection: it must not go out any more.
        if (deadline.aborted) started.abort(deadline.reason as Error)
      },
    }
    const { url, method, body } = outgoing
    const headers = { ...outgoing.headers, ...(fresh && { connection: 'close' }) }
    agent.dispatch({ origin: url.origin, path: url.pathname + url.search, method, headers, body }, handler)
  })
}

/** Sends over kept connections, each exchange under one deadline from the first step to the last byte. */
export function createTransport(guard: AddressGuard, stopwatch: Stopwatch): Transport {
  const connections: ConnectionCounts = new Map()
  // Idle limits of the library are off: a server that drips a byte now and then would outlive them.
  const limits = {
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 10_000,
    connections: 64,
    pipelining: 1,
    allowH2: false,
  }
  const kept = new Agent({ ...limits, connect: createConnector(guard, connections) })
  const fresh = new Agent({ ...limits, connect: createConnector(guard, new Map()) })
  const madeTo = (url: URL): number => connections.get(url.origin)?.made ?? 0

  async function exchange(outgoing: Outgoing, deadline: AbortSignal): Promise<Attempted> {
    const made = madeTo(outgoing.url)
    const first = await attempt(kept, outgoing, { deadline, fresh: false })
    const reset =
      first.error !== undefined &&
      !deadline.aborted &&
      first.got.status === 0 &&
      verdictOf(first.error).code === 'connection_reset'
    // The seller closed a kept connection as we wrote: none of it was read, so the same bytes go out once more.
    return reset && madeTo(outgoing.url) === made
      ? attempt(fresh, outgoing, { deadline, fresh: true })
      : first
  }

  async function send(outgoing: Outgoing): Promise<Sent> {
    const elapsed = stopwatch.start()
    const timer = new AbortController()
    const timeout = setTimeout(
      () => timer.abort(new Error('The time limit of the call is over')),
      outgoing.timeLimitMs,
    )
    try {
      const { got, error } = await exchange(outgoing, AbortSignal.any([timer.signal, outgoing.signal]))
      const reply = replyOf(got)
      const sent = { durationMs: Math.round(elapsed()), ...(reply && { reply }) }
      if (error === undefined && reply)
        return {
          ...sent,
          received: {
            status: got.status,
            headers: headerRecord(got.headers),
            body: reply.body,
            truncated: got.truncated,
          },
        }
      if (timer.signal.aborted)
        return {
          ...sent,
          verdict: {
            code: 'timed_out',
            phase: phaseOf(got, outgoing.url, connections),
            ms: outgoing.timeLimitMs,
          },
        }
      if (outgoing.signal.aborted) return { ...sent, verdict: { code: 'interrupted' } }
      return { ...sent, verdict: verdictOf(error, reply ? got.bytes : undefined) }
    } finally {
      clearTimeout(timeout)
    }
  }

  return {
    send,
    close: async () => {
      await Promise.all([kept.destroy(), fresh.destroy()])
    },
  }
}

const phaseOf = (got: Exchange, url: URL, connections: ConnectionCounts): CallPhase =>
  got.phase === 'connect' && (connections.get(url.origin)?.inTls ?? 0) > 0 ? 'tls' : got.phase
