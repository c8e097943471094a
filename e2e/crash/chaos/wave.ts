import { drawBetween, createChance, pickOne } from '../../harness/chance.ts'
import type { Chance } from '../../harness/chance.ts'
import type { Member } from '../../harness/client.ts'
import { drawScript, kinds } from '../../sellers/kinds.ts'
import { armProcess, disarm } from '../arm.ts'
import { licenseKinds } from '../license-offers.ts'
import type { LicenseKind } from '../license-offers.ts'
import { startPurchases } from '../purchases.ts'
import type { Wish } from '../purchases.ts'
import type { PriceName } from '../seeded.ts'
import { supervisedKinds } from '../supervised-offers.ts'
import { deck } from './blows.ts'
import type { Struck } from './blows.ts'
import type { Licensing } from './licensing.ts'
import type { Lives } from './lives.ts'
import type { Pricing } from './pricing.ts'
import type { Restarts } from './restarts.ts'
import type { Supervising } from './supervising.ts'
import { passTime } from './time.ts'
import type { TimePlan } from './time.ts'
import type { Shop, World } from './world.ts'

export type WavePlan = {
  /** Counted from 1. */
  readonly wave: number
  readonly purchases: number
  /** The time over which the purchases begin, in milliseconds. */
  readonly spreadMs: number
  /** How long after the last purchase people do their part with licenses, in milliseconds. */
  readonly licensesMs: number
  /** The number of buyers that act on their services at the same time, each about every `paceMs`. */
  readonly livers: number
  /** The number of parties that act on supervised deliveries at the same time, at the same pace. */
  readonly supervisors: number
  readonly paceMs: number
  /** The average time between two price proposals, in milliseconds. */
  readonly repriceMs: number
  readonly time: TimePlan
}
/** The number of blows so far. */
export type Blows = { node: number; arranged: number; postgres: number }

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
/** How long to wait for a commit of the kind before which a node is to end. If there is none, the blow missed. */
const arrangedMs = 3_000

/**
 * Buys under blows, while days pass, buyers act on their services, and sellers start failed calls again. Returns the
 * numbers of the paid orders.
 */
export async function runWave(
  world: World,
  plan: WavePlan,
  by: {
    readonly strikes: Iterator<Struck, never>
    readonly blows: Blows
    readonly restarts: Restarts
    readonly lives: Lives
    readonly pricing: Pricing
    readonly supervising: Supervising
    readonly licensing: Licensing
  },
): Promise<readonly string[]> {
  await world.setWell(false)
  const calm = new AbortController()
  const chance = (what: string): Chance => createChance(`${world.seed}:${what}:${plan.wave}`)
  const beside = Promise.all([
    strike(world, by, calm.signal),
    by.restarts.nowAndThen(chance('restarts'), calm.signal),
    by.pricing.nowAndThen(chance('pricing'), plan.repriceMs, calm.signal),
    passTime(world, { ...plan.time, chance: chance('time') }, calm.signal),
    ...Array.from({ length: plan.livers }, (_, nth) =>
      by.lives.nowAndThen(chance(`lives ${nth}`), plan.paceMs, calm.signal),
    ),
    ...Array.from({ length: plan.supervisors }, (_, nth) =>
      by.supervising.nowAndThen(chance(`supervised ${nth}`), plan.paceMs, calm.signal),
    ),
  ])
  const bought = buy(world, plan, by)
  try {
    await Promise.race([bought, beside])
  } finally {
    calm.abort()
    await Promise.allSettled([beside])
  }
  await beside
  return bought
}

type Chosen = { readonly buyer: Member; readonly wish: Wish; readonly script: Script } & (
  | { readonly shop: Shop; readonly license?: undefined }
  | { readonly license: LicenseKind }
)
/** Chooses by the seed: the buyer and seller of a purchase, the product and quantity, and how the seller meets it. */
function choose(world: World, lot: string, nth: number): Chosen {
  const chance = createChance(`${world.seed}:purchase:${lot}${nth}`)
  const buyer = pickOne(chance, world.buyers)
  if (nth % licensesApart === 0) {
    const license = licenseKinds[(nth / licensesApart) % licenseKinds.length] ?? 'code'
    const wish = { priceItemId: world.licenses.items[license], quantity: 1 }
    return { buyer, license, wish, script: drawScript(pickOne(chance, kinds), chance) }
  }
  const { shop, wish } =
    chance() < supervisedShare ? wishSupervised(world, chance) : wishCalled(world, chance)
  return { buyer, shop, wish, script: drawScript(shop.kind, chance) }
}
const supervisedShare = 0.25
/** Every tenth purchase is a license, of each kind in turn. */
const licensesApart = 10

function wishCalled({ shops }: World, chance: Chance): { shop: Shop; wish: Wish } {
  const shop = pickOne(chance, shops)
  const quantity = drawBetween(chance, 1, 3)
  const trial = chance() < 0.25
  const price = trial ? 'basicMonth' : pickOne(chance, mostlyMonths)
  return { shop, wish: { priceItemId: shop.goods[price], quantity, trial } }
}

/** Something whose delivery the buyer accepts. */
function wishSupervised({ shops }: World, chance: Chance): { shop: Shop; wish: Wish } {
  const offering = shops.filter(({ supervised }) => supervised !== undefined)
  const shop = pickOne(chance, offering)
  const priceItemId = shop.supervised?.[pickOne(chance, supervisedKinds)] ?? ''
  return { shop, wish: { priceItemId, quantity: 1 } }
}

type Script = ReturnType<typeof drawScript>
const mostlyMonths: readonly PriceName[] = [
  ...Array.from({ length: 6 }, () => 'basicMonth' as const),
  'basicYear',
  'proMonth',
  'proMonth',
]

/**
 * Expected refusals: a buyer has no money left, has used this trial or has too many unpaid orders; prices were changed
 * again and again; or days passed between an order and its payment.
 */
const expected = new Set([
  'ledger.balance_insufficient',
  'catalog.trial_used',
  'order.price_changed',
  'order.too_many_unpaid',
  'order.payment_late',
  'order.not_payable',
])

async function buy(
  world: World,
  { wave, purchases, spreadMs, licensesMs }: WavePlan,
  { lives: { countRefusal }, licensing }: { readonly lives: Lives; readonly licensing: Licensing },
): Promise<readonly string[]> {
  const lot = `${wave}-`
  const chosen = (nth: number) => choose(world, lot, nth)
  const bought = startPurchases({
    count: purchases,
    lot,
    buyerOf: (nth) => chosen(nth).buyer,
    wishOf: (nth) => chosen(nth).wish,
    async onOrder(orderId, nth) {
      const { script, ...one } = chosen(nth)
      if (one.license) world.licenses.server.setScript(orderId, script)
      else await world.street.say({ kind: 'script', seller: one.shop.sellerId, orderId, script })
    },
    async onPaid(orderNumber, nth) {
      const { buyer, license } = chosen(nth)
      if (license) licensing.begin({ orderNumber, kind: license, buyer })
    },
    expects(code) {
      countRefusal(code)
      return expected.has(code)
    },
  })
  // It is awaited below; until then a failure must not count as an unhandled rejection.
  bought.done.catch(() => undefined)
  for (let begun = 0; begun < purchases; begun += 1) {
    bought.allow(1)
    await pause(spreadMs / purchases)
  }
  await bought.done
  await licensing.end(licensesMs)
  return bought.acknowledged
}

/** Strikes until `calm`, but at least once with each kind. */
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
      // A node that starts without its database is meant to end, so this waits until none is starting.
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
  armProcess(folder, what)
  const inTime = await Promise.race([end.happened, pause(arrangedMs)])
  // If it cannot be taken back, a node has taken it and is about to end.
  const isMissed = inTime === undefined && disarm(folder)
  if (!isMissed) nodes.startAfter(await end.happened, awayMs)
  end.stop()
  return !isMissed
}
