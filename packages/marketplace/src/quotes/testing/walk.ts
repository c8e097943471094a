import { openAtOnce } from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import { openSizedProduct } from '../../embedded/shelf.ts'
import type { SizedProduct } from '../../embedded/shelf.ts'
import { runInTx, system } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { shanghai } from '../../subscriptions/model/calendar.ts'
import * as model from '../../subscriptions/model/market.ts'
import type { ModelMarket } from '../../subscriptions/model/market.ts'
import { drawPrices, modelPricings } from '../../subscriptions/model/prices.ts'
import type { ModelPricing } from '../../subscriptions/model/prices.ts'
import { createSeededChance } from '../../subscriptions/model/random.ts'
import type { Chance } from '../../subscriptions/model/random.ts'

/** A market and its model, to which the same is done. */
export type Walk = {
  /** A failed walk is repeated with it: `LOGGIA_WALK_SEED`. */
  readonly seed: number
  readonly world: World
  readonly seller: ScriptedSeller
  /** The seller, and the operator who approves its prices. */
  readonly owner: MemberActor
  readonly operator: MemberActor
  readonly chance: Chance
  readonly market: ModelMarket
  readonly shelves: ReadonlyMap<ModelPricing, SizedProduct>
  readonly buyers: ReadonlyMap<string, MemberActor>
  /** The seller's instance id of each service. */
  readonly references: Map<string, string>
  readonly trials: Set<string>
  /** The time until which the seller refuses changes of each service. */
  readonly refusedUntil: Map<string, number>
  readonly touched: Set<string>
  readonly done: string[]
  readonly counted: Map<string, number>
}

/** A market with products, buyers and a seller, and a model of it. */
export async function openWalk(world: World, seller: ScriptedSeller, seed: number): Promise<Walk> {
  const chance = createSeededChance(seed)
  const market = model.createModel(shanghai, world.clock.now())
  const owner = await world.given.seller()
  const { sellerId } = owner
  const shelves = new Map<ModelPricing, SizedProduct>()
  for (const pricing of modelPricings) {
    const prices = drawPrices(chance, pricing)
    market.shelves.set(pricing, { prices, bought: new Map() })
    shelves.set(pricing, await openSizedProduct(world, sellerId, prices))
  }
  await runInTx(world.platform, { actor: system }, async (tx) => {
    await world.market.access.addKeyIn(tx, sellerId, 'basic')
    await world.market.access.registerAnew(tx, { sellerId, url: seller.url })
  })
  const buyers = new Map<string, MemberActor>()
  for (const balance of [30_000n, 400_000n, 9_000_000n]) {
    const buyer = await world.given.buyer(balance)
    buyers.set(buyer.buyerId ?? '', buyer)
    market.balances.set(buyer.buyerId ?? '', balance)
  }
  const refusedUntil = new Map<string, number>()
  seller.answer((request) => {
    const isRefused = world.clock.now() < (refusedUntil.get(request.members.instanceId ?? '') ?? 0)
    return request.activity === 'upgradeInstance' && isRefused
      ? { resultCode: '000005' }
      : openAtOnce(request)
  })
  return {
    seed,
    world,
    seller,
    owner,
    operator: await world.given.operator(),
    chance,
    market,
    shelves,
    buyers,
    refusedUntil,
    references: new Map(),
    trials: new Set(),
    touched: new Set(),
    done: [],
    counted: new Map(),
  }
}

/** Notes what both did; throws if one refused what the other did. */
export function compareAnswers(
  walk: Walk,
  said: string,
  answers: readonly [ours: string | undefined, model: string | undefined],
): void {
  const [ours, theirs] = answers
  walk.done.push(`${said}: ${ours ?? 'done'}`)
  const kind = said.split(' ')[0] ?? ''
  if (ours === undefined) walk.counted.set(kind, (walk.counted.get(kind) ?? 0) + 1)
  if ((ours === undefined) !== (theirs === undefined)) throwDifference(walk, ours ?? 'done', theirs ?? 'done')
}

/** Throws with the last steps. */
export function throwDifference({ seed, done }: Walk, ours: string, theirs: string): never {
  const before = done.slice(-25).join('\n')
  throw new Error(
    `LOGGIA_WALK_SEED=${seed}: the market and the model differ after ${done.length} steps\n${before}\nmarket: ${ours}\nmodel: ${theirs}`,
  )
}

export const getSizedProduct = ({ shelves, market }: Walk, id: string): SizedProduct =>
  shelves.get(model.getService(market, id).shelf as ModelPricing) as SizedProduct
