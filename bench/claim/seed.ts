import { defaultCallSettings } from '@loggia/marketplace'
import { copyCalls } from '../market/copy-calls.ts'
import { openMarket, openPostgres } from '../market/open-market.ts'
import type { OpenMarket } from '../market/open-market.ts'
import { seedSellers } from '../market/seed.ts'
import type { SeededSeller } from '../market/seed.ts'
import type { OwnDatabase } from '../run/cluster.ts'
import type { SellerFleet } from '../sellers/fleet.ts'
import { toHealthyLane, toRowLane, saturated, waitingEach } from './work.ts'
import type { Side } from './work.ts'

const underWayEach = defaultCallSettings.sellerLimit
/** An address that is never called, since its sellers already have their limit of calls. */
const nowhere = 'http://127.0.0.1:9/saas'

/** Seeds a due call for each seller of the fleet; on the backlog side, behind calls that wait for saturated sellers. */
export async function seed(database: OwnDatabase, fleet: SellerFleet, side: Side): Promise<void> {
  const db = await openPostgres(database.url)
  const open = openMarket(db)
  if (side === 'backlog') await seedBacklog(open, database)
  const healthy = await seedSellers(open, fleet.urls)
  await enqueue(open, healthy, toHealthyLane)
  await db.close()
  await fleet.setKeys(healthy.map(({ accessKey }) => accessKey))
  await database.rest()
}

const enqueue = (
  { market, inTransaction }: OpenMarket,
  sellers: readonly SeededSeller[],
  laneOf: (nth: number) => string,
): Promise<void> =>
  inTransaction(async (tx) => {
    for (const [nth, { sellerId, productId }] of sellers.entries()) {
      const lane = laneOf(nth)
      const operation = { kind: 'set_instance_status', reference: lane, status: 'frozen' } as const
      await market.calls.enqueue(tx, { sellerId, productId, lane, subject: `subject-${lane}`, operation })
    }
  })

async function seedBacklog(open: OpenMarket, database: OwnDatabase): Promise<void> {
  const sellers = await seedSellers(
    open,
    Array.from({ length: saturated }, () => nowhere),
  )
  await enqueue(open, sellers, toRowLane)
  const each = underWayEach + waitingEach
  await database.query(copyCalls(saturated, saturated * each))
  // The first calls of each seller are being sent for longer than the benchmark takes; all windows run on, as for
  // purchases.
  await database.query(`update call set window_runs = true, window_ends_at = due_at + interval '1 day'`)
  await database.query(`
    update call set state = 'sending', fence = 1, lease_until = clock_timestamp() + interval '1 day'
    where lane < '${toRowLane(saturated * underWayEach)}'`)
  await letGatesSee(open)
}

/** Lets the engine find that nothing can be sent, and record when each seller is due again. */
async function letGatesSee({ market, platform }: OpenMarket): Promise<void> {
  const { engine } = market.calls
  const isDue = async (): Promise<boolean> => {
    const next = await engine.nextDue()
    return next !== undefined && next <= platform.clock.now()
  }
  while (await isDue())
    if ((await engine.pump(platform.clock.now())) > 0) throw new Error('A saturated seller was called')
}
