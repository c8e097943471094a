import type { Marketplace } from './marketplace.ts'
import { shareReading } from './platform/index.ts'
import type { Platform, Prometheus } from './platform/index.ts'
import type { Gauges } from './views/index.ts'

/** However many read the page, the database is asked once in this time; and it may take so long, or the page goes without. */
const keepMs = 1_000
const limitMs = 2_000

type Figure = Parameters<Prometheus['addGauge']>[0] & {
  of(gauges: Gauges): number | Readonly<Record<string, number>>
}
const label = 'breaker'

/** Figures of the whole market: every node tells the same. */
const figures: readonly Figure[] = [
  {
    name: 'loggia_gates',
    help: 'Sellers that were ever called, by the state of their gate; the calls of those that are not closed wait.',
    label,
    of: ({ gates }) => gates,
  },
  {
    name: 'loggia_calls_waiting',
    help: 'Calls that wait: for their time, for room, or for the call before them. Counted up to 10000.',
    of: ({ callsWaiting }) => callsWaiting,
  },
  {
    name: 'loggia_calls_due',
    help: "Waiting calls whose time has come and which no other call holds up, by the state of their seller's gate. Counted up to 10000.",
    label,
    of: ({ callsDue }) => callsDue,
  },
  {
    name: 'loggia_calls_oldest_due_seconds',
    help: 'For how long the oldest of those has been due; 0 if there is none.',
    label,
    of: ({ oldestDueMs }) =>
      Object.fromEntries(Object.entries(oldestDueMs).map(([state, ms]) => [state, ms / 1000])),
  },
  {
    name: 'loggia_calls_sending',
    help: 'Calls that are under way. Counted up to 10000.',
    of: ({ callsSending }) => callsSending,
  },
  {
    name: 'loggia_calls_stuck',
    help: 'Calls whose answer could not be applied: somebody has to look. Counted up to 10000.',
    of: ({ callsStuck }) => callsStuck,
  },
  {
    name: 'loggia_wakeups_due',
    help: 'Wake-ups whose time has come. Counted up to 10000.',
    of: ({ wakeupsDue }) => wakeupsDue,
  },
]

/** Adds to the page what is read whenever it is asked for: how the market's queues stand, and this process's connections. */
export function watchMarket(prometheus: Prometheus, market: Marketplace, platform: Platform): void {
  // Figures are read in this order: the question to the database would itself be found waiting for a connection.
  watchConnections(prometheus, platform)
  const { stopwatch } = platform
  const read = shareReading(() => readOrTell(market, platform), { stopwatch, keepMs, limitMs })
  prometheus.addGauge(
    {
      name: 'loggia_market_readable',
      help: 'Whether the figures of the whole market could be read for this page (1); they are left out otherwise (0).',
    },
    () =>
      read().then(
        () => 1,
        () => 0,
      ),
  )
  for (const { of, ...gauge } of figures) prometheus.addGauge(gauge, async () => of(await read()))
}

async function readOrTell(market: Marketplace, platform: Platform): Promise<Gauges> {
  try {
    return await market.views.readGauges()
  } catch (error) {
    platform.log.warn({ error }, 'the figures of the market could not be read')
    throw error
  }
}

/** The embedded database has one session and no pool. */
function watchConnections(prometheus: Prometheus, { db }: Platform): void {
  const { connections } = db
  if (!connections) return
  prometheus.addGauge(
    {
      name: 'loggia_database_connections',
      help: 'Connections of this process to PostgreSQL, by whether they are in use.',
      label: 'state',
    },
    () => ({ in_use: connections().inUse, idle: connections().idle }),
  )
  prometheus.addGauge(
    {
      name: 'loggia_database_waiting',
      help: 'Transactions and queries of this process that wait for a connection.',
    },
    () => connections().waiting,
  )
}
