import { omitUndefined } from '@loggia/kernel'
import type { Stopwatch } from '@loggia/kernel'
import type { AddressGuard } from './address-guard.ts'
import { tryExchange, toReceived, toReply } from './attempt.ts'
import type { Attempted } from './attempt.ts'
import { createConnections } from './connections.ts'
import type { Connection } from './connections.ts'
import { createConnect } from './connector.ts'
import type { ConnectOptions } from './connector.ts'
import { createDeadlines } from './deadline.ts'
import type { Deadline } from './deadline.ts'
import type { Fault, Outgoing, Sent, Transport } from './exchange.ts'
import { classifyFault } from './faults.ts'

/** The fault of an exchange that has no readable reply. */
function whyNoReply({ got, error }: Attempted, outgoing: Outgoing): Fault {
  const { url, replyLimitBytes } = outgoing
  const { phase, began, bytes: gotBytes } = got
  return classifyFault(error, { host: url.hostname, phase, began, gotBytes, replyLimitBytes })
}

/** `onSight` is told what each new connection shows while it is opened. */
export type TransportOptions = ConnectOptions & {
  readonly stopwatch: Stopwatch
  /** Aborted when this process is told to end; running exchanges are then broken off. */
  readonly stopping?: AbortSignal | undefined
}

const hasBody: ReadonlySet<Outgoing['method']> = new Set(['POST', 'PUT'])

/** Creates a transport that keeps connections. Each exchange has one deadline from its first step to its last byte. */
export function createTransport(guard: AddressGuard, options: TransportOptions): Transport {
  const { stopwatch } = options
  const deadlines = createDeadlines(options.stopping)
  const connections = createConnections(createConnect(guard, options))

  async function attemptOver(connection: Connection, outgoing: Outgoing, deadline: Deadline) {
    const { url, method, headers, body, replyLimitBytes } = outgoing
    const request = {
      path: url.pathname + url.search,
      method,
      headers,
      body: hasBody.has(method) ? body : null,
    }
    const attempted = await tryExchange(connection, request, { deadline, replyLimitBytes })
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
      first.error !== undefined && !deadline.over && whyNoReply(first, outgoing).code === 'connection_reset'
    // The server closed a kept connection before it read the request, so the same bytes are sent again over a new one.
    return wasKept && reset ? attemptOver(connections.open(outgoing.url.origin), outgoing, deadline) : first
  }

  async function send(outgoing: Outgoing): Promise<Sent> {
    const elapsed = stopwatch.start()
    if (!/^https?:$/.test(outgoing.url.protocol)) return { durationMs: 0, fault: noSuchScheme(outgoing.url) }
    const { deadline, clear } = deadlines.start(outgoing.timeLimitMs)
    try {
      const attempted = await exchange(outgoing, deadline)
      const { got, error } = attempted
      const reply = toReply(got)
      const sent = omitUndefined({ durationMs: Math.round(elapsed()), reply })
      if (error === undefined && reply) return { ...sent, received: toReceived(got, reply) }
      if (deadline.over === 'time_limit')
        return { ...sent, fault: { code: 'timed_out', phase: got.phase, ms: outgoing.timeLimitMs } }
      if (deadline.over === 'stopping') return { ...sent, fault: { code: 'interrupted' } }
      // A wrong status is more useful than the fault of the rest of the reply.
      if (reply && got.status !== 200) return { ...sent, received: toReceived(got, reply) }
      return { ...sent, fault: whyNoReply(attempted, outgoing) }
    } finally {
      clear()
    }
  }

  return { send, breakOff: deadlines.breakOff, close: () => connections.close() }
}

const noSuchScheme = ({ protocol, host }: URL): Fault => ({
  code: 'address_forbidden',
  address: `${protocol}//${host}`,
})
