import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Metrics } from './metrics.ts'

/** The metrics of this process in the format of Prometheus. */
export type Prometheus = {
  /** Passed to the parts that count. */
  readonly metrics: Metrics
  readonly contentType: string
  /** All metrics as text; gauges are read for each page. */
  page(): Promise<string>
  /** Adds a gauge that is read for each page. While it cannot be read it is left out: an old value would mislead. */
  addGauge(gauge: GaugeNames, read: () => Promise<Reading> | Reading): void
}
/** Values of `label` come from a closed list and are never an id. */
export type GaugeNames = { readonly name: string; readonly help: string; readonly label?: string }
/** A figure, or one for each value of the label. */
export type Reading = number | Readonly<Record<string, number>>

/**
 * `runtime` adds memory, processor, event loop and garbage collection of this process; it cannot be switched off
 * again.
 */
export function createPrometheus(options: { readonly runtime: boolean }): Prometheus {
  const registry = new Registry()
  if (options.runtime) collectDefaultMetrics({ register: registry })
  return {
    metrics: {
      ...countCalls(registry),
      ...countTransactions(registry),
      ...countRequests(registry),
    },
    contentType: registry.contentType,
    page: () => registry.metrics(),
    addGauge: (gauge, read) => addGauge(registry, gauge, read),
  }
}

/** A clock that was set back gives negative times, and prom-client throws on values that are not numbers. */
const secondsOf = (ms: number): number => (Number.isFinite(ms) && ms > 0 ? ms / 1000 : 0)

function countCalls(registry: Registry): Pick<Metrics, 'callEnded' | 'callSent'> {
  const registers = [registry]
  const attempts = new Counter({
    name: 'loggia_call_attempts_total',
    help: 'Attempts to call a seller that ended, by operation, outcome, and the state that the call has then.',
    labelNames: ['operation', 'outcome', 'next'],
    registers,
  })
  const durations = new Histogram({
    name: 'loggia_call_duration_seconds',
    help: 'How long an attempt took, from sending to the answer or to giving up.',
    labelNames: ['operation'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
    registers,
  })
  const delays = new Histogram({
    name: 'loggia_call_delay_seconds',
    help: 'How long after it was due a call was sent.',
    labelNames: ['operation'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600],
    registers,
  })
  return {
    callEnded({ operation, outcome, next, durationMs }) {
      attempts.inc({ operation, outcome, next })
      durations.observe({ operation }, secondsOf(durationMs))
    },
    callSent: ({ operation, delayMs }) => delays.observe({ operation }, secondsOf(delayMs)),
  }
}

function countTransactions(registry: Registry): Pick<Metrics, 'transactionEnded'> {
  const registers = [registry]
  const durations = new Histogram({
    name: 'loggia_transaction_duration_seconds',
    help: 'How long a transaction took, the wait for a connection included.',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  })
  const rollbacks = new Counter({
    name: 'loggia_transaction_rollbacks_total',
    help: 'Transactions that were not committed: refusals, faults, and conflicts that are tried again.',
    registers,
  })
  return {
    transactionEnded({ ms, committed }) {
      durations.observe(secondsOf(ms))
      if (!committed) rollbacks.inc()
    },
  }
}

function countRequests(registry: Registry): Pick<Metrics, 'requestEnded'> {
  const registers = [registry]
  const requests = new Counter({
    name: 'loggia_http_requests_total',
    help: 'Requests that were answered, by method, the pattern of the address, and status.',
    labelNames: ['method', 'route', 'status'],
    registers,
  })
  const durations = new Histogram({
    name: 'loggia_http_request_duration_seconds',
    help: 'How long the answer to a request took; of a stream of events, how long it was followed.',
    labelNames: ['method', 'route'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  return {
    requestEnded({ method, route, status, ms }) {
      requests.inc({ method, route, status: String(status) })
      durations.observe({ method, route }, secondsOf(ms))
    },
  }
}

function addGauge(
  registry: Registry,
  { name, help, label }: GaugeNames,
  read: () => Promise<Reading> | Reading,
): void {
  const gauge: Gauge = new Gauge({
    name,
    help,
    labelNames: label === undefined ? [] : [label],
    registers: [registry],
    async collect() {
      const reading = await readOrLeaveOut(read)
      gauge.reset()
      // `reset` sets a gauge without a label to zero, a value that nobody measured.
      if (label === undefined) gauge.remove()
      if (typeof reading === 'number') gauge.set(reading)
      else for (const [value, figure] of Object.entries(reading)) gauge.set({ [label ?? '']: value }, figure)
    },
  })
}

async function readOrLeaveOut(read: () => Promise<Reading> | Reading): Promise<Reading> {
  try {
    return await read()
  } catch {
    return {}
  }
}
