import { Problem, createMoney } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { repriceSizedProduct } from '../../embedded/shelf.ts'
import type { SizedProduct } from '../../embedded/shelf.ts'
import { runInTx, system } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import * as model from '../../subscriptions/model/market.ts'
import {
  drawPriceChange,
  computeCost,
  modelPricings,
  modelSkus,
  formatPrice,
} from '../../subscriptions/model/prices.ts'
import type { ModelHolding } from '../../subscriptions/model/prices.ts'
import type { Chance } from '../../subscriptions/model/random.ts'
import { isAlive } from '../../subscriptions/model/service.ts'
import type { ModelLevel, ModelService } from '../../subscriptions/model/service.ts'
import { listToCome } from '../../subscriptions/model/snapshot.ts'
import { compareAnswers, getSizedProduct, throwDifference } from './walk.ts'
import type { Walk } from './walk.ts'

const [minuteMs, hourMs] = [60_000, 3_600_000]
const levels = ['V0', 'V1', 'V2', 'V3', 'V4', 'V5'] as const
const holdsAny = (chance: Chance): ModelHolding => ({
  sku: chance.oneOf(modelSkus),
  quantity: 1 + chance.upTo(chance.happens(0.8) ? 3 : 40),
  period: chance.oneOf(['month', 'month', 'year'] as const),
})

/** Returns the code of the refusal, or undefined if the work succeeded. */
async function codeOf(work: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await work()
    return undefined
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
}

const actorOf = ({ buyers }: Walk, { buyer }: ModelService) => buyers.get(buyer) as MemberActor
async function buy(walk: Walk): Promise<void> {
  const { world, chance, market } = walk
  const { orders, subscriptions } = world.market
  const buyer = chance.oneOf([...walk.buyers.keys()])
  const actor = walk.buyers.get(buyer) as MemberActor
  const pricing = chance.oneOf(modelPricings)
  const shelf = walk.shelves.get(pricing) as SizedProduct
  const trial = chance.happens(0.3) && !walk.trials.has(buyer + pricing)
  const holds = { ...holdsAny(chance), ...(trial && { quantity: 1 + chance.upTo(3) }) }
  const count = trial ? 1 : 1 + chance.upTo(2)
  const cost = trial ? 0n : computeCost(model.getShelf(market, pricing).prices, holds, count)
  let id = 'sub_refused'
  const ours = await codeOf(async () => {
    const { orderId } = await orders.submit(
      { actor },
      {
        lines: [
          {
            priceItemId: shelf.item(holds.sku, holds.period),
            quantity: holds.quantity,
            periodCount: count,
            trial,
          },
        ],
        expectedTotal: createMoney(cost, 'CNY'),
        agreed: true,
      },
    )
    // An unpaid order would hold its units until its deadline.
    const cancel = async (error: unknown) => {
      await orders.cancel(actor, orderId)
      throw error
    }
    await orders.pay({ actor }, orderId).catch(cancel)
    if (trial) walk.trials.add(buyer + pricing)
    const [line] = (await orders.get(world.platform.db, orderId)).lines
    const found = line && (await subscriptions.findByLine(world.platform.db, line.id))
    if (!found) throw new Error('A paid order has no service')
    id = found.id
    walk.references.set(id, `i-${line.number}`)
  })
  const first = { buyer, shelf: pricing, holds, count, ...(trial && { trialDays: 15 }) }
  compareAnswers(walk, `buy ${JSON.stringify(first)}`, [ours, model.buy(market, id, first)])
  if (ours === undefined) walk.touched.add(id)
}

async function buyMore(
  walk: Walk,
  service: ModelService,
  ask: {
    readonly kind: 'renewal' | 'conversion' | 'change'
    readonly holds: ModelHolding
    readonly count?: number
  },
): Promise<{ readonly ours: string | undefined; readonly fee?: bigint }> {
  const { quotes } = walk.world.market
  const actor = actorOf(walk, service)
  const { kind, holds, count } = ask
  const asked = {
    kind,
    lines: [
      {
        subscriptionId: service.id as Id<'sub'>,
        priceItemId: getSizedProduct(walk, service.id).item(holds.sku, holds.period),
        quantity: holds.quantity,
        ...(count !== undefined && { periodCount: count }),
      },
    ],
  }
  let [estimate, quoted, fee]: (bigint | undefined)[] = []
  const refusal = await codeOf(async () => {
    estimate = fenOf((await quotes.estimate(actor, asked)).total)
  })
  const ours = await codeOf(async () => {
    const { id, total } = await quotes.ask(actor, asked)
    quoted = fenOf(total)
    await quotes.pay({ actor }, id as Id<'quo'>)
    fee = quoted
  })
  // What a page shows while somebody chooses is what the quote then says, to the fen, or the same refusal.
  if (estimate !== quoted || (quoted === undefined && refusal !== ours))
    throwDifference(walk, `quoted ${ours ?? quoted}`, `estimated ${refusal ?? estimate}`)
  return { ours, ...(fee !== undefined && { fee }) }
}
const fenOf = ({ amount }: { readonly amount: string }): bigint => BigInt(amount.replace('.', ''))

type Act = (walk: Walk, service: ModelService) => Promise<void>

const renew: Act = async (walk, service) => {
  const { chance, market } = walk
  const last = service.terms.at(-1)?.holds ?? service.holds
  const holds = chance.happens(0.6)
    ? { ...last, period: chance.oneOf(['month', 'year'] as const) }
    : holdsAny(chance)
  const count = 1 + chance.upTo(2)
  const { ours } = await buyMore(walk, service, { kind: 'renewal', holds, count })
  compareAnswers(walk, `renew ${service.id} ${JSON.stringify(holds)} ${count}`, [
    ours,
    model.renew(market, service.id, holds, count),
  ])
}

const convert: Act = async (walk, service) => {
  const holds = { ...holdsAny(walk.chance), ...(walk.chance.happens(0.9) && { sku: service.holds.sku }) }
  const { ours } = await buyMore(walk, service, { kind: 'conversion', holds, count: 1 })
  compareAnswers(walk, `convert ${service.id} ${JSON.stringify(holds)}`, [
    ours,
    model.convert(walk.market, service.id, holds, 1),
  ])
}

const change: Act = async (walk, service) => {
  const { chance, market, world } = walk
  const more = service.holds.quantity + chance.upTo(4)
  const holds = { ...holdsAny(chance), ...(chance.happens(0.85) && { quantity: more }) }
  // A change that is refused for three hours is tried ninety times, so one such change is enough.
  const made = walk.counted.has('unmade') || chance.happens(0.95)
  const at = market.now + (made ? chance.oneOf([0, 0, 0, 0, 2, 4]) * minuteMs : 3 * hourMs)
  const { ours, fee } = await buyMore(walk, service, { kind: 'change', holds })
  if (ours === undefined && !made) walk.counted.set('unmade', 1)
  // The call to the seller is sent when the market settles.
  if (ours === undefined) walk.refusedUntil.set(walk.references.get(service.id) ?? '', made ? at : at + 1)
  const held = await world.market.subscriptions.getHeld(world.platform.db, service.id as Id<'sub'>)
  const taken = fee === undefined || !held ? undefined : { fee, toCome: listToCome(held, market.now) }
  compareAnswers(walk, `change ${service.id} ${JSON.stringify(holds)} at ${at - market.now}`, [
    ours,
    model.change(market, service.id, holds, { at, made, taken }),
  ])
  const theirs = service.changing?.fee
  if (fee !== undefined && fee !== theirs) throwDifference(walk, `took ${fee} for it`, `${theirs}`)
}

const setAuto: Act = async (walk, service) => {
  const { chance, market, world } = walk
  const ask = {
    on: chance.happens(0.85),
    daysBefore: 1 + chance.upTo(7),
    times: chance.oneOf([0, 0, 1, 2, 99]),
    period: chance.oneOf(['month', 'year', undefined] as const),
  }
  const ours = await codeOf(() =>
    world.market.subscriptions.setAutoRenewal(actorOf(walk, service), service.id as Id<'sub'>, ask),
  )
  compareAnswers(walk, `set ${service.id} ${JSON.stringify(ask)}`, [
    ours,
    model.setAuto(market, service.id, ask),
  ])
}

const giveBack: Act = async (walk, service) => {
  const { chance, market, world } = walk
  const kind = chance.oneOf(['five_day', 'renewal', 'renewal'] as const)
  const shown = await refundShown(walk, service, kind)
  const exact = kind === 'five_day' ? service.paid : model.computeRenewalAmount(service)
  const fen = shown ?? exact
  if (fen !== exact) throwDifference(walk, `would give ${fen} back for ${kind} ${service.id}`, `${exact}`)
  const ask = { kind, expectedAmount: createMoney(fen, 'CNY') }
  const ours = await codeOf(() =>
    world.market.refunds.ask({ actor: actorOf(walk, service) }, service.id as Id<'sub'>, ask),
  )
  const theirs =
    kind === 'five_day' ? model.returnAll(market, service.id) : model.returnRenewal(market, service.id)
  compareAnswers(walk, `${kind} ${service.id} ${fen}`, [ours, theirs])
}

/** The refund shown to the buyer; any other amount is refused. */
async function refundShown({ world }: Walk, { id }: ModelService, kind: string): Promise<bigint | undefined> {
  const held = await world.market.subscriptions.getHeld(world.platform.db, id as Id<'sub'>)
  const { refundable = [] } = held ? await world.market.refunds.listReturnable(held) : {}
  const found = refundable.find((one) => one.kind === kind)
  return found && fenOf(found.amount)
}

/** R54 */
async function changePrice(walk: Walk): Promise<void> {
  const { world, chance, market, owner: seller, operator, done } = walk
  const pricing = chance.oneOf(modelPricings)
  const { productId } = walk.shelves.get(pricing) as SizedProduct
  const change = drawPriceChange(chance, model.getShelf(market, pricing).prices)
  await repriceSizedProduct(world, { productId, seller, operator }, change)
  model.setPrice(market, pricing, change)
  done.push(`${pricing} price of ${change.sku} by the ${change.period} ${formatPrice(change.price)}`)
}
/** R29: at once, and without review. */
async function setLimits({ world, chance, market, shelves, owner, done }: Walk): Promise<void> {
  const pricing = chance.oneOf(modelPricings)
  const { productId, specificationId } = shelves.get(pricing) as SizedProduct
  const shelf = model.getShelf(market, pricing)
  shelf.maxPurchases = chance.oneOf([undefined, 1, 3, 6])
  shelf.maxQuantity = chance.oneOf([undefined, 2, 10, 60])
  const { maxPurchases, maxQuantity } = shelf
  await world.market.catalog.setSaleTerms(owner, productId, {
    audience: { kind: 'all' },
    specifications: [
      {
        id: specificationId,
        ...(maxPurchases !== undefined && { maxPurchases }),
        ...(maxQuantity !== undefined && { maxQuantity }),
      },
    ],
  })
  done.push(`${pricing} limits ${maxPurchases} purchases, ${maxQuantity} units`)
}

/** R30: adds units, or removes as many as there are. */
async function restock(walk: Walk): Promise<void> {
  const { world, chance, market, shelves, owner } = walk
  const pricing = chance.oneOf(modelPricings)
  const of = shelves.get(pricing) as SizedProduct
  const shelf = model.getShelf(market, pricing)
  const change = chance.happens(0.8) ? 1 + chance.upTo(60) : -1 - chance.upTo(30)
  const ours = await codeOf(() =>
    world.market.catalog.restock({ actor: owner }, of, { change, remark: 'a walk' }),
  )
  const left = (shelf.stock ?? 0) + change
  if (left >= 0) shelf.stock = left
  compareAnswers(walk, `restock ${pricing} ${change}`, [ours, left < 0 ? 'below nothing' : undefined])
}

async function topUp({ world, chance, market, done }: Walk): Promise<void> {
  const buyer = chance.oneOf([...market.balances.keys()])
  const minor = BigInt(1 + chance.upTo(50_000))
  const ask = { buyerId: buyer as Id<'byr'>, amount: createMoney(minor, 'CNY'), reason: 'a top-up' }
  await runInTx(world.platform, { actor: system }, (tx) => world.market.ledger.topUpIn(tx, ask))
  market.balances.set(buyer, (market.balances.get(buyer) ?? 0n) + minor)
  done.push(`top up ${buyer} ${minor}`)
}

export async function setLevel({ world, chance, market, buyers, operator, done }: Walk): Promise<void> {
  const level: ModelLevel = chance.oneOf(levels)
  if (level === market.level) return
  for (const id of buyers.keys())
    await world.market.parties.setLevel(operator, id as Id<'byr'>, { level, reason: 'a walk' })
  market.level = level
  done.push(`level ${level}`)
}

const sellerActs = [changePrice, changePrice, setLimits, restock]
const setBarred: Act = async (walk, service) => {
  const { chance, market, world, operator } = walk
  const id = service.id as Id<'sub'>
  // Mostly toggles the freeze, so that services are free for most of the walk.
  const barred = chance.happens(0.8) ? !service.barred : (service.barred ?? false)
  const { subscriptions } = world.market
  const ours = await codeOf(() =>
    barred ? subscriptions.bar(operator, id, 'a violation') : subscriptions.unbar(operator, id),
  )
  compareAnswers(walk, `${barred ? 'bar' : 'unbar'} ${id}`, [ours, model.setBarred(market, id, barred)])
}

/** Mostly acts that are possible for such a service. */
const ofTrials: readonly Act[] = [convert, convert, convert, change, renew, setAuto, giveBack, setBarred]
const often: readonly Act[] = [renew, change, change, giveBack]
const ofPaid: readonly Act[] = [...often, ...often, renew, convert, setAuto, setBarred]

/** One act of a buyer, a seller or an operator, chosen by chance. */
export async function runAct(walk: Walk): Promise<void> {
  const { chance, market } = walk
  if (chance.happens(0.15)) return chance.oneOf(sellerActs)(walk)
  const open = [...market.services.values()].filter(({ phase }) => phase !== 'opening')
  const alive = open.filter(isAlive)
  if (chance.happens(alive.length < 8 ? 0.3 : 0.05)) return buy(walk)
  if (chance.happens(0.08)) return topUp(walk)
  // Prefers services touched since the last move of time, so that several acts meet in one service.
  const again = alive.filter(({ id }) => walk.touched.has(id))
  const among = chance.happens(0.7) && again.length > 0 ? again : alive
  const service = chance.oneOf(chance.happens(0.95) && among.length > 0 ? among : open)
  if (!service) return buy(walk)
  walk.touched.add(service.id)
  await chance.oneOf(service.trial ? ofTrials : ofPaid)(walk, service)
}
