import { expect, test } from 'vitest'
import { createPrometheus } from './prometheus.ts'

/** The samples of a page, by name and labels. */
async function samples(prometheus: ReturnType<typeof createPrometheus>): Promise<Map<string, number>> {
  const lines = (await prometheus.page()).split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(
    lines.map((line) => {
      const cut = line.lastIndexOf(' ')
      return [line.slice(0, cut), Number(line.slice(cut + 1))]
    }),
  )
}

test('attempts are counted by what became of them, and timed', async () => {
  const prometheus = createPrometheus({ runtime: false })
  const ended = { operation: 'create_instance', outcome: 'refused', next: 'waiting', durationMs: 300 }
  prometheus.metrics.callEnded(ended)
  prometheus.metrics.callEnded(ended)
  prometheus.metrics.callSent({ operation: 'create_instance', delayMs: 4 })

  const found = await samples(prometheus)

  expect(
    found.get('loggia_call_attempts_total{operation="create_instance",outcome="refused",next="waiting"}'),
  ).toBe(2)
  expect(found.get('loggia_call_duration_seconds_sum{operation="create_instance"}')).toBe(0.6)
  expect(found.get('loggia_call_duration_seconds_bucket{le="0.25",operation="create_instance"}')).toBe(0)
  expect(found.get('loggia_call_duration_seconds_bucket{le="0.5",operation="create_instance"}')).toBe(2)
  expect(found.get('loggia_call_delay_seconds_bucket{le="0.005",operation="create_instance"}')).toBe(1)
})

test('transactions are timed, and those that were not committed counted', async () => {
  const { metrics, ...prometheus } = createPrometheus({ runtime: false })
  metrics.transactionEnded({ ms: 8, committed: true })
  metrics.transactionEnded({ ms: 8, committed: false })

  const found = await samples({ metrics, ...prometheus })

  expect(found.get('loggia_transaction_duration_seconds_count')).toBe(2)
  expect(found.get('loggia_transaction_rollbacks_total')).toBe(1)
})

test.each([Number.NaN, -5, Number.POSITIVE_INFINITY])('a duration of %s does no harm', async (ms) => {
  const prometheus = createPrometheus({ runtime: false })
  prometheus.metrics.transactionEnded({ ms, committed: true })
  prometheus.metrics.callSent({ operation: 'release_instance', delayMs: ms })

  const found = await samples(prometheus)

  expect(found.get('loggia_transaction_duration_seconds_sum')).toBe(0)
  expect(found.get('loggia_call_delay_seconds_count{operation="release_instance"}')).toBe(1)
})

test('a gauge is read for each page, and left out while it cannot be read', async () => {
  const prometheus = createPrometheus({ runtime: false })
  let reading: () => number = () => 1
  let states: () => Record<string, number> = () => ({ open: 1, closed: 2 })
  prometheus.addGauge({ name: 'one', help: 'One.' }, () => reading())
  prometheus.addGauge({ name: 'several', help: 'Several.', label: 'state' }, async () => states())
  const first = await samples(prometheus)
  reading = () => {
    throw new Error('planted')
  }
  states = () => ({ open: 3 })

  const second = await samples(prometheus)

  expect([first.get('one'), first.get('several{state="closed"}')]).toEqual([1, 2])
  expect([...second.keys()].filter((name) => name.startsWith('one') || name.startsWith('several'))).toEqual([
    'several{state="open"}',
  ])
})

test('the runtime tells of its memory and its event loop', async () => {
  const page = await createPrometheus({ runtime: true }).page()

  expect(page).toContain('\nnodejs_eventloop_lag_p99_seconds ')
  expect(page).toContain('\nprocess_resident_memory_bytes ')
})
