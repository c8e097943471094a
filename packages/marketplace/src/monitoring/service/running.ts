import { addMs, fromMinutes, omitUndefined } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { getProduct } from '../../catalog/index.ts'
import type { CaseRun } from '../../debugging/index.ts'
import { notify, runInTx, system, toWireTime } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import { countTest, hasPassed, isCalled, isTooLate } from '../rules.ts'
import type { DialTest, SkipReason, Watch } from '../schema.ts'
import * as store from '../store/index.ts'
import { describeProduct, toSellerParty } from './consequences.ts'
import type { Affected, Consequences } from './consequences.ts'
import { dialTestsTopic, scheduleTests, save } from './context.ts'
import type { MonitoringContext } from './context.ts'

/** The sweeps of a node that lives renew its leases long before. */
const leaseMs = fromMinutes(10)
/** After a fault of ours. */
const againAfterMs = fromMinutes(1)

/** What binds the bytes of a call to its row. */
export const formatCallPlace = (dialTestId: Id<'dlt'>, scene: string): string =>
  `dial_call:${dialTestId}:${scene}`

/**
 * Calls the products whose tests are due. A test is a row with a lease: another node takes it again if this one is
 * gone. Its results and all their consequences are one transaction, so nothing is told twice.
 */
export function createRunner(context: MonitoringContext, consequences: Consequences) {
  const { changes, clock, db, debugging, log, settings, zone } = context
  const under = new Map<DialTest, Promise<void>>()
  let isResting = false
  const listUnder = (): Id<'dlt'>[] => [...under.keys()].map(({ id }) => id)

  /** Begins the tests that are due, as many as there is room for; gives how many. */
  async function round(now: Instant): Promise<number> {
    const most = settings.dialTestsAtOnce - under.size
    if (isResting || most <= 0) return 0
    const except = listUnder()
    const next = await store.findNextDue(db, except)
    if (next === undefined || next > now) return 0
    const claimed = { now, leaseMs, most, except }
    const tests = await runInTx(context, { actor: system }, (tx) => store.claim(tx, claimed))
    for (const test of tests) begin(test)
    return tests.length
  }

  function begin(test: DialTest): void {
    const work = run(test)
      .catch(async (error: unknown) => {
        log.error({ error, dialTestId: test.id }, 'A dial test failed through a fault of ours')
        await store.putBack(db, test, addMs(clock.now(), againAfterMs))
      })
      .catch((error: unknown) => log.error({ error }, 'A dial test is left to the end of its lease'))
      .finally(() => {
        under.delete(test)
        // There is room, and the next test of this seller may begin.
        changes.publish(dialTestsTopic)
      })
    under.set(test, work)
  }

  async function run(test: DialTest): Promise<void> {
    const skipped = await findObstacle(test)
    const sealPlace = (scene: string): string => formatCallPlace(test.id, scene)
    const found: CaseRun = skipped ? { calls: [] } : await debugging.runCases(test.productId, { sealPlace })
    // This server was stopped meanwhile, which says nothing about the seller's.
    if (found.calls.some(({ verdict }) => verdict.code === 'interrupted'))
      return store.putBack(db, test, test.dueAt)
    await runInTx(context, { actor: system }, (tx) => end(tx, test, { ...found, skipped }))
  }

  /** Why nothing is to be called any more, by what was decided since the test was planned or for it is too late. */
  async function findObstacle(test: DialTest): Promise<SkipReason | undefined> {
    const { productId, half } = test
    const watch = await store.findWatch(db, productId)
    if (!watch) return 'not_on_sale'
    if (watch.off) return 'off'
    if (half === 'repair' && watch.delistedAt !== undefined) return undefined
    if (!isCalled(await getProduct(db, productId))) return 'not_on_sale'
    return isTooLate(test, clock.now(), zone) ? 'too_late' : undefined
  }

  type Found = CaseRun & { readonly skipped: SkipReason | undefined }

  /** Writes the results with all that they bring about; nothing if the lease was lost. */
  async function end(
    tx: Tx,
    started: DialTest,
    { calls, leftOut, blockedBy, skipped = blockedBy }: Found,
  ): Promise<void> {
    const test = await store.lockStarted(tx, started)
    if (!test) return
    const passed = hasPassed(calls, leftOut)
    const all = { passed: calls.filter((call) => call.passed).length, all: calls.length }
    const state = skipped ? 'skipped' : passed ? 'passed' : 'failed'
    await store.endTest(tx, omitUndefined({ ...test, state, endedAt: clock.now(), skipped, calls: all }))
    await store.insertCalls(tx, test.id, calls)
    const known = await store.lockWatch(tx, test.productId)
    // What an operator has switched off meanwhile counts no more.
    if (!known || known.off) return
    if (skipped) return noteSkipped(tx, known, skipped)
    const { watch, turns } = countTest(known, { ...test, passed }, clock.now())
    const product = await getProduct(tx, test.productId)
    const affected = {
      watch: watch.delistedAt === undefined ? watch : await scheduleTests(context, tx, { watch, product }),
      product,
    }
    await save(context, tx, affected.watch)
    if (!passed) await tellFailed(tx, affected, test, calls)
    const by = test.half === 'repair' ? 'repair' : 'dial_test'
    await consequences.followAll(tx, affected, turns, { testId: test.id, by })
  }

  async function noteSkipped(tx: Tx, watch: Watch, skipped: SkipReason): Promise<void> {
    // A case may have been saved since this test looked.
    if (skipped !== 'no_cases' || (await debugging.hasCases(tx, watch.productId))) return
    const product = await getProduct(tx, watch.productId)
    await save(
      context,
      tx,
      await scheduleTests(context, tx, { watch: { ...watch, hasCases: false }, product }),
    )
  }

  /** R239 */
  const tellFailed = (tx: Tx, of: Affected, { id }: DialTest, calls: CaseRun['calls']): Promise<void> =>
    notify(tx, 'dial_test_failed', toSellerParty(of.watch), {
      subject: of.product.id,
      data: {
        ...describeProduct(of),
        dialTestId: id,
        at: toWireTime(clock.now()),
        failedScenes: calls.filter(({ passed }) => !passed).map(({ scene }) => scene),
        calls: calls.length,
      },
    })

  return {
    round,
    /** Resolves when no test of this process is under way. */
    async idle(): Promise<void> {
      while (under.size > 0) await Promise.all(under.values())
    },
    /** When a test is due that this node has room for. */
    nextDue: async (): Promise<Instant | undefined> =>
      isResting || under.size >= settings.dialTestsAtOnce ? undefined : store.findNextDue(db, listUnder()),
    /**
     * Renews the leases of this process, and takes over what an earlier run of this server left (`all`, where there is no
     * other one), or what lost its lease.
     */
    async recover(of: 'all' | 'over'): Promise<void> {
      await store.renew(db, [...under.keys()], leaseMs)
      await store.recover(db, of)
    },
    /** Begins no more tests. */
    rest(): void {
      isResting = true
    },
  }
}
