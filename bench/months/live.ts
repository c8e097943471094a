import { createMoney, fromSeconds } from '@loggia/kernel'
import { createInProcessSeller, openScriptedSeller, openWorld } from '@loggia/marketplace/embedded'
import type { World } from '@loggia/marketplace/embedded'
import type { Order, Timed } from './work.ts'

/** Twelve months of the test world's product. */
const yearMinor = 12_000n
/** From the end of a term into the day on which a service that was not renewed is frozen. */
const intoRetention = { days: 1, minutes: 1 }

/**
 * Runs one monthly service with automatic renewal for the given number of months: each year the balance runs out, the
 * service lapses, is paid while it is frozen, and goes on; after the last year it is released. Then moves through as
 * many instants at which nothing is due.
 */
export async function runMonths({ engine, seller: kind, cluster, months }: Order): Promise<Timed> {
  const from = performance.now()
  const seller = kind === 'local server' ? await openScriptedSeller() : undefined
  const world = await openWorld({
    engine,
    postgresUrl: cluster,
    ...(!seller && { calls: { transport: createInProcessSeller() } }),
  })
  try {
    const topUp = await openService(world, seller?.url ?? 'http://127.0.0.1:9/saas')
    const opened = performance.now()
    let [instants, calls] = [0, 0]
    const move = async (ask: Parameters<World['move']>[0]): Promise<void> => {
      const moved = await world.move(ask)
      instants += moved.instants
      calls += moved.calls
    }
    for (let lived = 0; lived < months; lived += 12) {
      await move({ kind: 'by', months: 12, ...(lived === 0 && intoRetention) })
      if (lived + 12 < months) await topUp()
    }
    await move({ kind: 'by', days: 2 })
    const lived = performance.now()
    await requireReleased(world)
    const bareMs = await bare(world, instants)
    return { openMs: opened - from, monthsMs: lived - opened, bareMs, instants, calls }
  } finally {
    await world.close()
    await seller?.close()
  }
}

/** Buys a service, turns automatic renewal on, and returns the function that tops up for another year. */
async function openService(world: World, url: string): Promise<() => Promise<unknown>> {
  const { given, market, platform } = world
  const { productId } = await given.listedProduct(url)
  const buyer = await given.buyer(yearMinor)
  const orderId = await given.paidOrder(buyer, productId)
  await world.settle()
  const [line] = (await market.orders.get(platform.db, orderId)).lines
  const service = line && (await market.subscriptions.findByLine(platform.db, line.id))
  if (!service) throw new Error('The order opened no service')
  await market.subscriptions.setAutoRenewal(buyer, service.id, { on: true, daysBefore: 7, times: 0 })
  const operator = await given.operator()
  let paid = 0
  return () =>
    market.ledger.changeBalance(
      { actor: operator },
      {
        kind: 'top_up',
        buyerId: service.buyerId,
        amount: createMoney(yearMinor, 'CNY'),
        reason: `year ${(paid += 1)}`,
      },
    )
}

async function requireReleased({ platform }: World): Promise<void> {
  const { state } = await platform.db
    .withTables<{ subscription: { state: string } }>()
    .selectFrom('subscription')
    .select('state')
    .executeTakeFirstOrThrow()
  if (state !== 'released') throw new Error(`The service ends ${state}`)
}

/** The baseline: moves the clock through as many instants with nothing due, saving each instant. */
async function bare(world: World, instants: number): Promise<number> {
  const from = performance.now()
  for (let nth = 0; nth < instants; nth += 1)
    await world.move({ kind: 'to', at: (world.clock.now() + fromSeconds(1)) as never })
  return performance.now() - from
}
