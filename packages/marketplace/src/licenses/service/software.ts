import { omitUndefined, Problem } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import type { LicenseErrorCode, LicenseInfo } from '@loggia/protocol/license/open-apis'
import { formatTime } from '@loggia/protocol/license/open-apis'
import type { OrderLine } from '../../orders/index.ts'
import { record, runInTx, setWakeup, system, toWireTime } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { Subscription } from '../../subscriptions/index.ts'
import { decideStatus, findBegun, computeFirstKeptDay, computeUsageEnd, formatDay } from '../rules.ts'
import type { License, TestLicense, UsageReport } from '../schema.ts'
import * as store from '../store/index.ts'
import { toFact } from './context.ts'
import type { LicenseContext } from './context.ts'

type Refused = { readonly code: Exclude<LicenseErrorCode, '92020000'> }
/** What software is answered: about its codes, or why not (license §2.2). */
export type SoftwareAnswer<T> = { readonly code: '92020000'; readonly data: T } | Refused
const answer = <T>(data: T): SoftwareAnswer<T> => ({ code: '92020000', data })

/** Rolls a batch back: all of it holds, or nothing. */
class RefusedCode extends Error {
  readonly code: Refused['code']
  constructor(code: Refused['code']) {
    super(`The code is refused with ${code}`)
    this.code = code
  }
}

type Asked = { readonly sellerId: Id<'sel'>; readonly codes: readonly string[] }
/** A code of a seller: of a license, or for a test. */
type Found = { readonly code: string } & (
  | { readonly license: License; readonly test?: undefined }
  | { readonly license?: undefined; readonly test: TestLicense }
)

/** What a seller's software asks about authorisation codes. Codes of other sellers are unknown codes. */
export function createSoftware(context: LicenseContext) {
  const { clock, orders, seal, subscriptions, supervisions } = context

  /** Each of these codes once. Throws for one that this seller does not have. */
  async function findAll(tx: Tx, { sellerId, codes }: Asked): Promise<Found[]> {
    const digests = new Map([...new Set(codes)].map((code) => [seal.digest(code), code]))
    const licenses = await store.licenses.findByCodes(tx, sellerId, [...digests.keys()])
    const tests = await store.testCodes.lockByCodes(tx, sellerId, [...digests.keys()])
    return [...digests].map(([digest, code]): Found => {
      const license = licenses.get(digest)
      const test = tests.get(digest)
      if (license) return { code, license }
      if (test) return { code, test }
      throw new RefusedCode('92020005')
    })
  }

  /** Runs it in one transaction of the system; a refused code is an answer. */
  async function answerIn<T>(work: (tx: Tx) => Promise<T>): Promise<SoftwareAnswer<T>> {
    try {
      return answer(await runInTx(context, { actor: system }, work))
    } catch (error) {
      if (error instanceof RefusedCode) return { code: error.code }
      throw error
    }
  }

  /**
   * R76: activates codes, all or none. A code that was not collected, one that is active already and one that cannot be used
   * now are refused; of two activations at once one wins.
   */
  const activate = (asked: Asked & { readonly begunAt: Instant | undefined }) =>
    answerIn(async (tx): Promise<LicenseInfo[]> => {
      const found = await findAll(tx, asked)
      const ids = found.flatMap(({ license }) => license?.subscriptionId ?? [])
      await subscriptions.lockAll(tx, ids)
      const locked = new Map(
        (await store.licenses.lockBySubscriptions(tx, ids)).map((license) => [license.id, license]),
      )
      for (const { license, test } of found) {
        const fresh = license && locked.get(license.id)
        if (fresh) await activateOne(tx, fresh, asked.begunAt)
        else if (test) await activateTest(tx, test)
      }
      return describeAll(tx, await findAll(tx, asked))
    })

  async function activateTest(tx: Tx, test: TestLicense): Promise<void> {
    if (test.activatedAt !== undefined) throw new RefusedCode('92020003')
    await store.testCodes.noteUsed(tx, [test.id], { what: 'activated', at: clock.now() })
  }

  async function activateOne(tx: Tx, of: License, asked: Instant | undefined): Promise<void> {
    if (of.state === 'waiting' || of.state === 'issued') throw new RefusedCode('92020004')
    const subscription = await subscriptions.find(tx, of.subscriptionId)
    const isAlive = subscription && decideStatus(of, subscription, clock.now()) === 'ALIVE'
    if (!isAlive) throw new RefusedCode('92020003')
    const supervision = await supervisions.findByLine(tx, of.orderLineId)
    const now = clock.now()
    const begunAt = findBegun(asked, { paidAt: supervision?.startedAt ?? now, now })
    if (begunAt === undefined) throw new RefusedCode('92020002')
    const isStep = await noteActivated(tx, of, begunAt)
    // After a re-check that failed the activation is due again; otherwise a code is activated once.
    if (of.state === 'active' && !isStep) throw new RefusedCode('92020003')
    await store.licenses.save(tx, { ...of, state: 'active', activatedAt: of.activatedAt ?? now, begunAt })
    const { subject, data } = toFact(of)
    await record(tx, 'license.activated', { subject, data: { ...data, begunAt: toWireTime(begunAt) } })
  }

  /** While an appeal or a refund request is open, nothing is activated. */
  async function noteActivated(tx: Tx, of: License, begunAt: Instant): Promise<boolean> {
    try {
      return await supervisions.noteActivated(tx, of.subscriptionId, begunAt)
    } catch (error) {
      if (error instanceof Problem && error.kind === 'conflict') throw new RefusedCode('92020003')
      throw error
    }
  }

  /** License §2.2: whether codes may be used. Those that were never activated are refused, unless they are over. */
  const query = (asked: Asked) =>
    answerIn(async (tx): Promise<LicenseInfo[]> => {
      const found = await findAll(tx, asked)
      for (const { license, test } of found) {
        const isNew = (license ?? test)?.activatedAt === undefined && license?.state !== 'ended'
        if (isNew) throw new RefusedCode('92020011')
      }
      const now = clock.now()
      const licenseIds = found.flatMap(({ license }) => license?.id ?? [])
      await store.licenses.noteChecked(tx, licenseIds, now)
      const testIds = found.flatMap(({ test }) => test?.id ?? [])
      await store.testCodes.noteUsed(tx, testIds, { what: 'checked', at: now })
      return describeAll(tx, found)
    })

  async function describeAll(tx: Db, found: readonly Found[]): Promise<LicenseInfo[]> {
    const licenses = found.flatMap(({ license }) => license ?? [])
    const held = await subscriptions.list(
      tx,
      licenses.map(({ subscriptionId }) => subscriptionId),
    )
    const subscriptionOf = new Map(held.map((subscription) => [subscription.id, subscription]))
    const orderOf = await orders.getAll(
      tx,
      licenses.map(({ orderId }) => orderId),
    )
    const lineOf = await orders.getLines(
      tx,
      held.map(({ presentLineId }) => presentLineId),
    )
    return found.map(({ code, license, test }) => {
      if (!license) return describeTest(code, test)
      const subscription = subscriptionOf.get(license.subscriptionId)
      if (!subscription) throw new Error(`${license.id} has no subscription`)
      const line = lineOf(subscription.presentLineId)
      return describeOne(code, license, { subscription, line, orderNumber: orderOf(license.orderId).number })
    })
  }

  const describeTest = (code: string, { activatedAt }: TestLicense): LicenseInfo => ({
    license_code: code,
    status: 'ALIVE',
    activate_time: formatTime(activatedAt ?? clock.now()),
    amount: 1,
  })

  type Bought = {
    readonly subscription: Subscription
    readonly line: OrderLine
    readonly orderNumber: string
  }
  const describeOne = (code: string, of: License, { subscription, line, orderNumber }: Bought): LicenseInfo =>
    omitUndefined({
      license_code: code,
      status: decideStatus(of, subscription, clock.now()),
      activate_time: of.activatedAt === undefined ? undefined : formatTime(of.activatedAt),
      expire_time: subscription.endsAt === undefined ? undefined : formatTime(subscription.endsAt),
      product_id: line.offer.productCode,
      order_id: orderNumber,
      amount: subscription.quantity,
    })

  /** License §2.2: how much the software is used today (UTC). Test codes are accepted and not counted. */
  const reportUsage = (
    sellerId: Id<'sel'>,
    reports: readonly { readonly code: string; readonly uses: readonly UsageReport[] }[],
  ) =>
    answerIn(async (tx): Promise<void> => {
      const found = await findAll(tx, { sellerId, codes: reports.map(({ code }) => code) })
      const licenseOf = new Map(found.map(({ code, license }) => [code, license]))
      const now = clock.now()
      const added = reports.flatMap(({ code, uses }) => {
        const license = licenseOf.get(code)
        if (license?.state === 'ended') throw new RefusedCode('92020003')
        if (license && license.activatedAt === undefined) throw new RefusedCode('92020011')
        if (!license) return []
        return uses.map(({ clientId, activeCount }) => ({
          licenseId: license.id,
          client: clientId === undefined ? '' : seal.digest(`${license.id} ${clientId}`),
          active: activeCount ?? 1,
        }))
      })
      if (added.length === 0) return
      await store.usage.add(tx, formatDay(now), added)
      const ids = [...new Set(added.map(({ licenseId }) => licenseId))]
      await store.usage.removeBefore(tx, ids, computeFirstKeptDay(now))
      for (const id of ids) await setWakeup(tx, { kind: 'license.usage', subject: id }, computeUsageEnd(now))
    })

  /** What was reported last by software that has not reported since. */
  const dropUsage = (tx: Tx, id: Id<'lic'>, now: Instant): Promise<void> =>
    store.usage.removeBefore(tx, [id], computeFirstKeptDay(now))

  return { activate, query, reportUsage, dropUsage }
}
