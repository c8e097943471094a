import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openScriptedSeller, openWorld } from './embedded/index.ts'
import type { World } from './embedded/index.ts'
import { watchMarket } from './metrics.ts'
import { createPrometheus } from './platform/index.ts'
import type { Platform, Prometheus } from './platform/index.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const connections = () => ({ inUse: 3, idle: 2, waiting: 1 })
/** As on PostgreSQL, whose connections are a figure too. */
const watched = (more: Partial<Platform> = {}): Prometheus => {
  const prometheus = createPrometheus({ runtime: false })
  const db = { ...world.platform.db, connections }
  watchMarket(prometheus, world.market, { ...world.platform, db, ...more })
  return prometheus
}

type Family = { name: string; help: string; kind: string; labels: Set<string> }

/** What the text format says: `# HELP`, `# TYPE`, then samples with their labels. */
function familiesOf(page: string): Family[] {
  const families: Family[] = []
  for (const line of page.split('\n').filter((text) => text !== '')) {
    const [, what, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? []
    const last = families.at(-1)
    if (what === 'HELP') families.push({ name, help: rest, kind: '', labels: new Set() })
    else if (what === 'TYPE' && last?.name === name) last.kind = rest
    else {
      const sample = /^([a-z_]+)(?:\{(.*)\})? (\S+)$/.exec(line)
      expect(sample, line).not.toBeNull()
      expect(sample?.[1]?.replace(/_(bucket|sum|count)$/, ''), line).toBe(last?.name)
      expect(Number(sample?.[3]), line).not.toBeNaN()
      for (const [, label = ''] of (sample?.[2] ?? '').matchAll(/([a-z_]+)="(?:[^"\\]|\\.)*"/g))
        last?.labels.add(label)
    }
  }
  return families
}

async function everyFamily(): Promise<Family[]> {
  const prometheus = watched()
  const { metrics } = prometheus
  metrics.callEnded({ operation: 'create_instance', outcome: 'confirmed', next: 'confirmed', durationMs: 1 })
  metrics.callSent({ operation: 'create_instance', delayMs: 1 })
  metrics.transactionEnded({ ms: 1, committed: false })
  metrics.requestEnded({ method: 'GET', route: '/', status: 200, ms: 1 })
  return familiesOf(await prometheus.page())
}

const head = `# Figures for Prometheus

\`GET /metrics\` in Prometheus' text format. To whoever sends \`LOGGIA_METRICS_TOKEN\`
([settings.md](settings.md)) as a bearer token it answers on any machine. Without the token it answers on the machine of the
server itself, to requests that no proxy handed on, and only where \`LOGGIA_BASE_URL\` is absent or names this machine: a
proxy there may hand on a stranger's request so that nothing tells it from one of this machine. To everybody else it is a
page that does not exist.

\`\`\`yaml
scrape_configs:
  - job_name: loggia
    authorization: { credentials: the value of LOGGIA_METRICS_TOKEN }
    static_configs: [{ targets: ['node-1.example:8080', 'node-2.example:8080'] }]
\`\`\`

Counters and histograms are of one node, and are added up over the nodes. Gauges about sellers, calls and wake-ups are of
the whole market, read from the database at most once a second: every node tells the same, so take the largest. No label
holds anybody's id. This table is made from the code, and a test keeps them equal
(\`npm run docs\` writes it anew).

| name | kind | labels | what it is |
| --- | --- | --- | --- |
`

const tail = `
Beside these stand \`process_…\` and \`nodejs_…\`, which [prom-client](https://github.com/siimon/prom-client#default-metrics)
tells of every Node.js process: memory, processor, open files, garbage collection, and the lag of the event loop.

Worth an alarm: \`loggia_calls_stuck\` above 0; \`loggia_calls_oldest_due_seconds{breaker="closed"}\` above a minute (calls
of sellers that are not parked wait for room, or nobody sends them); \`loggia_market_readable\` 0;
\`loggia_database_waiting\` above 0 for long.
`

test('the reference page names every figure, with its labels', async () => {
  const rows = (await everyFamily()).map(
    ({ name, kind, labels, help }) =>
      `| \`${name}\` | ${kind} | ${[...labels].filter((label) => label !== 'le').join(', ') || '–'} | ${help} |\n`,
  )

  expect(rows.length).toBeGreaterThan(15)
  await expect(head + rows.join('') + tail).toMatchFileSnapshot(
    join(import.meta.dirname, '../../../docs/reference/metrics.md'),
  )
})

test('labels are of a few kinds, and none of them grows with the market', async () => {
  const labels = new Set((await everyFamily()).flatMap((family) => [...family.labels]))

  expect([...labels].sort()).toEqual([
    'breaker',
    'le',
    'method',
    'next',
    'operation',
    'outcome',
    'route',
    'state',
    'status',
  ])
})

test('after a purchase no figure tells whose it was', async () => {
  const seller = await openScriptedSeller()
  const { productId } = await world.given.listedProduct(seller.url)
  await world.given.paidOrder(await world.given.buyer(), productId)
  const waiting = await watched().page()
  await world.settle()

  const page = await watched().page()

  expect(waiting).toContain('\nloggia_calls_due{breaker="closed"} 1\n')
  expect(page).toContain('\nloggia_gates{breaker="closed"} 1\n')
  expect(page).toContain('\nloggia_calls_due{breaker="closed"} 0\n')
  expect(page).toContain('\nloggia_database_connections{state="in_use"} 3\n')
  expect(page).not.toMatch(/[a-z]{3}_[0-9a-hjkmnp-tv-z]{20,}/i)
  await seller.close()
})

test('while the market cannot be read, the page says so and keeps the figures of the process', async () => {
  const market = {
    ...world.market,
    views: { ...world.market.views, readGauges: () => Promise.reject(new Error('planted')) },
  }
  const prometheus = createPrometheus({ runtime: false })
  watchMarket(prometheus, market, world.platform)
  prometheus.metrics.transactionEnded({ ms: 1, committed: true })

  const page = await prometheus.page()

  expect(page).toContain('\nloggia_market_readable 0\n')
  expect(page).toContain('\nloggia_transaction_duration_seconds_count 1\n')
  expect(page).not.toMatch(/^loggia_calls_waiting /m)
})

test('looking does not count itself among those that wait for a connection', async () => {
  let waiting = 0
  const readGauges = () => {
    waiting += 1
    return world.market.views.readGauges()
  }
  const prometheus = createPrometheus({ runtime: false })
  const db = { ...world.platform.db, connections: () => ({ ...connections(), waiting }) }
  const market = { ...world.market, views: { ...world.market.views, readGauges } }
  watchMarket(prometheus, market, { ...world.platform, db })

  expect(await prometheus.page()).toContain('\nloggia_database_waiting 0\n')
})
