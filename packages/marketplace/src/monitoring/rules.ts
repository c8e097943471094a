import {
  addDays,
  addMonths,
  addMs,
  findNextHour,
  fromDays,
  fromMinutes,
  pickLater,
  setHour,
  toCalendarDate,
} from '@loggia/kernel'
import type { Id, Instant, Zone } from '@loggia/kernel'
import { consequenceRules } from '@loggia/protocol/console/monitoring/kinds'
import type { Product } from '../catalog/index.ts'
import type { CaseCall } from '../debugging/index.ts'
import type {
  NextRule,
  Day,
  DialTest,
  FailureCause,
  Month,
  Standing,
  Turn,
  TurnResult,
  Watch,
} from './schema.ts'

/** R239: when each half of a day begins, and for how long the calls of all products are spread. */
const hours = { morning: 9, afternoon: 15 } as const
const spreadMinutes = 120
type PlannedHalf = keyof typeof hours

export const toMonth = (at: Instant, zone: Zone): Month => toCalendarDate(at, zone).slice(0, 7)

/** The start of the next month: then the count of failed orders begins anew (R238). */
export const findNextMonth = (at: Instant, zone: Zone): Instant => setHour(addMonths(at, 1, zone, 1), 0, zone)

/** Each product has a minute of its own, always the same: FNV-1a of its id. */
export function computeMinute(productId: Id<'prd'>): number {
  let hash = 0x811c9dc5
  for (const letter of productId) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return (hash >>> 0) % spreadMinutes
}

/** When a product is called in that half of the day of `at`. */
export function computeSlot(
  { productId, half }: { readonly productId: Id<'prd'>; readonly half: PlannedHalf },
  at: Instant,
  zone: Zone,
): Instant {
  return addMs(setHour(at, hours[half], zone), fromMinutes(computeMinute(productId)))
}

type Slot = { readonly half: PlannedHalf; readonly at: Instant }
const slotsOf = (productId: Id<'prd'>, day: Instant, zone: Zone): Slot[] =>
  (['morning', 'afternoon'] as const).map((half) => ({
    half,
    at: computeSlot({ productId, half }, day, zone),
  }))

/** The slot of this product that has come, if it is not later than the spread: a missed one is left out. */
export const findSlot = (productId: Id<'prd'>, now: Instant, zone: Zone): Slot | undefined =>
  slotsOf(productId, now, zone).find(({ at }) => at <= now && now < addMs(at, fromMinutes(spreadMinutes)))

type Planned = Pick<DialTest, 'productId' | 'half' | 'dueAt'>
/** Whether a planned test was not begun in time: what an outage of ours delayed must not be several failures at once. */
export function isTooLate({ productId, half, dueAt }: Planned, now: Instant, zone: Zone): boolean {
  if (half === 'repair') return false
  return now >= addMs(computeSlot({ productId, half }, dueAt, zone), fromMinutes(spreadMinutes))
}

export function findNextSlot(productId: Id<'prd'>, now: Instant, zone: Zone): Instant {
  const today = slotsOf(productId, now, zone).find(({ at }) => at > now)
  return today?.at ?? computeSlot({ productId, half: 'morning' }, addDays(now, 1, zone), zone)
}

/** R240: on sale, listed or not; and frozen, to see whether the interface works again. */
export const isCalled = ({ state, interfaceFrozen, sellerSuspended, suspendedUntil }: Product): boolean =>
  state === 'listed' ||
  state === 'hidden' ||
  (state === 'suspended' && interfaceFrozen === true && !sellerSuspended && suspendedUntil === undefined)

type Scored = Pick<CaseCall, 'isNeeded' | 'passed'>
/**
 * Whether a test has passed: every needed scene; if none of them was called, every other one. What was left out because
 * the server did not answer has not passed.
 */
export function hasPassed(
  calls: readonly Scored[],
  leftOut: readonly Pick<Scored, 'isNeeded'>[] = [],
): boolean {
  const all = [...calls, ...leftOut.map(({ isNeeded }) => ({ isNeeded, passed: false }))]
  const needed = all.filter(({ isNeeded }) => isNeeded)
  return (needed.length > 0 ? needed : all).every(({ passed }) => passed)
}

const isDeferred = ({ deferred, delistedAt }: Watch, at: Instant): boolean =>
  deferred !== undefined && delistedAt === undefined && at < deferred.until

/** The watch as people see it now: without a deferral that is over, or that a delisting has overtaken. */
export const dropEnded = (watch: Watch, now: Instant): Watch =>
  isDeferred(watch, now) ? watch : without(watch, 'deferred')

const without = <K extends keyof Watch>(watch: Watch, ...names: readonly K[]): Omit<Watch, K> =>
  Object.fromEntries(Object.entries(watch).filter(([name]) => !names.some((one) => one === name))) as Omit<
    Watch,
    K
  >

const turnsOf = (cause: FailureCause, failures: number): Turn[] =>
  consequenceRules
    .filter((rule) => rule.cause === cause && rule.after === failures)
    .map(({ what }) => ({
      what: what === 'warning' ? 'warned' : what === 'freeze' ? 'frozen' : 'delisted',
      cause,
      failures,
    }))

/** Sets when it was frozen or delisted. */
function mark(watch: Watch, turns: readonly Turn[], now: Instant): Watch {
  const isIn = (wanted: Turn['what']): boolean => turns.some(({ what }) => what === wanted)
  const frozen = isIn('frozen') ? { ...watch, frozenAt: now } : watch
  return isIn('delisted') ? delist(frozen, now) : frozen
}

/** R240: a day has failed if its tests failed and none passed. A day without a test changes nothing. */
function settleDay(watch: Watch, now: Instant): TurnResult {
  const { day, ...rest } = watch
  if (!day || day.passed > 0 || day.failed === 0) return { watch: rest, turns: [] }
  const failedDays = watch.failedDays + 1
  const turns: Turn[] = [
    ...(failedDays === 1 ? [{ what: 'failing' as const }] : []),
    ...turnsOf('days', failedDays),
  ]
  return { watch: mark({ ...rest, failedDays }, turns, now), turns }
}

/** The days before this one are over, even if their tests were missed. */
export const settleEarlier = (watch: Watch, day: Day, now: Instant): TurnResult =>
  watch.day !== undefined && watch.day.date < day ? settleDay(watch, now) : { watch, turns: [] }

type Ended = Pick<DialTest, 'id' | 'day' | 'half' | 'dueAt'> & { readonly passed: boolean }

/** What a test that has ended makes of its product. A day ends with its afternoon. */
export function countTest(watch: Watch, test: Ended, now: Instant): TurnResult {
  const { watch: before, turns: earlier } = settleEarlier(watch, test.day, now)
  const known = { ...before, last: { id: test.id, passed: test.passed } }
  const counted = test.passed ? countPass(known, test, now) : countFailure(known, test)
  const { watch: after, turns: later } =
    test.half === 'afternoon' ? settleDay(counted.watch, now) : { watch: counted.watch, turns: [] }
  return { watch: after, turns: [...earlier, ...counted.turns, ...later] }
}

const tally = ({ day }: Watch, { day: date }: Ended, passed: boolean): NonNullable<Watch['day']> => {
  const { failed, passed: others } = day ?? { failed: 0, passed: 0 }
  return { date: day?.date ?? date, failed: failed + (passed ? 0 : 1), passed: others + (passed ? 1 : 0) }
}

function countPass(watch: Watch, test: Ended, now: Instant): TurnResult {
  const { failedDays } = watch
  if (watch.delistedAt !== undefined)
    return watch.repairedAt === undefined && test.half === 'repair'
      ? { watch: { ...watch, repairedAt: now }, turns: [{ what: 'repaired' }] }
      : { watch, turns: [] }
  const turns: Turn[] = [
    ...(failedDays > 0 ? [{ what: 'recovered' as const, failedDays }] : []),
    ...(watch.frozenAt === undefined ? [] : [{ what: 'unfrozen' as const }]),
  ]
  return { watch: { ...without(watch, 'frozenAt'), failedDays: 0, day: tally(watch, test, true) }, turns }
}

/** A check that the seller asked for counts against nobody. */
function countFailure(watch: Watch, test: Ended): TurnResult {
  if (watch.delistedAt !== undefined) return { watch: without(watch, 'repairedAt'), turns: [] }
  const isCounted = test.half !== 'repair' && !isDeferred(watch, test.dueAt)
  return { watch: isCounted ? { ...watch, day: tally(watch, test, false) } : watch, turns: [] }
}

/** R238: one more order that failed through the interface. */
export function countOrder(watch: Watch, month: Month, now: Instant): TurnResult {
  if (watch.delistedAt !== undefined || isDeferred(watch, now)) return { watch, turns: [] }
  const failed = countOrders(watch, month) + 1
  const turns = turnsOf('orders', failed)
  return { watch: mark({ ...watch, orders: { month, failed } }, turns, now), turns }
}

/** The orders of that month; an older count is over. */
export const countOrders = ({ orders }: Watch, month: Month): number =>
  orders?.month === month ? orders.failed : 0

/** What an operator decides. A freeze that is lifted starts the failed days from zero, a relisting the orders as well. */
export const liftFreeze = (watch: Watch): Watch => ({ ...without(watch, 'frozenAt', 'day'), failedDays: 0 })
export const startAnew = (watch: Watch): Watch => ({
  ...without(watch, 'frozenAt', 'delistedAt', 'repairedAt', 'relisting', 'day', 'orders'),
  failedDays: 0,
})
export const switchOff = (watch: Watch, off: NonNullable<Watch['off']>): Watch => ({
  ...without(watch, 'day'),
  off,
})
export const switchOn = (watch: Watch): Watch => without(watch, 'off')
export const postpone = (watch: Watch, deferred: NonNullable<Watch['deferred']>): Watch => ({
  ...without(watch, 'day'),
  deferred,
})
export const delist = (watch: Watch, now: Instant): Watch => ({
  ...without(watch, 'frozenAt', 'day'),
  delistedAt: now,
})
/** A refused seller repairs, has it checked and asks again. */
export const refuseRelisting = (watch: Watch): Watch => without(watch, 'relisting', 'repairedAt')

export function decideStanding(watch: Watch, month: Month): Standing {
  const { failedDays, last } = watch
  const orders = countOrders(watch, month)
  if (watch.delistedAt !== undefined) return watch.relisting ? 'relisting' : 'delisted'
  if (watch.frozenAt !== undefined) return 'frozen'
  if (watch.off) return 'off'
  if (!watch.hasCases) return 'no_cases'
  const isWarned = consequenceRules.some(
    ({ cause, after }) => (cause === 'days' ? failedDays : orders) >= after,
  )
  if (isWarned) return 'warned'
  if (failedDays > 0 || orders > 0 || last?.passed === false) return 'failing'
  return last ? 'healthy' : 'not_tested'
}

/** The end of the first day that can still fail, if its tests fail from now on. */
function findFirstFailing(watch: Watch, now: Instant, zone: Zone): Instant {
  const { productId, deferred, day } = watch
  const from = deferred ? pickLater(now, deferred.until) : now
  const isPassed = day !== undefined && day.passed > 0 && day.date === toCalendarDate(from, zone)
  const end = computeSlot({ productId, half: 'afternoon' }, from, zone)
  return end > from && !isPassed ? end : addDays(end, 1, zone)
}

/** Every rule that has not come, in the order of the table, with its earliest date. */
export function listComing(watch: Watch, now: Instant, zone: Zone): readonly NextRule[] {
  if (watch.delistedAt !== undefined) return []
  const orders = countOrders(watch, toMonth(now, zone))
  const isCalledAgain = watch.off === undefined && watch.hasCases
  return consequenceRules.flatMap((rule): NextRule[] => {
    const left = rule.after - (rule.cause === 'days' ? watch.failedDays : orders)
    if (left <= 0) return []
    if (rule.cause === 'orders') return [{ ...rule, left }]
    return isCalledAgain
      ? [{ ...rule, left, at: addDays(findFirstFailing(watch, now, zone), left - 1, zone) }]
      : [{ ...rule, left }]
  })
}

/** The freeze or delisting that comes next of that cause. */
export const findNext = (
  watch: Watch,
  { cause, now, zone }: { readonly cause: FailureCause; readonly now: Instant; readonly zone: Zone },
): NextRule | undefined =>
  listComing(watch, now, zone).find((one) => one.cause === cause && one.what !== 'warning')

/** Whether a repair can be called: on sale, frozen, or delisted for its interface and on the way back. */
export const isCheckable = (watch: Watch, product: Product): boolean =>
  watch.delistedAt !== undefined || isCalled(product)

/** Whether the seller can have the interface checked now. */
export const mayCheck = (watch: Watch, product: Product, isChecking: boolean): boolean =>
  !isChecking && watch.off === undefined && watch.hasCases && isCheckable(watch, product)

export const mayAskRelisting = (watch: Watch): boolean =>
  watch.delistedAt !== undefined && watch.repairedAt !== undefined && watch.relisting === undefined

/** The next night: then nobody is called. */
export const findNextNight = (now: Instant, zone: Zone): Instant => findNextHour(now, 3, zone)

const keptDays = 90
/** The oldest end of a dial test that is shown. */
export const findOldestKept = (now: Instant): Instant => addMs(now, -fromDays(keptDays))
