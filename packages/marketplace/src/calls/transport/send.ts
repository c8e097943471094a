import type { DurationMs, Stopwatch } from '@loggia/kernel'
import type { ReceivedReply, Verdict } from '@loggia/protocol/wire'
import type { Message } from '../schema.ts'
import type { AddressGuard } from './address-guard.ts'
import { attempt, receivedOf, replyOf } from './attempt.ts'
import type { Attempted } from './attempt.ts'
import { createConnections } from './connections.ts'
import type { Connection } from './connections.ts'
import { createConnect } from './connector.ts'
import type { Lookup } from './connector.ts'
import { createDeadlines } from './deadline.ts'
import type { Deadline } from './deadline.ts'
import { verdictOf } from './faults.ts'

export type Outgoing = {
  readonly url: URL
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  /** Empty with GET, which has none. */
  readonly body: string
  readonly timeLimitMs: DurationMs
  readonly replyLimitBytes: number
}
/** The reply as it came, or why there is none; part of a reply may be there beside the verdict. */
export type Sent = { readonly durationMs: DurationMs; readonly reply?: Message } & (
  | { readonly received: ReceivedReply }
  | { readonly verdict: Verdict }
)
export type Transport = {
  send(outgoing: Outgoing): Promise<Sent>
  /** Ends every exchange that is under way, as *interrupted*. */
  breakOff?(): void
  close(): Promise<void>
}

/** Why an exchange that is over has no reply to read. */
function faultOf({ got, error }: Attempted, outgoing: Outgoing): Verdict {
  const { url, replyLimitBytes } = outgoing
  const { phase, began, bytes: gotBytes } = got
  return verdictOf(error, { host: url.hostname, phase, began, gotBytes, replyLimitBytes })
}

export type TransportOptions = {
  readonly stopwatch: Stopwatch
  /** Aborted when this process is told to end: what is under way is broken off then. */
  readonly stopping: AbortSignal
  readonly lookup?: Lookup
}

/** Sends over kept connections, each exchange under one deadline from the first step to the last byte. */
export function createTransport(guard: AddressGuard, options: TransportOptions): Transport {
  const { stopwatch } = options
  const deadlines = createDeadlines(options.stopping)
  const connections = createConnections(createConnect(guard, options.lookup))

  async function attemptOver(connection: Connection, outgoing: Outgoing, deadline: Deadline) {
    const { url, method, headers, body, replyLimitBytes } = outgoing
    const request = { path: url.pathname + url.search, method, headers, body: method === 'GET' ? null : body }
    const attempted = await attempt(connection, request, { deadline, replyLimitBytes })
    if (attempted.got.complete) connections.giveBack(connection)
    else connections.drop(connection)
    return attempted
  }

  async function exchange(outgoing: Outgoing, deadline: Deadline): Promise<Attempted> {
    const connection = connections.take(outgoing.url.origin)
    const { times } = connection.opening
    const first = await attemptOver(connection, outgoing, deadline)
    const wasKept = times > 0 && connection.opening.times === times
    const reset =
      first.error !== undefined && !deadline.over && faultOf(first, outgoing).code === 'connection_reset'
    // The seller closed a kept connection as we wrote: none of it was read, so the same bytes go out once more.
    return wasKept && reset ? attemptOver(connections.open(outgoing.url.origin), outgoing, deadline) : first
  }

  async function send(outgoing: Outgoing): Promise<Sent> {
    const elapsed = stopwatch.start()
    if (!/^https?:$/.test(outgoing.url.protocol))
      return { durationMs: 0, verdict: noSuchScheme(outgoing.url) }
    const { deadline, clear } = deadlines.start(outgoing.timeLimitMs)
    try {
      const attempted = await exchange(outgoing, deadline)
      const { got, error } = attempted
      const reply = replyOf(got)
      const sent = { durationMs: Math.round(elapsed()), ...(reply && { reply }) }
      if (error === undefined && reply) return { ...sent, received: receivedOf(got, reply) }
      if (deadline.over === 'time_limit')
        return { ...sent, verdict: { code: 'timed_out', phase: got.phase, ms: outgoing.timeLimitMs } }
      if (deadline.over === 'stopping') return { ...sent, verdict: { code: 'interrupted' } }
      // A status that is wrong says more than the rest of its reply, which did not come.
      if (reply && got.status !== 200) return { ...sent, received: receivedOf(got, reply) }
      return { ...sent, verdict: faultOf(attempted, outgoing) }
    } finally {
      clear()
    }
  }

  return { send, breakOff: deadlines.breakOff, close: () => connections.close() }
}

const noSuchScheme = ({ protocol, host }: URL): Verdict => ({
  code: 'address_forbidden',
  address: `${protocol}//${host}`,
})
