import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createMoney, fromDays, Problem } from '@loggia/kernel'
import { listRuleEngines, openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { ModelDelivery } from './model/delivery.ts'
import type { Side, Try } from './model/delivery.ts'
import { findPause } from './rules.ts'
import { buySupervised, listTold, pdf, shipment } from './testing/supervised.ts'
import type { Supervised } from './testing/supervised.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const flows = ['simplified', 'standard', 'site_building', 'hardware', 'data_file', 'orchestration'] as const
const asking: ReadonlySet<string> = new Set(['standard', 'site_building', 'data_file'])
const paid = 1000

const sides = ['buyer', 'seller'] as const satisfies readonly Side[]
/** The acts of the flows. */
const acts: readonly Try[] = [
  ...[
    'submit_demand',
    'reject_demand',
    'submit_design',
    'confirm_design',
    'reject_design',
    'deliver',
    'pass_recheck',
    'fail_recheck',
    'accept',
    'reject',
  ].map((act) => ({ act })),
  ...[undefined, 2, 3].map((parts) => ({ act: 'confirm_demand', parts })),
]
/** What happens beside the flow. */
const beside: readonly Try[] = [
  ...sides.flatMap((by) => (['appeal', 'withdraw'] as const).map((act) => ({ act, by }))),
  { act: 'decide', outcome: 'continue' },
  { act: 'decide', outcome: 'refunded', amount: 1001 },
  ...[true, true, false].map((needed) => ({ act: 'mark' as const, needed })),
  { act: 'receipt' },
  { act: 'receipt' },
]
const time: readonly Try[] = [1, 4, 11, 100].map((days) => ({ act: 'pass', days }))
const ending: readonly Try[] = [
  { act: 'decide', outcome: 'done' },
  ...[1, 400, 1000, undefined].map((amount) => ({
    act: 'decide' as const,
    outcome: 'refunded' as const,
    amount,
  })),
  { act: 'refund' },
]
const kinds = { acts, beside, time, ending, all: [...acts, ...beside, ...time, ...ending] } as const
/** Mostly what the model holds possible, so that walks get far; sometimes anything. */
const choices = fc.record({
  kind: fc.oneof(
    ...(
      [
        ['acts', 12],
        ['beside', 5],
        ['time', 2],
        ['all', 3],
        ['ending', 1],
      ] as const
    ).map(([kind, weight]) => ({ weight, arbitrary: fc.constant(kind) })),
  ),
  nth: fc.nat(),
})

function choose(
  { kind, nth }: { readonly kind: keyof typeof kinds; readonly nth: number },
  model: ModelDelivery,
): Try {
  const possible = kinds[kind].filter((one) => kind === 'all' || model.clone().try(one))
  const from = possible.length > 0 ? possible : kinds.all
  return from[nth % from.length] ?? { act: 'accept' }
}

describe.each(listRuleEngines(postgresUrl))('supervised deliveries beside a model, on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterEach(() => world.reset())
  afterAll(() => world.close())

  /** Does it as those who may; a refusal is part of the walk. */
  async function attempt(it: Supervised, one: Try): Promise<boolean> {
    try {
      await run(it, one)
      return true
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return false
    }
  }

  async function run(it: Supervised, one: Try): Promise<unknown> {
    const { supervisions } = world.market
    const { buyer, seller, operator, id } = it
    const reason = 'because'
    if (one.act === 'pass' && 'days' in one) return world.advance(fromDays(one.days))
    if (one.act === 'appeal' && 'by' in one)
      return supervisions.appeal(
        { actor: one.by === 'buyer' ? buyer : seller },
        { role: one.by, id, reason, file: pdf },
      )
    if (one.act === 'withdraw' && 'by' in one)
      return supervisions.withdrawAppeal(one.by === 'buyer' ? buyer : seller, { role: one.by, id })
    if (one.act === 'decide' && 'outcome' in one) {
      const { outcome, amount } = one
      if (outcome !== 'refunded') return supervisions.decideAppeal(operator, id, { outcome, reason })
      const money = amount === undefined ? undefined : createMoney(BigInt(amount), 'CNY')
      return supervisions.decideAppeal(operator, id, { outcome, reason, amount: money })
    }
    if (one.act === 'mark' && 'needed' in one) return supervisions.markRecheck(operator, id, one.needed)
    const milestones =
      'parts' in one && one.parts ? Array.from({ length: one.parts }, (_, at) => `part ${at}`) : undefined
    const { flow } = await it.of()
    return {
      receipt: () => supervisions.reportReceipt(operator, id, world.clock.now()),
      refund: () => supervisions.refund(operator, id, reason),
      submit_demand: () => supervisions.submitDemand({ actor: buyer }, id, { text: 'a demand' }),
      confirm_demand: () => supervisions.decideDemand(seller, id, { approve: true, milestones }),
      reject_demand: () => supervisions.decideDemand(seller, id, { approve: false, reason }),
      submit_design: () => supervisions.submitDesign({ actor: seller }, id, { file: pdf }),
      confirm_design: () => supervisions.decideDesign(buyer, id, { approve: true }),
      reject_design: () => supervisions.decideDesign(buyer, id, { approve: false, reason }),
      deliver: () => it.deliver(flow === 'hardware' ? { shipment } : {}),
      pass_recheck: () => supervisions.recheck(operator, id, { approve: true }),
      fail_recheck: () => supervisions.recheck(operator, id, { approve: false, reason }),
      accept: () => supervisions.accept(buyer, id),
      reject: () => supervisions.reject(buyer, id, reason),
    }[one.act as 'accept']()
  }

  async function compare(it: Supervised, model: ModelDelivery): Promise<void> {
    const of = await it.of()
    expect({
      stage: of.stage,
      paused: findPause(of),
      rejections: of.rejections,
      accepted: of.milestones?.accepted,
      balance: await it.balance(),
      order: await it.orderState(),
    }).toEqual({
      stage: model.stage,
      paused: model.appeal ? 'appeal' : undefined,
      rejections: model.rejections,
      accepted: model.parts?.accepted,
      balance: BigInt(1_000_000 - paid + model.returned),
      order: model.stage === 'done' ? 'completed' : model.stage === 'ended' ? 'refunded' : 'processing',
    })
  }

  test('R96–R107: whatever is tried in whatever order, it stands as the model says, and so do order and money', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...flows),
        fc.array(choices, { minLength: 25, maxLength: 50 }),
        async (flow, walk) => {
          const it = await buySupervised(world, { flow })
          await world.market.parties.setBuyerContact(it.buyer, {
            name: 'Buyer',
            email: 'buyer@loggia.example',
            phone: shipment.phone,
          })
          const model = new ModelDelivery(flow, { asks: asking.has(flow), paid })
          for (const choice of walk) {
            const one = choose(choice, model)
            const expected = model.try(one)
            expect([one, await attempt(it, one)]).toEqual([one, expected])
            await compare(it, model)
            if (model.isOver()) break
          }
          const waiting = (await listTold(world, { kind: 'buyer', id: it.buyer.buyerId })).filter(
            (what) => what === 'waiting',
          )
          expect(waiting).toHaveLength(model.reminders)
        },
      ),
      // A failure names its seed; shrinking would buy anew for minutes.
      { numRuns: engine === 'embedded' ? 12 : 8, endOnFailure: true },
    )
  })
})
