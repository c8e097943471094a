import { between, chanceOf, pickOne } from '../../harness/chance.ts'
import { drawScript } from '../../sellers/kinds.ts'
import { arm, disarm } from '../arm.ts'
import { startPurchases } from '../purchases.ts'
import type { Wish } from '../purchases.ts'
import { deck } from './blows.ts'
import type { Struck } from './blows.ts'
import type { Restarts } from './restarts.ts'
import type { Shop, World } from './world.ts'

export type WavePlan = {
  /** Counted from 1. */
  readonly wave: number
  readonly purchases: number
  /** In which they begin, one after another. */
  readonly spreadMs: number
}
/** What was dealt out so far. */
export type Blows = { node: number; arranged: number; postgres: number }

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
/** A commit of the kind that a node is to end before may take a while to come; if none comes, that blow missed. */
const arrangedMs = 3_000

/** Buys under blows, while sellers start failed calls again; gives the numbers of the orders that were paid. */
export async function runWave(
  world: World,
  plan: WavePlan,
  by: { strikes: Iterator<Struck, never>; blows: Blows; restarts: Restarts },
): Promise<readonly string[]> {
  await world.street.say({ kind: 'well', well: false })
  const calm = new AbortController()
  const chance = chanceOf(`${world.seed}:restarts:${plan.wave}`)
  const beside = Promise.all([strike(world, by, calm.signal), by.restarts.nowAndThen(chance, calm.signal)])
  const bought = buy(world, plan)
  try {
    await Promise.race([bought, beside])
  } finally {
    calm.abort()
    await Promise.allSettled([beside])
  }
  await beside
  return bought
}

/** Who sells the nth, how it is met, and how much of it: all by the seed. */
function choose({ seed, shops, seeded }: World, name: string): { shop: Shop; wish: Wish; script: Script } {
  const chance = chanceOf(`${seed}:purchase:${name}`)
  const shop = pickOne(chance, shops)
  const { priceItemId } = shop
  const wish = { priceItemId, unitMinor: seeded.unitMinor, quantity: between(chance, 1, 3) }
  return { shop, wish, script: drawScript(shop.kind, chance) }
}
type Script = ReturnType<typeof drawScript>

async function buy(world: World, { wave, purchases, spreadMs }: WavePlan): Promise<readonly string[]> {
  const lot = `${wave}-`
  const chosen = (nth: number) => choose(world, `${lot}${nth}`)
  const bought = startPurchases({
    buyer: world.buyer,
    count: purchases,
    lot,
    wishOf: (nth) => chosen(nth).wish,
    onOrder(orderId, nth) {
      const { shop, script } = chosen(nth)
      return world.street.say({ kind: 'script', seller: shop.sellerId, orderId, script })
    },
  })
  // Awaited below; until then a failure is nobody's unhandled rejection.
  bought.done.catch(() => undefined)
  for (let begun = 0; begun < purchases; begun += 1) {
    bought.allow(1)
    await pause(spreadMs / purchases)
  }
  await bought.done
  return bought.acknowledged
}

/** At least once each kind. */
async function strike(
  world: World,
  { strikes, blows }: { strikes: Iterator<Struck, never>; blows: Blows },
  calm: AbortSignal,
): Promise<void> {
  for (let dealt = 0; !calm.aborted || dealt < deck.length; dealt += 1) {
    const { afterMs, blow } = strikes.next().value
    await pause(afterMs)
    if (blow.kind === 'node') {
      blows.node += 1
      await world.nodes.kill(blow.node, blow.awayMs)
    } else if (blow.kind === 'postgres') {
      // A node that starts without its database ends, as it should.
      await world.nodes.allReady()
      blows.postgres += 1
      await world.cluster.crash()
    } else if (await endBeforeCommit(world, blow)) blows.arranged += 1
  }
}

async function endBeforeCommit(
  { nodes, folder }: World,
  { what, awayMs }: Extract<Struck['blow'], { kind: 'before_commit_of' }>,
): Promise<boolean> {
  const end = nodes.expectEnd()
  arm(folder, what)
  const inTime = await Promise.race([end.happened, pause(arrangedMs)])
  // If it cannot be taken back a node has it, and is about to end.
  const isMissed = inTime === undefined && disarm(folder)
  if (!isMissed) nodes.startAfter(await end.happened, awayMs)
  end.stop()
  return !isMissed
}
