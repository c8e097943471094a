import { filterRows, groupBy, readColumn, readText, readTime } from './books.ts'
import type { Export, Row, SellerLine } from './books.ts'
import { judgeSteps, judgeEnded, judgeState } from './judge-license-steps.ts'
import { activated, countFacts, listFacts } from './license-facts.ts'
import { isCode } from './license-offers.ts'
import type { LicensesTold, LicenseTold } from './license-told.ts'

export type LicenseEvidence = LicensesTold & {
  readonly exported: Export
  readonly journal: readonly SellerLine[]
}
/** Its reply was lost and it is active since then, it is stopped, or its time is over. */
const notActivated = '92020003'
const accepted = 'CBC.0000'

/** Refusals that are meant to happen, each with its reason. */
const expected: ReadonlySet<string> = new Set([
  // Somebody else, or a request whose reply was lost, was faster.
  'supervision.not_in_stage',
  // Somebody appealed or asked for a refund, which stops everything.
  'supervision.appealed',
  'supervision.refund_open',
  // An operator accepted it before anything was handed over.
  'license.not_issued',
  // The term and its grace have passed.
  'license.ended',
  // The term has passed, so that no license of a device would hold.
  'license.expired',
  // No seller's server knows a license that was delivered by hand.
  'license.not_of_way',
])
/** Uploads that come too late: it is over; it was asked for again, or delivered by hand; its place is taken. */
const tooLate: ReadonlySet<string> = new Set(['91381033', '91381034', '91381035'])

/**
 * No order has two licenses and none is lost; each is its buyer's, was handed over once, and a code was activated once.
 * Gives the faults, one sentence each.
 */
export function judgeLicenses(evidence: LicenseEvidence): string[] {
  const { exported, told } = evidence
  const orders = new Set(told.map(({ orderNumber }) => orderNumber))
  const strays = exported.license.filter((row) => !orders.has(numberOf(row, exported)))
  return [
    ...told.flatMap((one) => judgeOne(one, evidence).map((fault) => `${one.orderNumber}: ${fault}`)),
    ...strays.map((row) => `${readText(row, 'id')}: is a license of an order that nobody paid`),
    ...judgeTexts(told),
    ...judgeNames(exported),
    ...judgeAsked(evidence),
    ...judgeUploads(evidence),
  ]
}

function numberOf(license: Row, { order }: Export): string {
  const [row] = filterRows(order, 'id', readText(license, 'order_id'))
  return row ? readText(row, 'number') : ''
}

function judgeOne(one: LicenseTold, evidence: LicenseEvidence): string[] {
  const { exported } = evidence
  const [order] = filterRows(exported.order, 'number', one.orderNumber)
  if (!order) return ['was paid, as the buyer was told, and is not in the export']
  const licenses = filterRows(exported.license, 'order_id', readText(order, 'id'))
  const [license] = licenses
  if (!license || licenses.length > 1) return [`has ${licenses.length} licenses`]
  return [
    ...judgeOwner(order, license, exported),
    ...judgeStage(one, order),
    ...judgeState(one, { license, exported }),
    ...judgeSteps(one, { license, exported }),
    ...judgeEnded(one, { license, exported }),
    ...judgeRead(one, { license, evidence }),
    ...judgeActivations(one),
    ...judgeAnswers(one),
    ...(one.kind === 'online' ? judgeDevice(one, { license, evidence }) : []),
  ]
}

/** It is its buyer's and its seller's, and nobody else saw it. */
function judgeOwner(order: Row, license: Row, { order_line, subscription }: Export): string[] {
  const lines = filterRows(order_line, 'order_id', readText(order, 'id'))
  const services = filterRows(subscription, 'id', readText(license, 'subscription_id'))
  return [
    ...(readText(license, 'buyer_id') === readText(order, 'buyer_id')
      ? []
      : ['its license has another buyer']),
    ...(lines.some((line) => readText(line, 'seller_id') === readText(license, 'seller_id'))
      ? []
      : ['its license has another seller']),
    ...(services.some((row) => readText(row, 'order_id') === readText(order, 'id'))
      ? []
      : ['its license is of another service']),
  ]
}

function judgeStage({ stage }: LicenseTold, order: Row): string[] {
  const due = stage && { done: 'completed', ended: 'refunded' }[stage]
  const state = readText(order, 'state')
  return due === undefined || state === due ? [] : [`is ${stage}, as its buyer was told, and ${state}`]
}

type Of = { readonly license: Row; readonly evidence: LicenseEvidence }

/** Every opening showed what was handed over for this order; a code never changes. */
function judgeRead({ kind, read, handed }: LicenseTold, { license, evidence }: Of): string[] {
  if (isCode(kind)) {
    if (new Set(read).size > 1) return [`its buyer read ${new Set(read).size} different codes`]
    const isWhole = (text: string): boolean => /^([A-Z2-9]{5}-){4}[A-Z2-9]{5}$/.test(text)
    const isIts = (text: string): boolean => text.endsWith(String(readColumn(license, 'ending')))
    return read.every((text) => isWhole(text) && isIts(text)) ? [] : ['its buyer read another code']
  }
  const events = listEvents(evidence.exported.history, license)
  const uploaded = evidence.uploads.filter(({ eventId }) => events.has(eventId)).map(({ text }) => text)
  const due = new Set([...handed, ...uploaded])
  return read.every((text) => due.has(text)) ? [] : ['its buyer read what nobody handed over for it']
}

function judgeActivations({ activations }: LicenseTold): string[] {
  const others = activations.filter((code) => code !== activated && code !== notActivated)
  return others.length > 0 ? [`its activation was answered with ${others.join()}`] : []
}

function judgeAnswers({ strangers, refusals }: LicenseTold): string[] {
  return [
    ...strangers
      .filter((code) => code !== 'license.not_found' && code !== 'license.application_not_found')
      .map((code) => `another buyer opened it, and the answer was: ${code}`),
    ...[...new Set(refusals)].filter((code) => !expected.has(code)).map((code) => `was refused with ${code}`),
  ]
}

/**
 * One device, one application; the seller got the device of this buyer under its number, and no other. What was handed
 * over by hand before anything was asked for has the place of the device, under a number that no seller got.
 */
function judgeDevice(
  { fingerprint, applications, handed }: LicenseTold,
  { license, evidence }: Of,
): string[] {
  const { exported, journal, uploads } = evidence
  const rows = filterRows(exported.license_application, 'license_id', readText(license, 'id'))
  const events = listEvents(exported.history, license)
  const isByHand = handed.length > 0 && events.size === 0
  const faults: string[] = []
  if (rows.length > 1) faults.push(`has ${rows.length} applications`)
  const ids = new Set([...rows.map((row) => readText(row, 'id')), ...applications])
  if (ids.size > 1) faults.push('its buyer got another application for the same device')
  for (const row of rows) {
    if (readText(row, 'state') === 'asked') faults.push('its application is asked, and nothing came')
    if (!isByHand && !events.has(readText(row, 'event_id')))
      faults.push('its last event is not in the history')
  }
  const requests = journal.filter(({ phase, eventId }) => phase === 'received' && events.has(eventId ?? ''))
  for (const { deviceFingerprint, instanceId } of requests) {
    if (deviceFingerprint !== fingerprint) faults.push('its seller got another fingerprint')
    if (instanceId !== readColumn(license, 'reference')) faults.push('was asked for under another id')
  }
  return [...faults, ...judgeDelivered(license, { exported, uploads, events })]
}

type Uploaded = Pick<LicenseEvidence, 'exported' | 'uploads'> & { readonly events: ReadonlySet<string> }
/** What was accepted was delivered once, however often it was uploaded. A reply may be lost, and its license is late then. */
function judgeDelivered(license: Row, { exported, uploads, events }: Uploaded): string[] {
  const own = uploads.filter(({ eventId }) => events.has(eventId))
  const least = new Set(own.filter(({ answer }) => answer === accepted).map(({ eventId }) => eventId)).size
  const most = new Set(own.map(({ eventId }) => eventId)).size
  const count = countFacts(listFacts(license, exported), 'license.delivered')
  return count >= least && count <= most
    ? []
    : [`${least} of ${most} uploads were accepted, and ${count} were delivered`]
}

/** Two orders never show the same license. */
function judgeTexts(told: readonly LicenseTold[]): string[] {
  const byText = groupBy(
    told.flatMap(({ orderNumber, read }) => [...new Set(read)].map((text) => ({ orderNumber, text }))),
    ({ text }) => text,
  )
  return [...byText.values()].flatMap((same) =>
    same.length > 1
      ? [`${same.map(({ orderNumber }) => orderNumber).join(' and ')} have the same license`]
      : [],
  )
}

function judgeNames({ license }: Export): string[] {
  const named = license.filter((row) => readColumn(row, 'reference') !== null)
  return [...groupBy(named, (row) => readText(row, 'reference'))].flatMap(([reference, same]) =>
    same.length > 1 ? [`${reference} names ${same.length} licenses`] : [],
  )
}

const applications = new WeakMap<readonly Row[], Map<string, Set<string>>>()
/** The numbers under which licenses were asked for, by license: each time another. */
function eventsIn(history: readonly Row[]): ReadonlyMap<string, ReadonlySet<string>> {
  const known = applications.get(history) ?? new Map<string, Set<string>>()
  if (!applications.has(history))
    for (const row of filterRows(history, 'kind', 'license.applied')) {
      const data = readColumn(row, 'data') as Row
      const licenseId = readText(data, 'licenseId')
      known.set(licenseId, (known.get(licenseId) ?? new Set()).add(readText(data, 'eventId')))
    }
  applications.set(history, known)
  return known
}
const listEvents = (history: readonly Row[], license: Row): ReadonlySet<string> =>
  eventsIn(history).get(readText(license, 'id')) ?? new Set()

/** What the seller of licenses was asked belongs to one that was bought, and its id is what that seller made for it. */
function judgeAsked({ journal, exported, told }: LicenseEvidence): string[] {
  const sellers = new Set(exported.license.map((row) => readText(row, 'seller_id')))
  const lines = journal.filter(({ phase, seller = '' }) => phase === 'received' && sellers.has(seller))
  // The seller may sell something else too, which other judges look at.
  const isOther = (orderNumber: string): boolean =>
    filterRows(exported.order, 'number', orderNumber).some(
      (row) => filterRows(exported.license, 'order_id', readText(row, 'id')).length === 0,
    )
  const online = new Set(told.filter(({ kind }) => kind === 'online').map(({ orderNumber }) => orderNumber))
  const events = new Set([...eventsIn(exported.history).values()].flatMap((of) => [...of]))
  const made = new Set(lines.map(({ orderId = '', made: id = '' }) => `${orderId} ${id}`))
  return [
    ...lines.flatMap(({ activity, orderId = '', eventId = '' }) => {
      if (activity === 'newInstance' && !online.has(orderId) && !isOther(orderId))
        return [`${orderId}: nobody bought it online`]
      return activity === 'getLicenseAsync' && !events.has(eventId)
        ? [`${eventId}: was asked for, and no application has this number`]
        : []
    }),
    ...exported.license
      .filter((row) => readColumn(row, 'reference') !== null)
      .filter((row) => !made.has(`${numberOf(row, exported)} ${readText(row, 'reference')}`))
      .map((row) => `${numberOf(row, exported)}: its seller never made ${readText(row, 'reference')}`),
  ]
}

/** An upload is accepted, or it is too late. */
function judgeUploads({ uploads, exported }: LicenseEvidence): string[] {
  const over = new Set(
    exported.license
      .filter((row) => readTime(row, 'ended_at') !== undefined)
      .map((row) => readText(row, 'id')),
  )
  const licenseOf = new Map(
    [...eventsIn(exported.history)].flatMap(([id, events]) =>
      [...events].map((event) => [event, id] as const),
    ),
  )
  return uploads.flatMap(({ eventId, answer }) => {
    if (answer !== accepted && !tooLate.has(answer))
      return [`${eventId}: its upload was answered with ${answer}`]
    return answer === '91381033' && !over.has(licenseOf.get(eventId) ?? '')
      ? [`${eventId}: its upload was refused because it is over, and its license goes on`]
      : []
  })
}
