import { omitUndefined, pickFirst } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import type { OperationHandlers } from './calls/index.ts'
import { families } from './dialects/index.ts'
import type { FamilyName } from './dialects/index.ts'
import { requireAllOwned } from './fulfilment/index.ts'
import type { Fulfillers, FulfilmentHandlers } from './fulfilment/index.ts'
import { parts, upkeepWakeups } from './marketplace.ts'
import type { Marketplace } from './marketplace.ts'
import { mergeOwned, findNextWakeup, runOneWakeup } from './platform/index.ts'
import type { Platform, WakeupHandlers } from './platform/index.ts'

type HandlersByFamily = NonNullable<OperationHandlers['operations']>
type OfFamily = {
  readonly answers?: object
  readonly strayInstances?: object
  readonly objections?: object
  readonly restarts?: object
  readonly facts?: unknown
  readonly testFacts?: unknown
}

/** What each domain does for the operations of a family, in one. Throws if two do the same. */
function mergeFamily(name: string, all: readonly OfFamily[]): OfFamily {
  const pickOnly = (of: 'facts' | 'testFacts'): unknown => {
    const [only, ...others] = all.flatMap((one) => one[of] ?? [])
    if (others.length > 0) throw new Error(`Two domains have the ${of} of ${name}`)
    return only
  }
  return omitUndefined({
    answers: mergeOwned(
      'answers to',
      all.map((one) => one.answers),
    ),
    strayInstances: mergeOwned(
      'sightings of',
      all.map((one) => one.strayInstances),
    ),
    objections: mergeOwned(
      'objections to',
      all.map((one) => one.objections),
    ),
    restarts: mergeOwned(
      'restarts of',
      all.map((one) => one.restarts),
    ),
    facts: pickOnly('facts'),
    testFacts: pickOnly('testFacts'),
  })
}

/** The same of all families. */
export function mergeOperations(jobs: readonly OperationHandlers[]): HandlersByFamily {
  const merged = (Object.keys(families) as FamilyName[]).map((name) => {
    const all: readonly (OfFamily | undefined)[] = jobs.map(({ operations }) => operations?.[name])
    return [
      name,
      mergeFamily(
        name,
        all.filter((one) => one !== undefined),
      ),
    ]
  })
  return Object.fromEntries(merged) as HandlersByFamily
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
  /** Starts calls and dial tests that are due, as many as there is room for; gives how many. */
  runCalls(now: Instant): Promise<number>
  /** All that is due of both. */
  runDue(now: Instant): Promise<boolean>
  /** Resolves when no call and no dial test of this process is under way. */
  idle(): Promise<void>
  nextWakeup(): Promise<Instant | undefined>
  /** When a wake-up is due next that does more than upkeep. */
  nextEvent(): Promise<Instant | undefined>
  nextCall(): Promise<Instant | undefined>
  /** When something of either is due next, if anything is. */
  nextDue(): Promise<Instant | undefined>
}

/** Connects the domains to each other's events and answers. Once a marketplace, before anything runs in it. */
export function connectJobs(market: Marketplace, platform: Platform): Queues {
  const jobs = parts.flatMap(({ jobs }) => jobs?.(market) ?? [])
  platform.bus.register(jobs.map((job) => job.events ?? {}))
  market.calls.onOperations(mergeOperations(jobs))
  market.fulfilment.connect(mergeFulfillers(jobs))
  const wakeups: WakeupHandlers = mergeOwned(
    'wake-ups of',
    jobs.map((job) => job.wakeups),
  )
  const { engine } = market.calls
  const { runner } = market.monitoring
  async function untilDone(one: () => Promise<boolean>): Promise<boolean> {
    let worked = false
    while (await one()) worked = true
    return worked
  }
  const runWakeup = (now: Instant): Promise<boolean> => runOneWakeup(platform, wakeups, now)
  const runCalls = async (now: Instant): Promise<number> =>
    (await engine.pump(now)) + (await runner.round(now))
  return {
    runWakeup,
    runCalls,
    async runDue(now) {
      const wakeup = await untilDone(() => runWakeup(now))
      const call = await untilDone(async () => (await runCalls(now)) > 0)
      return wakeup || call
    },
    async idle() {
      await runner.idle()
      await engine.idle()
    },
    nextWakeup: () => findNextWakeup(platform.db),
    nextEvent: () => findNextWakeup(platform.db, upkeepWakeups),
    nextCall: async () => pickFirst(await engine.nextClaim(), await runner.nextDue()),
    async nextDue() {
      const call = pickFirst(await engine.nextDue(), await runner.nextDue())
      return pickFirst(await findNextWakeup(platform.db), call)
    },
  }
}
