import { earlier } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import { accessJobs } from './access/index.ts'
import type { OperationHandlers } from './calls/index.ts'
import { catalogJobs } from './catalog/index.ts'
import { fulfilmentJobs, requireAllOwned } from './fulfilment/index.ts'
import type { Fulfillers, FulfilmentHandlers } from './fulfilment/index.ts'
import type { Marketplace } from './marketplace.ts'
import { fileJobs } from './files/index.ts'
import { ledgerJobs } from './ledger/index.ts'
import { manualServiceJobs } from './manual-services/index.ts'
import { mediaJobs } from './media/index.ts'
import { notificationJobs } from './notifications/index.ts'
import { orderJobs } from './orders/index.ts'
import { mergeOwned, nextWakeup, runOneWakeup } from './platform/index.ts'
import type { DomainJobs, Platform, WakeupHandlers } from './platform/index.ts'
import { provisioningJobs } from './provisioning/index.ts'
import { refundJobs } from './refunds/index.ts'
import { searchJobs } from './search/index.ts'
import { subscriptionJobs } from './subscriptions/index.ts'

/** What happens by itself: the events each domain hears, its wake-ups and the answers it is given, in the domains' order. */
const marketplaceJobs = (
  market: Marketplace,
): readonly (DomainJobs & OperationHandlers & FulfilmentHandlers)[] => [
  fileJobs(market.files),
  mediaJobs(market.media),
  searchJobs(market.search),
  catalogJobs(market.catalog),
  ledgerJobs(market.ledger),
  orderJobs(market.orders),
  subscriptionJobs(market.subscriptions),
  accessJobs(market.access),
  fulfilmentJobs(market.fulfilment),
  manualServiceJobs(market.fulfilment),
  provisioningJobs(market.provisioning),
  refundJobs(market.refunds),
  notificationJobs(market.notifications),
]

/** What each domain does for operations, in one. Throws if two do the same. */
export function mergeOperations(jobs: readonly OperationHandlers[]): OperationHandlers {
  const facts = jobs.flatMap((job) => job.facts ?? [])
  if (facts.length > 1) throw new Error('Two domains have the facts of orders')
  return {
    answers: mergeOwned(
      'answers to',
      jobs.map((job) => job.answers),
    ),
    sightings: mergeOwned(
      'sightings of',
      jobs.map((job) => job.sightings),
    ),
    objections: mergeOwned(
      'objections to',
      jobs.map((job) => job.objections),
    ),
    restarts: mergeOwned(
      'restarts of',
      jobs.map((job) => job.restarts),
    ),
    ...(facts[0] && { facts: facts[0] }),
  }
}

/** Who delivers which product type. Throws if a type has two owners, or none. */
export const mergeFulfillers = (jobs: readonly FulfilmentHandlers[]): Fulfillers =>
  requireAllOwned(
    mergeOwned(
      'deliveries of',
      jobs.map((job) => job.fulfils),
    ),
  )

/** The two queues, worked off on demand: what production's loops and a test's clock both use. Each gives whether there was anything. */
export type Queues = {
  /** Runs the earliest wake-up that is due. */
  runWakeup(now: Instant): Promise<boolean>
  /** Starts calls that are due, as many as there is room for; gives how many. */
  runCalls(now: Instant): Promise<number>
  /** All that is due of both. */
  runDue(now: Instant): Promise<boolean>
  /** Resolves when no call of this process is under way. */
  idle(): Promise<void>
  nextWakeup(): Promise<Instant | undefined>
  nextCall(): Promise<Instant | undefined>
  /** When something of either is due next, if anything is. */
  nextDue(): Promise<Instant | undefined>
}

/** Connects the domains to each other's events and answers. Once a marketplace, before anything runs in it. */
export function connectJobs(market: Marketplace, platform: Platform): Queues {
  const jobs = marketplaceJobs(market)
  platform.bus.register(jobs.map((job) => job.events ?? {}))
  market.calls.onOperations(mergeOperations(jobs))
  market.fulfilment.connect(mergeFulfillers(jobs))
  const wakeups: WakeupHandlers = mergeOwned(
    'wake-ups of',
    jobs.map((job) => job.wakeups),
  )
  const { engine } = market.calls
  async function untilDone(one: () => Promise<boolean>): Promise<boolean> {
    let worked = false
    while (await one()) worked = true
    return worked
  }
  const runWakeup = (now: Instant): Promise<boolean> => runOneWakeup(platform, wakeups, now)
  const runCalls = (now: Instant): Promise<number> => engine.pump(now)
  return {
    runWakeup,
    runCalls,
    async runDue(now) {
      const wakeup = await untilDone(() => runWakeup(now))
      const call = await untilDone(async () => (await runCalls(now)) > 0)
      return wakeup || call
    },
    idle: () => engine.idle(),
    nextWakeup: () => nextWakeup(platform.db),
    nextCall: () => engine.nextClaim(),
    async nextDue() {
      const [wakeup, call] = [await nextWakeup(platform.db), await engine.nextDue()]
      return wakeup !== undefined && call !== undefined ? earlier(wakeup, call) : (wakeup ?? call)
    },
  }
}
