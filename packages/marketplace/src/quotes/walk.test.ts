import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Id } from '@loggia/kernel'
import { listRuleEngines, openScriptedSeller, openWorld } from '../embedded/index.ts'
import type { ScriptedSeller, World } from '../embedded/index.ts'
import * as model from '../subscriptions/model/market.ts'
import { advanceTo, findNextMoment } from '../subscriptions/model/passing.ts'
import type { ModelHolding } from '../subscriptions/model/prices.ts'
import { judgeCarried, describeModel, describeReal } from '../subscriptions/model/snapshot.ts'
import { runAct, setLevel } from './testing/walk-acts.ts'
import { getSizedProduct, openWalk, throwDifference } from './testing/walk.ts'
import type { Walk } from './testing/walk.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const seed = Number(process.env.LOGGIA_WALK_SEED ?? Math.floor(performance.timeOrigin * 1000) % 2 ** 31)
/** The number of steps, acts of people and events that happen by themselves; set by LOGGIA_WALK_STEPS. */
const steps = Number(process.env.LOGGIA_WALK_STEPS ?? 300)
const [minuteMs, dayMs] = [60_000, 86_400_000]

/** Lets the market call the seller, who opens and changes services at once. */
async function settle({ world, market, touched }: Walk): Promise<void> {
  await world.settle()
  for (const { id, phase } of market.services.values()) if (phase === 'opening') model.open(market, id)
  for (const { id, changing } of market.services.values()) if (changing) touched.add(id)
  advanceTo(market, market.now)
}

async function moveTo(walk: Walk, target: number): Promise<void> {
  const { world, market, touched, done } = walk
  const before = market.happened.length
  await world.advance(target - world.clock.now())
  advanceTo(market, target)
  for (const { id, what } of market.happened.slice(before)) {
    touched.add(id)
    walk.counted.set(what, (walk.counted.get(what) ?? 0) + 1)
  }
  done.push(`to ${new Date(target).toISOString()}`)
  await compare(walk)
}

type Held = { readonly priceItemId: string; readonly quantity: number }
async function compare(walk: Walk): Promise<void> {
  const { world, market, touched } = walk
  const { platform, clock } = world
  const { zone, db } = platform
  for (const id of touched) {
    const held = await world.market.subscriptions.getHeld(db, id as Id<'sub'>)
    if (!held) continue
    const shelf = getSizedProduct(walk, id)
    const holdingOf = ({ priceItemId, quantity }: Held): ModelHolding => {
      const { size: sku, period } = shelf.of(priceItemId)
      return { sku, period, quantity }
    }
    const { skuId, quantity, presentLineId } = held.subscription
    const line = await world.market.orders.getLine(db, presentLineId)
    if (line.skuId !== skuId || line.quantity !== quantity)
      throwDifference(walk, `${id} is named by a line of ${line.quantity}`, describeModel(market, id))
    const ours = describeReal(held, { now: clock.now(), zone, level: market.level, holdingOf })
    const theirs = describeModel(market, id)
    if (ours !== theirs) throwDifference(walk, `${id} ${ours}`, theirs)
    const fault = judgeCarried(market, id, held.terms)
    if (fault !== undefined) throwDifference(walk, `${id} ${ours}`, fault)
  }
  touched.clear()
  for (const [buyer, balance] of market.balances) {
    const { amountMinor } = await world.market.ledger.getBalance(db, buyer as Id<'byr'>, 'CNY')
    if (amountMinor !== balance) throwDifference(walk, `${buyer} has ${amountMinor}`, `${balance}`)
  }
  for (const [pricing, shelf] of walk.shelves) {
    const { specification } = await world.market.catalog.getPurchasable(db, shelf.item('small', 'month'))
    const { stock } = model.getShelf(market, pricing)
    if (specification.stock !== stock)
      throwDifference(walk, `${pricing} has ${specification.stock} in stock`, `${stock}`)
  }
  const fault = model.findFault(market)
  if (fault !== undefined) throwDifference(walk, 'as the model', fault)
}

describe.each(listRuleEngines(postgresUrl))('a random walk through the life of services, on %s', (engine) => {
  let world: World
  let seller: ScriptedSeller
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    seller = await openScriptedSeller()
  })
  afterAll(async () => {
    await seller.close()
    await world.close()
  })

  test(
    `R22, R23, R29, R30, R54, R74, R109–R111, R113, R118, R119, R121–R123, R130–R132, R134, R143: after each of ${steps} steps services, balances and stocks are what the model says`,
    { timeout: 60_000 + 200 * steps },
    async () => {
      const walk = await openWalk(world, seller, seed)
      const { chance, market } = walk

      for (let acted = 0; acted + market.happened.length < steps; acted += 1) {
        await runAct(walk)
        if (chance.happens(0.02)) await setLevel(walk)
        if (chance.happens(0.4)) continue
        await settle(walk)
        if (chance.happens(0.5)) {
          await compare(walk)
          continue
        }
        const next = findNextMoment(market) ?? market.now
        const near = Math.max(market.now, next + chance.oneOf([-minuteMs, -1, 0, 0, 1]))
        const far = market.now + chance.oneOf([minuteMs, dayMs, 12 * dayMs]) * (1 + chance.upTo(3))
        await moveTo(walk, chance.happens(0.6) ? near : far)
      }
      await settle(walk)
      for (const id of market.services.keys()) walk.touched.add(id)
      await moveTo(walk, market.now)

      expect(walk.counted.size).toBeGreaterThan(10)
    },
  )
})
