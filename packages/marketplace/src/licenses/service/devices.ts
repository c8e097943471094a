import { createHash } from 'node:crypto'
import { addMs, fromHours, omitUndefined } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import type { Messages } from '@loggia/protocol/console'
import { requireBuyer } from '../../parties/index.ts'
import { notify, record, runInTx, setWakeup } from '../../platform/index.ts'
import type { MemberActor, Tx } from '../../platform/index.ts'
import { licenseProblems } from '../problems.ts'
import { countUsed, hasContent, isShort, requireGoingOn, requireQuota, requireWithinTerm } from '../rules.ts'
import type { License, LicenseApplication, LicenseCall, LicenseOfKind } from '../schema.ts'
import * as store from '../store/index.ts'
import type { Calling } from './calling.ts'
import { describeOrder, fileKind, formatPlace, lockKnown, toFact } from './context.ts'
import type { LicenseContext } from './context.ts'

export type Devices = ReturnType<typeof createDevices>

/** The wake-up of an application. */
export const unissuedWakeup = 'license.unissued'
/** A license that is not uploaded in this time was not issued. */
const issueMs = fromHours(24)

const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

export const computeHash = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex')

/** It does not come. A device that has a license keeps it, and its place (R242). */
const toRefused = (of: LicenseApplication): LicenseApplication => ({
  ...of,
  state: of.deliveredAt === undefined ? 'refused' : 'delivered',
})

/** Asked for, and not there; of a device that has a license, one that lasts longer (R112). */
export const isAwaited = ({ state, coversUntil, expiresAt }: LicenseApplication): boolean =>
  state === 'asked' ||
  (state === 'delivered' && coversUntil !== undefined && expiresAt !== undefined && coversUntil < expiresAt)

/** Whether it is awaited, or was refused and has not left its place to another device (R242). */
export const mayStillCome = (
  { quantity }: License,
  of: LicenseApplication,
  all: readonly LicenseApplication[],
): boolean => isAwaited(of) || (of.state === 'refused' && countUsed(all) < quantity)

/** Online licenses of devices: applied for by the buyer, delivered by the seller under the number of the event. */
export function createDevices(context: LicenseContext, calling: Calling) {
  const { clock, files, ids, randomBytes, seal, subscriptions, supervisions } = context

  const toApplicationFact = (of: License, { id }: Pick<LicenseApplication, 'id'>) => {
    const { subject, data } = toFact(of)
    return { subject, data: { ...data, applicationId: id } }
  }

  type AskedTerm = Pick<LicenseApplication, 'effectiveAt' | 'expiresAt'>
  /** From now until the end of the service, as far as that is known. */
  async function termOf(tx: Tx, of: License): Promise<AskedTerm> {
    const subscription = await subscriptions.find(tx, of.subscriptionId)
    const expiresAt = subscription && (subscriptions.foreseenEnd(subscription) ?? subscription.endsAt)
    return omitUndefined({ effectiveAt: clock.now(), expiresAt })
  }

  /**
   * Asks the seller; undefined if the protocol has no such call. The same device of a license keeps its application
   * (R242), and is asked for again only if the seller has refused it, or if what it has ends before the service.
   */
  async function ask(tx: Tx, of: License, fingerprint: string): Promise<LicenseApplication | undefined> {
    const all = await listPlaced(tx, of)
    const known = all.find((one) => one.fingerprint === fingerprint)
    const { endsAt } = (await subscriptions.find(tx, of.subscriptionId)) ?? {}
    if (known && known.state !== 'refused' && !isShort(known, endsAt)) return known
    requireQuota(
      of,
      all.filter((one) => one !== known),
    )
    const device = known ?? { id: ids.next('lap'), licenseId: of.id, fingerprint, isText: false }
    return send(tx, of, { device, term: await termOf(tx, of) })
  }

  /** R242: what the license itself holds is for the device of the demand, which has a place, asked for or not. */
  async function listPlaced(tx: Tx, of: License): Promise<LicenseApplication[]> {
    const all = await store.applications.listByLicense(tx, seal, of.id)
    const demand = hasContent(of) ? await findDemand(tx, of) : undefined
    if (demand === undefined || all.some(({ fingerprint }) => fingerprint === demand)) return all
    return [...all, await place(tx, of, { fingerprint: demand, sha256: await hashOwn(tx, of) })]
  }

  const findDemand = async (tx: Tx, of: License): Promise<string | undefined> =>
    (await supervisions.findByLine(tx, of.orderLineId))?.demand

  async function hashOwn(tx: Tx, { id, fileId }: License): Promise<string> {
    const sealed = await store.licenses.findSealed(tx, id)
    if (sealed) return computeHash(seal.open(sealed, formatPlace(id)))
    const file = (await files.listOf(tx, [id], fileKind))(id).find((one) => one.id === fileId)
    if (!file) throw new Error(`${id} has no content`)
    return file.sha256
  }

  type Placed = Required<Pick<LicenseApplication, 'fingerprint' | 'sha256'>>
  async function place(tx: Tx, of: License, { fingerprint, sha256 }: Placed): Promise<LicenseApplication> {
    const now = clock.now()
    const asked: LicenseApplication = {
      id: ids.next('lap'),
      licenseId: of.id,
      eventId: makeEventId(),
      fingerprint,
      isText: false,
      state: 'asked',
      askedAt: now,
      ...(await termOf(tx, of)),
    }
    const placed: LicenseApplication = {
      ...asked,
      sha256,
      state: 'delivered',
      deliveredAt: of.issuedAt ?? now,
    }
    await store.applications.insert(tx, seal, asked)
    await store.applications.save(tx, placed)
    return placed
  }

  const makeEventId = (): string => toHex(randomBytes(16))

  type Unasked = Pick<LicenseApplication, 'id' | 'licenseId' | 'fingerprint' | 'isText'>
  type Asking = { readonly device: Unasked | LicenseApplication; readonly term: AskedTerm }
  /** Each time under another number: what was uploaded under the one before is another license. */
  async function send(
    tx: Tx,
    of: License,
    { device, term }: Asking,
  ): Promise<LicenseApplication | undefined> {
    const asked: LicenseApplication = {
      ...device,
      eventId: makeEventId(),
      state: 'asked',
      askedAt: clock.now(),
      ...term,
    }
    if ((await calling.sendKnown(tx, of, { operation: toOperation(of, asked) })) === undefined)
      return undefined
    if ('state' in device) await store.applications.save(tx, asked)
    else await store.applications.insert(tx, seal, asked)
    await remindOf(tx, asked)
    const { subject, data } = toApplicationFact(of, asked)
    await record(tx, 'license.applied', { subject, data: { ...data, eventId: asked.eventId } })
    return asked
  }

  const toOperation = (
    of: License,
    { id: applicationId, eventId, effectiveAt, expiresAt }: LicenseApplication,
  ): LicenseOfKind<'apply_license'> =>
    omitUndefined({
      kind: 'apply_license' as const,
      licenseId: of.id,
      applicationId,
      eventId,
      effectiveAt,
      expiresAt,
    })

  /** R112: licenses of devices that end before the service are asked for again; what is there stays in use until then. */
  async function askUntil(tx: Tx, of: License, endsAt: Instant | undefined): Promise<void> {
    const term = omitUndefined({ effectiveAt: clock.now(), expiresAt: endsAt })
    const all = await store.applications.listByLicense(tx, seal, of.id)
    for (const one of all) if (isShort(one, endsAt)) await send(tx, of, { device: one, term })
  }

  const remindOf = (tx: Tx, { id, askedAt }: LicenseApplication): Promise<void> =>
    setWakeup(tx, { kind: unissuedWakeup, subject: id }, addMs(askedAt, issueMs))

  /** The seller has accepted the application and uploaded nothing: its place is free again, and both sides are told. */
  async function noteUnissued(tx: Tx, id: Id<'lap'>, now: Instant): Promise<void> {
    const found = await store.applications.find(tx, seal, id)
    const license = found && (await store.licenses.find(tx, found.licenseId))
    if (!license) return
    const of = await lockKnown(context, tx, license.subscriptionId)
    const application = await store.applications.find(tx, seal, id)
    if (application?.state !== 'asked' || addMs(application.askedAt, issueMs) > now) return
    await store.applications.save(tx, toRefused(application))
    await record(tx, 'license.unissued', toApplicationFact(of, application))
    await tellBuyer(tx, of, { application, what: 'unissued' })
    const supervision = await supervisions.findByLine(tx, of.orderLineId)
    if (!supervision) throw new Error(`${of.id} is not supervised`)
    const data = { ...(await describeOrder(context, tx, of)), supervisionId: supervision.id }
    const subject = `${application.id}:${application.eventId}`
    await notify(tx, 'license_unissued', { kind: 'seller', id: of.sellerId }, { subject, data })
  }

  /** The seller has handed over by hand what the device of the demand waited for, or what it would be asked for. */
  async function noteHandedOver(tx: Tx, of: License, content: string | Uint8Array): Promise<void> {
    const demand = of.way === 'online' ? await findDemand(tx, of) : undefined
    if (demand === undefined) return
    const all = await store.applications.listByLicense(tx, seal, of.id)
    const known = all.find(({ fingerprint }) => fingerprint === demand)
    const sha256 = computeHash(content)
    if (!known && of.activationAsked) await place(tx, of, { fingerprint: demand, sha256 })
    if (!known || known.state === 'ended') return
    const { coversUntil: _replaced, ...rest } = known
    await store.applications.save(tx, {
      ...rest,
      state: 'delivered',
      sha256,
      deliveredAt: clock.now(),
    })
    await store.applications.saveContent(tx, known.id, {})
  }

  /** The device of the demand; nothing is asked twice. */
  async function applyFirst(tx: Tx, of: License, fingerprint: string): Promise<void> {
    if (!(await ask(tx, of, fingerprint))) await calling.tellByHand(tx, of, 'no_call')
  }

  /**
   * The buyer applies for a further device. Throws `license.not_found`, `license.not_of_way`, `license.not_issued`,
   * `license.ended`, `license.expired`, `license.quota_used`.
   */
  const apply = (actor: MemberActor, id: Id<'lic'>, fingerprint: string): Promise<LicenseApplication> =>
    runInTx(context, { actor }, async (tx) => {
      const buyerId = requireBuyer(actor)
      const found = await store.licenses.find(tx, id)
      if (found?.buyerId !== buyerId) throw licenseProblems.not_found({ licenseId: id })
      const of = await lockKnown(context, tx, found.subscriptionId)
      requireGoingOn(of)
      if (of.way !== 'online') throw licenseProblems.not_of_way()
      if (of.state === 'waiting') throw licenseProblems.not_issued()
      const subscription = await subscriptions.find(tx, of.subscriptionId)
      if (!subscription) throw new Error(`${of.id} has no subscription`)
      subscriptions.requireUsable(subscription)
      requireWithinTerm(subscription, clock.now())
      const asked = await ask(tx, of, fingerprint)
      if (!asked) throw licenseProblems.not_of_way()
      return asked
    })

  /** The call for a device has stopped: of the first one the seller delivers by hand, of others the buyer hears. */
  async function noteStopped(tx: Tx, of: License, call: LicenseCall<'apply_license'>): Promise<void> {
    const application = await store.applications.findByEvent(tx, seal, call.operation.eventId)
    if (application?.state !== 'asked') return
    await store.applications.save(tx, toRefused(application))
    await record(tx, 'license.refused', toApplicationFact(of, application))
    if (of.state === 'waiting') return calling.noteStopped(tx, of)
    const what = application.deliveredAt === undefined ? 'refused' : 'not_renewed'
    await tellBuyer(tx, of, { application, what })
  }

  type Told = {
    readonly application: LicenseApplication
    readonly what: Messages['license_application']['what']
  }
  async function tellBuyer(tx: Tx, of: License, { application, what }: Told): Promise<void> {
    const data = { ...(await describeOrder(context, tx, of)), serviceId: of.subscriptionId, what }
    await notify(
      tx,
      'license_application',
      { kind: 'buyer', id: of.buyerId },
      {
        subject: `${application.id}:${what}:${clock.now()}`,
        data,
      },
    )
  }

  /**
   * Restates an application with the term that was asked for: one event and device is one license (license §3.4), and the
   * rest of a longer term is asked for under another one. Undefined when it has no purpose any more.
   */
  async function applyAgain(
    tx: Tx,
    call: LicenseCall<'apply_license'>,
  ): Promise<LicenseOfKind<'apply_license'> | undefined> {
    const found = await store.licenses.find(tx, call.operation.licenseId)
    if (!found) return undefined
    const of = await lockKnown(context, tx, found.subscriptionId)
    const all = await store.applications.listByLicense(tx, seal, of.id)
    const application = all.find(({ eventId }) => eventId === call.operation.eventId)
    if (!application || of.state === 'ended' || !mayStillCome(of, application, all)) return undefined
    const again: LicenseApplication = { ...application, state: 'asked', askedAt: clock.now() }
    await store.applications.save(tx, again)
    await remindOf(tx, again)
    return toOperation(of, again)
  }

  return {
    applyFirst,
    apply,
    askUntil,
    noteUnissued,
    noteHandedOver,
    noteStopped,
    applyAgain,
    tellBuyer,
    toApplicationFact,
  }
}
