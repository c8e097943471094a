import { addDays, addMs, fromHours, toCalendarParts } from '@loggia/kernel'
import type { Instant, Zone } from '@loggia/kernel'
import { identificationParameter, mostIdentification } from '@loggia/protocol/console/licenses/kinds'
import type { Subscription } from '../subscriptions/index.ts'
import type { Supervision } from '../supervision/index.ts'
import { licenseProblems } from './problems.ts'
import type { License, LicenseAct, LicenseApplication } from './schema.ts'

/** Without letters and digits that look alike: 32 of them, so that each takes five random bits. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const groups = 5
const lettersOfGroup = 5
export const codeBytes = groups * lettersOfGroup

/** A code of 125 random bits, in groups that people can type; each byte gives five bits. */
export function formatCode(random: Uint8Array): string {
  const drawn = [...random.subarray(0, codeBytes)].map((byte) => letters[byte % letters.length]).join('')
  return drawn.match(new RegExp(`.{${lettersOfGroup}}`, 'g'))?.join('-') ?? ''
}

export const getEnding = (code: string): string => code.slice(-4)

/** What operators see of a machine: enough to tell devices apart, of a long name only. */
export const toMaskedFingerprint = (fingerprint: string): string =>
  `••••${fingerprint.length > 8 ? getEnding(fingerprint) : ''}`

/** The parameters that a buyer gave with a license, as operators see them: the machine is masked here too. */
export const hideIdentification = <G extends { readonly name: string; readonly value: string }>(
  given: readonly G[],
): G[] =>
  given.map((one) =>
    one.name === identificationParameter ? { ...one, value: toMaskedFingerprint(one.value) } : one,
  )

/** Whether the license itself holds something; what devices have is with their applications. */
export const hasContent = ({ isText, fileId }: Pick<License, 'isText' | 'fileId'>): boolean =>
  isText || fileId !== undefined

/** A license that is over is never handed over, opened or activated. Throws `license.ended`. */
export function requireGoingOn({ state }: Pick<License, 'state'>): void {
  if (state === 'ended') throw licenseProblems.ended()
}

/** Throws `license.not_issued`, `license.ended`, `license.is_file`. */
export function requireOpenable(of: Pick<License, 'state' | 'isText' | 'fileId'>): void {
  requireGoingOn(of)
  if (of.state === 'waiting') throw licenseProblems.not_issued()
  if (!of.isText) throw of.fileId === undefined ? licenseProblems.not_issued() : licenseProblems.is_file()
}

/** The state after the buyer has opened it; the first time it is collected. */
export const toCollected = (
  of: License,
  by: Pick<Required<License>, 'collectedAt' | 'collectedBy'>,
): License => (of.collectedAt === undefined ? { ...of, ...by, state: 'collected' } : of)

/** Throws `license.identification_too_long`: the demand of an online license is sent to the seller’s server. */
export function requireIdentification(text: string): void {
  if (Buffer.byteLength(JSON.stringify(text)) - 2 > mostIdentification)
    throw licenseProblems.identification_too_long({ most: mostIdentification })
}

/** Applications that count for the quota. */
export const countUsed = (all: readonly Pick<LicenseApplication, 'state'>[]): number =>
  all.filter(({ state }) => state === 'asked' || state === 'delivered').length

/** R242: throws `license.quota_used` if there is no device left. */
export function requireQuota(
  { quantity }: Pick<License, 'quantity'>,
  all: readonly Pick<LicenseApplication, 'state'>[],
): void {
  if (countUsed(all) >= quantity) throw licenseProblems.quota_used({ most: quantity })
}

/** How a seller’s software is answered about a code; the refusals are those of the open API (license §2.2). */
export type CodeStatus = 'ALIVE' | 'EXPIRED' | 'RELEASED'

/** R114, R116: it cannot be used now, after the grace or because of a violation. */
export const isFrozen = ({ state, barred }: Pick<Subscription, 'state' | 'barred'>): boolean =>
  state === 'retention' || barred !== undefined

/** License §2.2: a code that was released, one that cannot be used now, or one that may. In its grace it is used (R113). */
export function decideStatus(
  { state }: Pick<License, 'state'>,
  service: Pick<Subscription, 'state' | 'barred' | 'graceUntil'>,
  now: Instant,
): CodeStatus {
  if (state === 'ended') return 'RELEASED'
  const isOver = service.graceUntil !== undefined && service.graceUntil <= now
  return isFrozen(service) || isOver ? 'EXPIRED' : 'ALIVE'
}

const isWithinTerm = ({ endsAt }: Pick<Subscription, 'endsAt'>, now: Instant): boolean =>
  endsAt === undefined || endsAt > now

/** A license for a device holds until the end, so none is asked for after it. Throws `license.expired`. */
export function requireWithinTerm(service: Pick<Subscription, 'endsAt'>, now: Instant): void {
  if (!isWithinTerm(service, now)) throw licenseProblems.expired()
}

/** Clocks of sellers' servers differ; a start that is not later than this counts as now. */
const mostAheadMs = 5 * 60_000
/** R76: the start of use that a software reports: not before the order, and not in the future; else undefined. */
export function findBegun(
  asked: Instant | undefined,
  { paidAt, now }: { readonly paidAt: Instant; readonly now: Instant },
): Instant | undefined {
  if (asked === undefined) return now
  // Times on the wire have whole seconds.
  const isBefore = asked < Math.floor(paidAt / 1000) * 1000
  if (isBefore || asked > now + mostAheadMs) return undefined
  return asked > now ? now : asked < paidAt ? paidAt : asked
}

/** Usage is kept for these days. */
export const usageDays = 400
const utc = 'UTC' as Zone
/** The day of usage, in UTC, as the software counts. */
export function formatDay(at: Instant): string {
  const { year, month, day } = toCalendarParts(at, utc)
  return [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-')
}
export const computeFirstKeptDay = (now: Instant): string => formatDay(addDays(now, -usageDays, utc))
/** When a day's reports are not kept any more. */
export const computeUsageEnd = (day: Instant): Instant => addDays(day, usageDays + 1, utc)

/** R75: less than this at the end of a license is not worth another call; between the request and the acceptance time passes. */
const shortMs = fromHours(1)
/** What the device has ends before the service; while that has not begun, nobody knows its end. */
export const isShort = (
  { state, coversUntil }: Pick<LicenseApplication, 'state' | 'coversUntil'>,
  endsAt: Instant | undefined,
): boolean =>
  state === 'delivered' &&
  coversUntil !== undefined &&
  endsAt !== undefined &&
  addMs(coversUntil, shortMs) < endsAt

type Reader = 'buyer' | 'seller' | 'operator'
type Around = {
  readonly reader: Reader
  readonly subscription: Pick<Subscription, 'barred' | 'endsAt'>
  readonly supervision: Pick<Supervision, 'stage' | 'appealedAt' | 'refundAskedAt'> | undefined
  readonly quotaLeft: number
  readonly now: Instant
}
/** What the reader may do now. */
export function listActs(of: License, { reader, ...around }: Around): LicenseAct[] {
  if (of.state === 'ended' || reader === 'operator') return []
  return reader === 'seller' ? listSellerActs(of, around) : listBuyerActs(of, around)
}

const isPaused = (supervision: Around['supervision']): boolean =>
  supervision?.appealedAt !== undefined || supervision?.refundAskedAt !== undefined

function listSellerActs({ isText }: License, { supervision }: Omit<Around, 'reader'>): LicenseAct[] {
  const mayDeliver = supervision?.stage === 'performing' && !isPaused(supervision)
  return [...(isText ? (['open'] as const) : []), ...(mayDeliver ? (['deliver'] as const) : [])]
}

type OfBuyer = Omit<Around, 'reader'>
/** R116: nothing while it is barred. R103, R142: a code is not collected during an appeal or a refund request. */
function listBuyerActs(of: License, around: OfBuyer): LicenseAct[] {
  const { subscription, supervision, quotaLeft } = around
  if (of.state === 'waiting' || subscription.barred) return []
  const opens = of.collectedAt === undefined && of.way === 'code' ? 'collect' : 'open'
  const mayOpen = of.isText && (opens === 'open' || !isPaused(supervision))
  const mayApply = mayAsk(of, around) && quotaLeft > 0
  return [...(mayOpen ? ([opens] as const) : []), ...(mayApply ? (['apply'] as const) : [])]
}

/** R113, R116: whether licenses of devices are asked for now; the seller must have named the license. */
const mayAsk = (
  { way, state, reference }: License,
  { subscription, now }: Pick<OfBuyer, 'subscription' | 'now'>,
): boolean =>
  way === 'online' &&
  state !== 'waiting' &&
  state !== 'ended' &&
  reference !== undefined &&
  !subscription.barred &&
  isWithinTerm(subscription, now)

/** Whether the buyer may ask for the license of a known device again (R112, R242). */
export const mayApplyAgain = (
  of: License,
  application: Pick<LicenseApplication, 'state' | 'coversUntil'>,
  around: Omit<OfBuyer, 'supervision'>,
): boolean =>
  mayAsk(of, around) &&
  (isShort(application, around.subscription.endsAt) ||
    (application.state === 'refused' && around.quotaLeft > 0))
