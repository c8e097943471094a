import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Problem, fromDays } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { listRuleEngines, openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { buySupervised, shipment } from '../supervision/testing/supervised.ts'
import type { Supervised } from '../supervision/testing/supervised.ts'
import { acts, apply, createModel } from './testing/request-model.ts'
import type { Act, Model, Step } from './testing/request-model.ts'
import { createRequesting, paid, toCny } from './testing/requesting.ts'

type Choice = { readonly pick: number; readonly isAny: boolean; readonly amount: number }

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('any sequence of acts on a request, on %s', (engine) => {
  let world: World
  const requesting = createRequesting(() => world)
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterAll(() => world.close())

  /** Does an act at the marketplace; false if it was refused. */
  async function isDone(it: Supervised, step: Step, requestId: Id<'rrq'>): Promise<boolean> {
    const supervisions = world.market.supervisions
    const role = 'buyer' as const
    const decide = (outcome: 'continue' | 'done' | 'refunded') =>
      supervisions.decideAppeal(it.operator, it.id, {
        outcome,
        reason: 'heard both',
        ...(outcome === 'refunded' && { amount: toCny(BigInt(step.amount)) }),
      } as Parameters<typeof supervisions.decideAppeal>[2])
    const works: Readonly<Record<Act, () => Promise<unknown>>> = {
      deliver: async () => it.deliver((await it.of()).flow === 'hardware' ? { shipment } : {}),
      receive: () => supervisions.reportReceipt(it.operator, it.id, world.clock.now()),
      accept: () => supervisions.accept(it.buyer, it.id),
      send_again: () => supervisions.reject(it.buyer, it.id, 'not as agreed'),
      ask: () => requesting.ask(it, BigInt(step.amount)),
      approve: () => requesting.approve(it, requestId),
      reject: () => requesting.reject(it, requestId),
      withdraw: () => requesting.withdraw(it, requestId),
      send_goods: () => requesting.sendBack(it, requestId),
      confirm_goods: () => requesting.confirmBack(it, requestId),
      refuse_goods: () =>
        world.market.refunds.receiveGoods({ actor: it.seller }, requestId, {
          approve: false,
          reason: 'empty box',
        }),
      appeal: () => supervisions.appeal({ actor: it.buyer }, { role, id: it.id, reason: 'silent' }),
      withdraw_appeal: () => supervisions.withdrawAppeal(it.buyer, { role, id: it.id }),
      decide_continue: () => decide('continue'),
      decide_done: () => decide('done'),
      decide_refunded: () => decide('refunded'),
      operator_refund: () => supervisions.refund(it.operator, it.id, 'both agree'),
      week: () => world.advance(fromDays(7)),
    }
    try {
      await works[step.act]()
      return true
    } catch (error) {
      if (error instanceof Problem) return false
      throw error
    }
  }

  const newestOf = async (it: Supervised) =>
    (await world.market.refunds.listRequestsOfDelivery({ actor: it.buyer, role: 'buyer' }, it.id))[0]?.of

  async function judge(it: Supervised, model: Model): Promise<void> {
    const open = await newestOf(it)
    const order = await world.market.orders.get(world.platform.db, it.orderId)
    const of = await it.of()
    expect({
      stage: of.stage,
      paused: [of.refundAskedAt !== undefined, of.appealedAt !== undefined],
      request: open?.endedAt === undefined ? open?.state : undefined,
      claims: await requesting.claimsOf(it),
      returned: order.lines[0]?.returned.amountMinor,
      isRefunded: order.state === 'refunded',
      balance: await it.balance(),
    }).toEqual({
      stage: model.stage,
      paused: [model.request !== undefined, model.isAppealed],
      request: model.request?.state,
      claims: model.request ? ['refund_in_review'] : [],
      returned: BigInt(model.back),
      isRefunded: model.stage === 'ended',
      balance: 1_000_000n - paid + BigInt(model.back),
    })
  }

  test(
    'R103, R139, R140, R148, R151, R155: what is possible, what is paid, what went back and what is left are as §8 says',
    { timeout: 180_000 },
    async () => {
      let held = 0n
      /** Mostly acts that are possible, so that a walk gets far; else any. */
      const choices = fc.array(
        fc.record({
          pick: fc.nat(),
          isAny: fc.nat(3).map((n) => n === 0),
          amount: fc.integer({ min: 0, max: 1001 }),
        }),
        { minLength: 18, maxLength: 26 },
      )
      const choose = (model: Model, { pick, isAny, amount }: Choice): Step => {
        const possible = acts.filter((act) => apply(structuredClone(model), { act, amount }, Number(paid)))
        const list = isAny ? acts : possible
        return { act: list[pick % list.length] ?? 'week', amount }
      }
      await fc.assert(
        fc.asyncProperty(fc.boolean(), choices, async (isGoods, all) => {
          let it: Supervised | undefined
          let model = createModel(isGoods)
          for (const choice of all) {
            it ??= await buySupervised(world, { flow: isGoods ? 'hardware' : 'simplified' })
            const step = choose(model, choice)
            const known = (await newestOf(it))?.id ?? 'rrq_00000000000000000000000000'
            const isExpected = apply(model, step, Number(paid))
            expect([step.act, await isDone(it, step, known)]).toEqual([step.act, isExpected])
            await judge(it, model)
            if (model.stage !== 'done' && model.stage !== 'ended') continue
            held += paid - BigInt(model.back)
            it = undefined
            model = createModel(isGoods)
          }
          if (it) held += paid
        }),
        { numRuns: 5, endOnFailure: true },
      )

      const { rows } = await sql<{ zero: bigint; clearing: bigint }>`
      select sum(e.amount_minor)::bigint as zero,
        sum(e.amount_minor) filter (where a.kind = 'market_clearing')::bigint as clearing
      from ledger_entry e join ledger_account a on a.id = e.account_id`.execute(
        world.platform.db.withTables<unknown>(),
      )
      expect([Number(rows[0]?.zero), Number(rows[0]?.clearing)]).toEqual([0, Number(held)])
    },
  )
})
