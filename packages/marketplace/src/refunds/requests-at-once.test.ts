import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fromDays } from '@loggia/kernel'
import { listRuleEngines, openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { buySupervised } from '../supervision/testing/supervised.ts'
import type { Supervised } from '../supervision/testing/supervised.ts'
import { createRequesting, paid } from './testing/requesting.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
/** Why an act that came too late is refused. */
const tooLate = new Set([
  'refund.already_open',
  'refund.request_moved',
  'refund.appealed',
  'refund.ended',
  'refund.guarantee_over',
  'order.refund_in_review',
  'supervision.appealed',
  'supervision.no_appeal',
  'supervision.not_in_stage',
  'supervision.refund_open',
])

describe.each(listRuleEngines(postgresUrl))('what happens to a request at once, on %s', (engine) => {
  let world: World
  const { ask, approve, reject, withdraw, stateOf, claimsOf } = createRequesting(() => world)
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterEach(() => world.reset())
  afterAll(() => world.close())

  const acts = () => world.market.supervisions

  /** Runs all at once: those that came too late say so, and anything else is a fault. */
  async function runAtOnce(works: readonly Promise<unknown>[]): Promise<number> {
    const results = await Promise.allSettled(works)
    const codes = results.flatMap((one) =>
      one.status === 'rejected' ? [(one.reason as { code?: string }).code ?? String(one.reason)] : [],
    )
    expect(codes.filter((code) => !tooLate.has(code))).toEqual([])
    return results.length - codes.length
  }

  /** What the buyer has and what the market holds are all that was put in; what went back is what the line says. */
  async function judge(it: Supervised): Promise<void> {
    const { rows } = await sql<{ zero: bigint; clearing: bigint }>`
      select coalesce(sum(e.amount_minor), 0)::bigint as zero,
        coalesce(sum(e.amount_minor) filter (where a.kind = 'market_clearing'), 0)::bigint as clearing
      from ledger_entry e join ledger_account a on a.id = e.account_id`.execute(
      world.platform.db.withTables<unknown>(),
    )
    expect(Number(rows[0]?.zero)).toBe(0)
    const order = await world.market.orders.get(world.platform.db, it.orderId)
    const [line] = order.lines
    const back = line?.returned.amountMinor ?? 0n
    expect(await it.balance()).toBe(1_000_000n - paid + back)
    expect(Number(rows[0]?.clearing)).toBe(Number(paid - back))
  }

  test('R148: of two requests for a line at once, one is opened', async () => {
    const it = await buySupervised(world, { flow: 'simplified' })

    expect(await runAtOnce([ask(it, 100n), ask(it, 200n), ask(it, 300n)])).toBe(1)

    expect(await claimsOf(it)).toEqual(['refund_in_review'])
    expect(
      (await world.market.refunds.listRequestsOfSeller(it.seller, { list: 'own', limit: 9 })).items,
    ).toHaveLength(1)
  })

  test('R140, R148: of an approval, a rejection, a withdrawal and an operator’s refund at once, one decides', async () => {
    for (const more of [0, 1, 2]) {
      const it = await buySupervised(world, { flow: 'simplified' })
      const id = await ask(it, 400n)
      const works = [
        () => approve(it, id),
        () => reject(it, id),
        () => withdraw(it, id),
        () => approve(it, id),
        () => acts().refund(it.operator, it.id, 'both agree'),
      ]

      await runAtOnce([...works.slice(more), ...works.slice(0, more)].map((work) => work()))

      const state = await stateOf(it, id)
      expect(['refunded', 'rejected', 'withdrawn', 'closed']).toContain(state)
      expect(await claimsOf(it)).toEqual([])
      const order = await world.market.orders.get(world.platform.db, it.orderId)
      // An operator may end it after it was rejected or withdrawn; what was agreed on is given back once.
      if (state === 'refunded') expect(order.lines[0]?.returned.amountMinor).toBe(400n)
      if (state === 'closed') expect(order.lines[0]?.returned.amountMinor).toBe(paid)
      expect(await it.balance()).toBe(1_000_000n - paid + (order.lines[0]?.returned.amountMinor ?? 0n))
    }
  })

  test('R103, R148: a request and the acceptance or an appeal at once', async () => {
    const it = await buySupervised(world, { flow: 'simplified' })
    await it.deliver()
    const appeal = () => acts().appeal({ actor: it.buyer }, { role: 'buyer', id: it.id, reason: 'late' })

    expect(await runAtOnce([ask(it), acts().accept(it.buyer, it.id), appeal()])).toBe(1)

    await judge(it)
  })

  test('R103, R146: an appeal, its decision and the answers of both sides at once', async () => {
    const it = await buySupervised(world, { flow: 'simplified' })
    const id = await ask(it, 700n)
    await world.advance(fromDays(9))
    const appeal = () => acts().appeal({ actor: it.buyer }, { role: 'buyer', id: it.id, reason: 'silent' })
    await runAtOnce([appeal(), approve(it, id), withdraw(it, id)])
    const decide = (outcome: 'continue' | 'refunded') =>
      acts().decideAppeal(it.operator, it.id, { outcome, reason: 'heard both' })

    await runAtOnce([decide('refunded'), decide('continue'), approve(it, id), withdraw(it, id)])

    expect(await stateOf(it, id)).not.toBe('seller_review')
    expect(await claimsOf(it)).toEqual([])
    await judge(it)
  })
})
