import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fromDays, fromHours } from '@loggia/kernel'
import { listRuleEngines, openScriptedSeller, openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { buySupervised, pdf, shipment } from './testing/supervised.ts'
import type { Supervised } from './testing/supervised.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
/** Why an act that came too late is refused. */
const tooLate = new Set([
  'supervision.appealed',
  'supervision.no_appeal',
  'supervision.not_in_stage',
  'supervision.not_opened',
])

describe.each(listRuleEngines(postgresUrl))('what happens to a delivery at once, on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl, calls: { timeLimitMs: 1500 } })
  })
  afterEach(() => world.reset())
  afterAll(() => world.close())

  const acts = () => world.market.supervisions
  const appeal = (it: Supervised, role: 'buyer' | 'seller') =>
    acts().appeal({ actor: it[role] }, { role, id: it.id, reason: 'late', file: pdf })

  /** Runs all at once, beginning with another one each time; gives how many were done. Only latecomers are refused. */
  async function runAtOnce(first: number, works: readonly (() => Promise<unknown>)[]): Promise<number> {
    const inTurn = [...works.slice(first), ...works.slice(0, first)]
    const results = await Promise.allSettled(inTurn.map((work) => work()))
    const codes = results.flatMap((one) =>
      one.status === 'rejected' ? [(one.reason as { code?: string }).code ?? String(one.reason)] : [],
    )
    expect(codes.filter((code) => !tooLate.has(code))).toEqual([])
    return results.length - codes.length
  }

  /** Delivery, service, order, appeal and money tell the same story. */
  async function judge(it: Supervised): Promise<void> {
    const { of, appeal: newest } = await it.shown()
    const story = [await it.orderState(), (await it.subscription())?.state, await it.balance()]
    const open = ['processing', 'opening', 999_000n]
    const expected = { done: ['completed', 'active', 999_000n], ended: ['refunded', 'cancelled', 1_000_000n] }
    expect(story).toEqual(of.stage === 'done' || of.stage === 'ended' ? expected[of.stage] : open)
    expect(newest?.appeal.state === 'open').toBe(of.appealedAt !== undefined)
    const kinds = await it.kinds()
    const ends = ['delivery.accepted', 'delivery.refunded', 'opening.failed']
    expect(kinds.filter((kind) => ends.includes(kind))).toHaveLength(of.doneAt || of.endedAt ? 1 : 0)
  }

  test('of an acceptance, a rejection, appeals of both sides and an operator’s refund, what is first counts', async () => {
    for (const first of [0, 2, 4]) {
      const it = await buySupervised(world, { flow: 'simplified' })
      await it.deliver()

      const done = await runAtOnce(first, [
        () => acts().accept(it.buyer, it.id),
        () => acts().reject(it.buyer, it.id, 'no'),
        () => appeal(it, 'buyer'),
        () => appeal(it, 'seller'),
        () => acts().refund(it.operator, it.id, 'both agree'),
        () => acts().accept(it.buyer, it.id),
      ])

      expect(done).toBeGreaterThan(0)
      await judge(it)
    }
  })

  test('R98: of two proofs that are sent at once, one is kept and one delivery is made', async () => {
    const it = await buySupervised(world, { flow: 'simplified' })

    expect(await runAtOnce(0, [() => it.deliver(), () => it.deliver()])).toBe(1)

    expect((await it.shown()).files('proof')).toHaveLength(1)
    expect((await it.kinds()).filter((kind) => kind === 'delivery.made')).toHaveLength(1)
  })

  test('R103: of decisions and the withdrawal of an appeal, one counts', async () => {
    for (const first of [0, 2]) {
      const it = await buySupervised(world, { flow: 'simplified' })
      await appeal(it, 'buyer')
      const decide = (outcome: 'continue' | 'done' | 'refunded') => () =>
        acts().decideAppeal(it.operator, it.id, { outcome, reason: 'heard' })

      const done = await runAtOnce(first, [
        decide('continue'),
        decide('done'),
        decide('refunded'),
        () => acts().withdrawAppeal(it.buyer, { role: 'buyer', id: it.id }),
      ])

      expect(done).toBe(1)
      await judge(it)
    }
  })

  test('R100: the system’s acceptance meets a rejection, an appeal and a refund', async () => {
    for (const first of [0, 1]) {
      const it = await buySupervised(world, { flow: 'hardware' })
      const contact = { name: 'Buyer', email: 'buyer@loggia.example', phone: shipment.phone }
      await world.market.parties.setBuyerContact(it.buyer, contact)
      await it.deliver({ shipment })
      await acts().reportReceipt(it.operator, it.id, world.clock.now())

      const done = await runAtOnce(first, [
        () => world.advance(fromDays(10)),
        () => acts().reject(it.buyer, it.id, 'broken'),
        () => appeal(it, 'buyer'),
        () => acts().refund(it.operator, it.id, 'both agree'),
      ])

      // The clock always moves; when nothing else was done, the system's acceptance was first.
      expect(done > 1 || (await it.stage()) === 'done').toBe(true)
      await judge(it)
    }
  })

  test('R70, R103: the end of an opening’s time meets an appeal, its decision and a refund', async () => {
    const seller = await openScriptedSeller()
    seller.answer(() => ({ resultCode: '000100', resultMsg: 'no resource' }))
    const it = await buySupervised(world, { flow: 'saas', url: seller.url })

    await runAtOnce(0, [
      () => world.advance(fromHours(4)),
      () => appeal(it, 'buyer'),
      () => acts().decideAppeal(it.operator, it.id, { outcome: 'refunded', reason: 'heard' }),
      () => acts().refund(it.operator, it.id, 'both agree'),
    ])

    expect(await it.stage()).toBe('ended')
    await judge(it)
    await seller.close()
  })
})
