import { withClient } from '../../harness/postgres.ts'
import type { Restarts } from './restarts.ts'
import type { World } from './world.ts'

/**
 * What is not finished yet. A stuck call stays stuck, and the judge looks at it. A supervised delivery may wait for
 * people for ever; only its opening by the seller's server must have ended. A license for a device that was asked for has
 * come, or its call has ended.
 */
type Open = {
  orders: number
  calls: number
  instances: number
  devices: number
  due: number
  failedAt: string[]
}

const question = `select
  (select count(*)::int from "order" o where kind in ('new', 'change') and state = 'processing' and not exists (
    select from supervision s where s.order_id = o.id and (s.type <> 'saas' or s.opened_at is not null))) as orders,
  (select count(*)::int from call where state in ('waiting', 'sending')) as calls,
  (select count(*)::int from instance where state in ('opening', 'releasing')) as instances,
  (select count(*)::int from license_application where state = 'asked') as devices,
  (select count(*)::int from wakeup where due_at <= $1
    and kind in ('subscriptions.life', 'supervision.waiting', 'supervision.auto_accept', 'refunds.reminder', 'license.unissued')) as due,
  (select coalesce(array_agg(distinct seller_id), '{}') from call where state = 'stopped' and open_failure) as "failedAt"`

const lookMs = 250

/**
 * Waits until nothing is in progress, after the blows have ended. First, time goes on until each purchase and change
 * has ended, with all faults of the sellers. Then time stands still, every server works correctly, and every seller
 * starts failed calls again, until nothing is left to do. Returns whether this succeeded within the time limit.
 */
export async function waitForRest(
  world: World,
  restarts: Restarts,
  { limitMs, passing }: { limitMs: number; passing: (stopping: AbortSignal) => Promise<void> },
): Promise<boolean> {
  const deadline = performance.now() + limitMs
  await world.nodes.allReady()
  const until = async (isOver: (open: Open) => boolean | Promise<boolean>): Promise<boolean> => {
    while (!(await isOver(await lookAt(world)))) {
      if (performance.now() > deadline) return false
      await new Promise((resolve) => setTimeout(resolve, lookMs))
    }
    return true
  }
  const stopping = new AbortController()
  const time = passing(stopping.signal)
  const ended = await until(({ orders }) => orders === 0)
  stopping.abort()
  await time
  await world.setWell(true)
  const sellers = [...world.shops, world.licenses]
  const rested = await until(async ({ calls, instances, devices, due, failedAt }) => {
    for (const one of sellers.filter(({ sellerId }) => failedAt.includes(sellerId)))
      await restarts.everything(one)
    const uploads = world.licenses.uploads.count()
    return calls + instances + devices + due + uploads + failedAt.length === 0
  })
  return ended && rested
}

const lookAt = ({ cluster, clock }: World): Promise<Open> =>
  withClient(cluster.url, async (client) => {
    const { rows } = await client.query<Open>(question, [new Date(clock.now())])
    return rows[0] as Open
  })
