import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addMs, fromDays, fromHours, fromMinutes, toCalendarDate, toInstant, toIso } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { openAtOnce, openScriptedSeller, openWorld, listRuleEngines } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import type { GivenProduct } from '../embedded/given.ts'
import { runInTx, system } from '../platform/index.ts'
import { toMarketDay } from './rules/days.ts'
import { countDaysStatement } from './store/roll-up.ts'
import { createAttemptRows } from './testing/attempt-rows.ts'
import type { GivenAttempt } from './testing/attempt-rows.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

type Verdict = NonNullable<GivenAttempt['verdict']>
/** What is expected of each verdict, written by hand: success, a failure by its cause, or nothing known. */
const verdicts: readonly (readonly [Verdict, string])[] = [
  [{ code: 'succeeded' }, 'succeeded'],
  [{ code: 'pending' }, 'succeeded'],
  [{ code: 'interrupted' }, 'unknown'],
  [{ code: 'timed_out', phase: 'headers', ms: 60_000 }, 'no_reply'],
  [{ code: 'timed_out', phase: 'connect', ms: 5000 }, 'connection'],
  [{ code: 'dns_not_found', host: 'shop.example' }, 'connection'],
  [{ code: 'certificate_expired' }, 'tls'],
  [{ code: 'http_status', status: 503 }, 'http_status'],
  [{ code: 'http_status', status: 404 }, 'http_status'],
  [{ code: 'body_sign_differs' }, 'body_sign'],
  [{ code: 'refused', resultCode: '000100', resultMsg: null }, 'result_code'],
  [{ code: 'member_missing', name: 'instanceId' }, 'format'],
]
const activityOf = { create_instance: 'newInstance', release_instance: 'releaseInstance' } as const
const kinds = Object.keys(activityOf) as (keyof typeof activityOf)[]

const attempt = fc.record({
  party: fc.nat(2),
  kind: fc.constantFrom(...kinds),
  live: fc.boolean(),
  n: fc.integer({ min: 1, max: 3 }),
  agoMs: fc.nat(fromHours(30)),
  verdict: fc.option(fc.nat(verdicts.length - 1), { freq: 6 }),
  durationMs: fc.oneof(fc.nat(50), fc.nat(70_000)),
})
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('add' as const), attempts: fc.array(attempt, { maxLength: 12 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('leap' as const), ms: fc.nat(fromHours(40)) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('leap' as const), ms: fc.nat(fromDays(12)) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('count' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('end' as const),
      nth: fc.nat(),
      verdict: fc.nat(verdicts.length - 1),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('late' as const), nth: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('stop' as const), nth: fc.nat() }) },
)

type Known = {
  -readonly [K in keyof Omit<GivenAttempt, 'verdict'>]: GivenAttempt[K]
} & { id: Id<'cal'>; verdict: Verdict | null; late: boolean; stoppedAt: Instant[] }

/** The evaluator: the date by the runtime's calendar, and one loop over everything. */
const dateIn = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})
const dateOf = (at: Instant): string => dateIn.format(at)
function judge({ verdict, late, live }: Known): string {
  if (late) return 'too_late'
  if (verdict === null) return 'open'
  if (live && verdict.code === 'refused') return 'succeeded'
  return verdicts.find(([one]) => JSON.stringify(one) === JSON.stringify(verdict))?.[1] ?? 'none'
}

describe.each(listRuleEngines(postgresUrl))('attempts counted by day on %s', (engine) => {
  let world: World
  let rows: ReturnType<typeof createAttemptRows>
  let parties: GivenProduct[]
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    rows = createAttemptRows(world.platform)
    const first = await world.given.listedProduct('http://127.0.0.1:1/saas')
    const owner = { ...first.seller, sellerId: first.sellerId }
    parties = [
      first,
      await world.given.listedProduct('http://127.0.0.1:1/saas', owner),
      await world.given.listedProduct('http://127.0.0.1:1/saas'),
    ]
  })
  afterAll(() => world.close())

  const count = async (): Promise<void> => {
    await runInTx(world.platform, { actor: system }, (tx) =>
      world.market.health.countAttempts(tx, world.clock.now()),
    )
    await world.settle()
  }
  const partyOf = (nth: number): GivenProduct => parties[nth] ?? (parties[0] as GivenProduct)

  test('the counts, causes and percentiles are those of every attempt counted one by one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        await rows.forget()
        const known: Known[] = []
        let countedAt: Instant | undefined
        const nthOf = (nth: number, of: readonly Known[]): Known | undefined =>
          of[nth % Math.max(1, of.length)]
        for (const one of steps) {
          const now = world.clock.now()
          if (one.do === 'leap') await world.advance(one.ms)
          else if (one.do === 'count') {
            await count()
            if (known.length > 0) countedAt = now
          } else if (one.do === 'add') {
            // An attempt without an end is one that began just now.
            const given = one.attempts.map(({ party, agoMs, verdict, ...rest }) => ({
              ...rest,
              sellerId: partyOf(party).sellerId,
              productId: partyOf(party).productId,
              // Attempts are written when they begin, and committed within the hour.
              startedAt: toInstant(Math.max(now - agoMs, (countedAt ?? 0) - fromHours(1))),
              verdict: verdict === null ? null : (verdicts[verdict]?.[0] ?? null),
              durationMs: verdict === null || verdicts[verdict]?.[1] === 'unknown' ? null : rest.durationMs,
            }))
            const ids = await rows.add(given)
            known.push(
              ...given.map((each, i) => ({ ...each, id: ids[i] as Id<'cal'>, late: false, stoppedAt: [] })),
            )
          } else if (one.do === 'end') {
            const open = nthOf(
              one.nth,
              known.filter(({ verdict, startedAt }) => verdict === null && startedAt > now - fromDays(30)),
            )
            const verdict = verdicts[one.verdict]?.[0]
            if (!open || !verdict) continue
            Object.assign(open, { verdict, durationMs: 777 })
            await rows.end(open.id, verdict, 777)
            // As the engine does: the end of an attempt has it counted soon, however long ago it began.
            if (open.startedAt < now - fromHours(20)) {
              await count()
              countedAt = now
            }
          } else if (one.do === 'late') {
            const fresh = nthOf(
              one.nth,
              known.filter(({ startedAt }) => startedAt >= (countedAt ?? 0) - fromHours(1)),
            )
            if (!fresh) continue
            Object.assign(fresh, { late: true, verdict: fresh.verdict ?? { code: 'late' } })
            await rows.makeLate(fresh.id)
          } else {
            const failed = nthOf(
              one.nth,
              known.filter(({ stoppedAt }) => stoppedAt.length === 0),
            )
            if (!failed) continue
            failed.stoppedAt.push(now)
            await rows.stop(failed.id, now)
          }
        }
        await count()
        await count()

        for (const { sellerId, productId } of parties) {
          const mine = known.filter((one) => one.productId === productId)
          const health = await world.market.health.getHealth({ sellerId, productId }, 90)
          expect(health.days.map(toCounts)).toEqual(
            health.days.map(({ day }) => ({ day, ...countAll(mine, (at) => dateOf(at) === day) })),
          )
          const inPeriod = (at: Instant): boolean => dateOf(at) >= health.from
          const shown = mine.filter(({ startedAt }) => inPeriod(startedAt))
          expect(toCounts({ ...health.total, day: '' })).toEqual({ day: '', ...countAll(mine, inPeriod) })
          expect(new Set(health.interfaces.map(({ activity }) => activity))).toEqual(
            new Set(
              shown
                .map(({ kind }) => activityOf[kind as keyof typeof activityOf])
                .concat(
                  mine
                    .filter((one) => one.stoppedAt.some(inPeriod))
                    .map(({ kind }) => activityOf[kind as keyof typeof activityOf]),
                ),
            ),
          )
          for (const { activity, days } of health.interfaces)
            expect(days).toEqual(
              health.days.map(({ day }) => {
                const own = mine.filter((one) => activityOf[one.kind as keyof typeof activityOf] === activity)
                const { attempts, succeeded } = countAll(own, (at) => dateOf(at) === day)
                return { attempts, succeeded }
              }),
            )
          expect(health.activities).toEqual(
            [...new Set(health.interfaces.map(({ activity }) => activity))].toSorted(),
          )
          const narrowed = await world.market.health.getHealth(
            { sellerId, productId, activity: activityOf.create_instance },
            90,
          )
          expect(narrowed.activities).toEqual(health.activities)
          for (const cause of new Set(health.failures.map((one) => one.cause)))
            expect([
              cause,
              sum(health.failures.filter((one) => one.cause === cause).map((one) => one.attempts)),
            ]).toEqual([cause, shown.filter((one) => judge(one) === cause).length])
          expect(sum(health.failures.map((one) => one.attempts))).toBe(
            health.total.attempts - health.total.succeeded,
          )
          expectPercentiles(
            health.total,
            shown.filter((one) => !['open', 'unknown'].includes(judge(one))),
          )
        }
      }),
      { numRuns: 25 },
    )
  })

  test.runIf(engine === 'postgres')(
    'the attempts of today are read by the index on their time, and never all attempts',
    async () => {
      await rows.forget()
      const now = world.clock.now()
      const [callId = ''] = await rows.add([
        {
          ...partyOf(0),
          kind: 'create_instance',
          live: false,
          n: 1,
          startedAt: now,
          verdict: null,
          durationMs: null,
        },
      ])
      await world.platform.db.script(`
        insert into attempt (call_id, n, started_at, started_wall_at, request_sealed, verdict, duration_ms)
        select '${callId}', 1 + i, at, at, '', '{"code":"succeeded"}', 20 from generate_series(1, 100000) i,
          lateral (select timestamptz '${toIso(now)}' - interval '90 days' * (1 - i / 100000.0) as at) moment;
        select brin_summarize_new_values('attempt_started');
        analyze attempt, call, history`)
      const today = toMarketDay(toCalendarDate(now, world.platform.zone), world.platform.zone)

      const { rows: lines } = await sql<{
        'QUERY PLAN': string
      }>`explain ${countDaysStatement([today])}`.execute(world.platform.db.withTables<unknown>())

      const plan = lines.map((line) => line['QUERY PLAN']).join('\n')
      expect(plan).toContain('attempt_started')
      expect(plan).not.toMatch(/Seq Scan on attempt/)
    },
  )

  test('a day is a day of the market’s zone', async () => {
    await rows.forget()
    // Midnight in Shanghai is 16:00 UTC.
    const toMidnight = fromDays(1) - ((world.clock.now() + fromHours(8)) % fromDays(1))
    const midnight = addMs(world.clock.now(), toMidnight)
    await world.advance(toMidnight + fromHours(1))
    const at = (ms: number): GivenAttempt => ({
      ...partyOf(0),
      kind: 'create_instance',
      live: false,
      n: 1,
      startedAt: addMs(midnight, ms),
      verdict: { code: 'succeeded' },
      durationMs: 5,
    })
    await rows.add([at(-1), at(0), at(1)])

    await count()

    const { days } = await world.market.health.getHealth({ sellerId: partyOf(0).sellerId }, 7)
    const filled = days.filter(({ attempts }) => attempts > 0).map(({ day, attempts }) => [day, attempts])
    expect(filled).toEqual([
      [toIso(midnight).slice(0, 10), 1],
      [toIso(midnight + fromHours(8)).slice(0, 10), 2],
    ])
  })
})

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

const toCounts = ({ day, attempts, succeeded, interrupted, calls, stopped }: Counts & { day: string }) => ({
  day,
  attempts,
  succeeded,
  interrupted,
  calls,
  stopped,
})
type Counts = { attempts: number; succeeded: number; interrupted: number; calls: number; stopped: number }

function countAll(all: readonly Known[], isThen: (at: Instant) => boolean): Counts {
  const counts = { attempts: 0, succeeded: 0, interrupted: 0, calls: 0, stopped: 0 }
  for (const one of all) {
    counts.stopped += one.stoppedAt.filter(isThen).length
    if (!isThen(one.startedAt)) continue
    if (one.n === 1) counts.calls += 1
    const judged = judge(one)
    if (judged === 'unknown') counts.interrupted += 1
    else if (judged !== 'open') counts.attempts += 1
    if (judged === 'succeeded') counts.succeeded += 1
  }
  return counts
}

/** Within 2.5 % and what rounding to a whole millisecond adds. */
function expectPercentiles(
  shown: { p50Ms?: number | undefined; p95Ms?: number | undefined; p99Ms?: number | undefined },
  all: readonly Known[],
): void {
  const exact = all
    .flatMap(({ durationMs }) => (durationMs === null ? [] : [durationMs]))
    .toSorted((a, b) => a - b)
  for (const [share, value] of [
    [0.5, shown.p50Ms],
    [0.95, shown.p95Ms],
    [0.99, shown.p99Ms],
  ] as const) {
    const wanted = exact[Math.ceil(exact.length * share) - 1]
    if (wanted === undefined) expect(value).toBeUndefined()
    else expect(Math.abs((value ?? -1e9) - wanted)).toBeLessThanOrEqual(Math.max(1, wanted * 0.025 + 0.5))
  }
}

describe('a market with calls', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(() => world.close())

  test('real calls are counted at the next quarter of an hour, and a quiet market has no wake-up', async () => {
    const seller = await openScriptedSeller()
    seller.answer(openAtOnce)
    const { sellerId, productId } = await world.given.listedProduct(seller.url)
    await world.given.paidOrder(await world.given.buyer(), productId)

    await world.advance(fromMinutes(15))

    const health = await world.market.health.getHealth({ sellerId }, 7)
    expect(health).toMatchObject({
      breaker: 'closed',
      pauses: [],
      failures: [],
      products: [{ id: productId }],
    })
    expect(health.interfaces.find(({ activity }) => activity === 'newInstance')).toMatchObject({
      protocol: 'saas-v2',
      attempts: 1,
      succeeded: 1,
      successShare: 1,
      calls: 1,
      stopped: 0,
    })
    await world.advance(fromMinutes(30))
    const waiting = await sql<{ kind: string }>`select kind from wakeup where kind = 'health.count'`.execute(
      world.platform.db.withTables<unknown>(),
    )
    expect(waiting.rows).toEqual([])
    await seller.close()
  })

  test('a server that stops: its pause is shown with the reason, and ends when it answers', async () => {
    const seller = await openScriptedSeller()
    const { sellerId, productId } = await world.given.listedProduct(seller.url)
    seller.answer(() => (response) => void response.writeHead(503).end())
    await world.given.paidOrder(await world.given.buyer(), productId)
    await world.advance(fromMinutes(40))
    const during = await world.market.health.getHealth({ sellerId }, 7)
    seller.answer(openAtOnce)
    await world.advance(fromMinutes(30))

    const after = await world.market.health.getHealth({ sellerId }, 7)

    expect(during.breaker).not.toBe('closed')
    expect(during.pauses).toMatchObject([{ failures: 5, verdict: { code: 'http_status' } }])
    expect(during.pauses[0]).not.toHaveProperty('to')
    expect(during.failures).toMatchObject([
      { cause: 'http_status', remedy: 'fix_server_error', verdicts: [{ code: 'http_status_5xx' }] },
    ])
    expect(after).toMatchObject({ breaker: 'closed', pauses: [{ from: during.pauses[0]?.from }] })
    expect(after.pauses[0]?.to).toBeDefined()
    const [row] = (await world.market.health.listSellers({ limit: 10 })).items
    expect(row).toMatchObject({ seller: { id: sellerId }, mainCause: 'http_status' })
    expect(row?.days).toHaveLength(30)
    await seller.close()
  })

  test('another seller’s product is not there, and a cursor that is none is refused', async () => {
    const [mine, theirs] = [
      await world.given.listedProduct('http://127.0.0.1:1/saas'),
      await world.given.listedProduct('http://127.0.0.1:1/saas'),
    ]

    const asked = world.market.health.getHealth({ sellerId: mine.sellerId, productId: theirs.productId }, 7)

    await expect(asked).rejects.toMatchObject({ code: 'catalog.product_not_found' })
    for (const after of ['x', `1~${mine.productId}`, `-1~${mine.sellerId}`, `1~${mine.sellerId}~2`])
      await expect(world.market.health.listSellers({ limit: 1, after })).rejects.toMatchObject({
        code: 'health.cursor_malformed',
      })
  })
})
