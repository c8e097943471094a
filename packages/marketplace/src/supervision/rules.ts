import {
  addDays,
  addMs,
  addWorkingDays,
  formatMoney,
  fromCalendar,
  isMore,
  omitUndefined,
  pickLater,
  setHour,
  subtract,
  toCalendarParts,
} from '@loggia/kernel'
import type { Instant, Money, WorkingDays, Zone } from '@loggia/kernel'
import { isDemandAsked } from '@loggia/protocol/console/catalog/draft/supervision'
import { getFlow, supervisionActs, turns } from '@loggia/protocol/console/supervision/kinds'
import type { OfferedSupervision } from '../orders/index.ts'
import { supervisionProblems } from './problems.ts'
import type {
  Milestones,
  Pause,
  Supervision,
  SupervisionAct,
  SupervisionFlow,
  SupervisionParty,
  SupervisionStage,
} from './schema.ts'

/** R104: when both sides are first reminded of an open delivery, in days from the payment, and how often then. */
export const waitingDays = { first: 180, next: 30 } as const
/** R100: the system accepts goods these days after the receipt was reported. */
export const autoAcceptDays = 10
/** R103: operators decide within these working days; R105 has no limit of its own, and the same is used. */
export const decisionWorkingDays = 3
/** R146: either side may appeal when a refund request has been open for these working days. */
const appealAfterWorkingDays = 7

/** Most appeals that one side withdraws of a delivery: each stopped it, and was told to the others. */
const mostWithdrawn = 10

/** Who does each act; *system* is another domain that detected it. */
export const actors = {
  submit_demand: 'buyer',
  confirm_demand: 'seller',
  reject_demand: 'seller',
  submit_design: 'seller',
  confirm_design: 'buyer',
  reject_design: 'buyer',
  deliver: 'seller',
  pass_recheck: 'operator',
  fail_recheck: 'operator',
  accept: 'buyer',
  reject: 'buyer',
  collect: 'system',
  activate: 'system',
} as const satisfies Readonly<Record<SupervisionAct, SupervisionParty | 'system'>>

/** Whether the demand of a flow is what identifies a buyer's machine: operators never see it (*licenses*). */
export const isIdentification = (flow: unknown): boolean =>
  flow === ('license_online' satisfies SupervisionFlow)

/** R97: the first stage. A flow with an optional demand asks for it if the seller gave a template. */
export const decideFirstStage = (offered: Pick<OfferedSupervision, 'flow' | 'template'>): SupervisionStage =>
  isDemandAsked(offered) ? 'demand' : 'performing'

export const isOver = ({ stage }: Pick<Supervision, 'stage'>): boolean => turns[stage] === undefined

export const findPause = ({
  appealedAt,
  refundAskedAt,
}: Pick<Supervision, 'appealedAt' | 'refundAskedAt'>): Pause | undefined =>
  appealedAt !== undefined ? 'appeal' : refundAskedAt !== undefined ? 'refund' : undefined

/**
 * Who acts next: an operator on an appeal; on a refund request the seller, or the buyer who sends goods back (R151);
 * nobody when it is over.
 */
export function findTurn(of: Supervision): SupervisionParty | undefined {
  if (isOver(of)) return undefined
  const pause = findPause(of)
  return pause === 'appeal' ? 'operator' : pause === 'refund' ? (of.refundTurn ?? 'seller') : turns[of.stage]
}

type Standing = Pick<Supervision, 'flow' | 'stage' | 'needsRecheck' | 'milestones'>
/** The stage after an act, with the milestones after it. */
type Next = { readonly stage: SupervisionStage; readonly milestones?: Milestones }

/** commerce.md §5.1; undefined if the act is not possible in the stage. */
export function findNext(
  { flow, stage, needsRecheck, milestones }: Standing,
  act: SupervisionAct,
): Next | undefined {
  const { steps } = getFlow(flow)
  const next = steps[stage]?.[act]
  if (next === undefined) return undefined
  if (act === 'accept' && milestones) {
    const accepted = milestones.accepted + 1
    const isLast = accepted === milestones.names.length
    return { stage: isLast ? next : 'performing', milestones: { ...milestones, accepted } }
  }
  // R105: what passes the re-check leads on; on its way there an order that is marked stops at it.
  const isRechecked = needsRecheck && stage !== 'recheck' && next === steps.recheck?.pass_recheck
  return omitUndefined({ stage: isRechecked ? 'recheck' : next, milestones })
}

/** Throws `supervision.appealed` or `supervision.refund_open` while the flow is stopped. */
export function requireRunning(of: Pick<Supervision, 'appealedAt' | 'refundAskedAt'>): void {
  const pause = findPause(of)
  if (pause === 'appeal') throw supervisionProblems.appealed()
  if (pause === 'refund') throw supervisionProblems.refund_open()
}

/** Throws `supervision.not_in_stage`, and what {@link requireRunning} throws. */
export function decideNext(of: Supervision, act: SupervisionAct): Next {
  if (!isOver(of)) requireRunning(of)
  const next = findNext(of, act)
  if (!next) throw supervisionProblems.not_in_stage({ stage: of.stage })
  return next
}

/** Throws `supervision.not_in_stage` if it is over. */
export function requireOpen(of: Pick<Supervision, 'stage'>): void {
  if (isOver(of)) throw supervisionProblems.not_in_stage({ stage: of.stage })
}

/** Of SaaS the seller's server must have answered: until then the opening itself decides what becomes of it (R70). */
export const isOpened = ({ type, openedAt }: Pick<Supervision, 'type' | 'openedAt'>): boolean =>
  type !== 'saas' || openedAt !== undefined

export function requireOpened(of: Pick<Supervision, 'type' | 'openedAt'>): void {
  if (!isOpened(of)) throw supervisionProblems.not_opened()
}

/** What a party may do now, of the acts of the flow. */
export function listActs(of: Supervision, party: SupervisionParty): SupervisionAct[] {
  if (findPause(of)) return []
  return supervisionActs.filter(
    (act) => actors[act] === party && findNext(of, act) !== undefined && (act !== 'deliver' || isOpened(of)),
  )
}

/**
 * R103, R146: what keeps a side from an appeal. A refund request has seven working days; after them either side may
 * appeal, the buyer who is not answered, and the seller who does not get the goods back.
 */
export function findPauseOfAppeal(
  of: Pick<Supervision, 'appealedAt' | 'refundAskedAt'>,
  { now, days }: { readonly now: Instant; readonly days: WorkingDays },
): Pause | undefined {
  const pause = findPause(of)
  if (pause !== 'refund' || of.refundAskedAt === undefined) return pause
  return now < addWorkingDays(of.refundAskedAt, appealAfterWorkingDays, days) ? 'refund' : undefined
}

/** Throws `supervision.too_many_appeals`. */
export function requireFewWithdrawn(withdrawn: number): void {
  if (withdrawn >= mostWithdrawn) throw supervisionProblems.too_many_appeals({ most: mostWithdrawn })
}

/** R105: an order may be marked for the re-check until it is delivered, and again when it is sent back. */
export const mayMark = ({ flow, stage }: Pick<Supervision, 'flow' | 'stage'>): boolean =>
  getFlow(flow).recheck && !isOver({ stage }) && stage !== 'recheck' && stage !== 'acceptance'

/** R106: throws `supervision.no_milestones`, `supervision.milestones_alike`. */
export function decideMilestones(
  flow: SupervisionFlow,
  names: readonly string[] | undefined,
): Milestones | undefined {
  if (names === undefined) return undefined
  if (!getFlow(flow).milestones) throw supervisionProblems.no_milestones()
  if (new Set(names).size < names.length) throw supervisionProblems.milestones_alike()
  return { names, accepted: 0 }
}

/** R98: the start of the day on which use began; not before the day of the payment and not after today. */
export function decideBegun(
  date: string,
  { paidAt, now, zone }: { readonly paidAt: Instant; readonly now: Instant; readonly zone: Zone },
): Instant {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const begunAt = fromCalendar({ year, month, day, hour: 0, minute: 0, second: 0, ms: 0 }, zone)
  const isOutside = begunAt < setHour(paidAt, 0, zone) || begunAt > now
  if (isOutside || dateOf(begunAt, zone) !== date)
    throw supervisionProblems.begun_out_of_range({ from: dateOf(paidAt, zone), to: dateOf(now, zone) })
  return begunAt
}

const dateOf = (at: Instant, zone: Zone): string => {
  const { year, month, day } = toCalendarParts(at, zone)
  return [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-')
}

/** R100: compares phone numbers by their digits; a country code that only one of them has does not matter. */
export function isSamePhone(one: string, other: string | undefined): boolean {
  const [a, b] = [one, other ?? ''].map((phone) => phone.replaceAll(/\D/g, '')) as [string, string]
  return a.length >= 6 && b.length >= 6 && (a.endsWith(b) || b.endsWith(a))
}

/** R100: goods whose receipt is not reported; also those that the buyer has rejected before the report. */
export const mayBeReceived = ({ stage, shipment }: Pick<Supervision, 'stage' | 'shipment'>): boolean =>
  shipment !== undefined &&
  shipment.receivedAt === undefined &&
  (stage === 'acceptance' || stage === 'performing')

/**
 * R100: throws `supervision.receipt_out_of_range`; gives when the system accepts. The days count from the report, so that
 * a late one leaves the buyer as much time.
 */
export function decideAutoAccept(
  receivedAt: Instant,
  { shippedAt, now, zone }: { readonly shippedAt: Instant; readonly now: Instant; readonly zone: Zone },
): Instant {
  if (receivedAt < shippedAt || receivedAt > now) throw supervisionProblems.receipt_out_of_range()
  return addDays(now, autoAcceptDays, zone)
}

/**
 * R103: time does not run while the flow is stopped, so the system's acceptance moves by as much. If it begins `anew`,
 * the whole time is left after the stop: goods that were sent back in vain are with the seller, not with the buyer.
 */
export function moveAutoAccept(
  acceptAt: Instant,
  {
    from,
    to,
    anew,
    zone,
  }: { readonly from: Instant; readonly to: Instant; readonly anew: boolean; readonly zone: Zone },
): Instant {
  const moved = addMs(acceptAt, to - from)
  return anew ? pickLater(moved, addDays(to, autoAcceptDays, zone)) : moved
}

/** R139, R155: throws `supervision.amount_out_of_range` unless 0 < amount ≤ what was paid and did not go back. */
export function requireRefundable(
  amount: Money,
  { amount: paid, returned }: { readonly amount: Money; readonly returned: Money },
): void {
  const most = subtract(paid, returned)
  const isOutside = amount.currency !== most.currency || amount.amountMinor <= 0n || isMore(amount, most)
  if (isOutside) throw supervisionProblems.amount_out_of_range({ most: formatMoney(most) })
}
