import type { Id } from '@loggia/kernel'
import { omitUndefined, Problem } from '@loggia/kernel'
import type { UploadErrorCode } from '@loggia/protocol/license/open-apis'
import { record, runInTx, system } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { License, LicenseApplication } from '../schema.ts'
import * as store from '../store/index.ts'
import { fileKind, formatPlace, issueBySystem, lockKnown } from './context.ts'
import type { LicenseContext } from './context.ts'
import { computeHash, isAwaited, mayStillCome } from './devices.ts'
import type { Devices } from './devices.ts'

/** What a seller's server uploads for an application: a text, or a file. */
export type Uploaded = {
  readonly sellerId: Id<'sel'>
  readonly eventId: string
} & (
  | { readonly text: string }
  | {
      readonly file: {
        readonly name: string
        readonly content: Uint8Array
        readonly sha256: string | undefined
      }
    }
)
type Keep = (tx: Tx, application: LicenseApplication, of: License) => Promise<string | undefined>

/** Licenses of devices that sellers' servers upload (license §3.6). */
export function createUploads(context: LicenseContext, devices: Devices) {
  const { clock, db, files, seal, subscriptions, supervisions } = context

  /** The application of an event; another seller's is an unknown one. */
  async function findOf(from: Pick<typeof db, 'withTables'>, { sellerId, eventId }: Uploaded) {
    const application = await store.applications.findByEvent(from, seal, eventId)
    const license = application && (await store.licenses.find(from, application.licenseId))
    return application && license?.sellerId === sellerId ? { application, license } : undefined
  }

  /** Why it is not accepted; undefined if it is. The same license again is accepted, and changes nothing. */
  async function findRefusal(
    tx: Tx,
    { of, application, sha256 }: { of: License; application: LicenseApplication; sha256: string },
  ): Promise<UploadErrorCode | undefined> {
    if (of.state === 'ended' || application.state === 'ended') return '91381033'
    const all = await store.applications.listByLicense(tx, seal, of.id)
    if (mayStillCome(of, application, all)) return undefined
    if (application.state !== 'delivered') return '91381035'
    if (application.sha256 === sha256) return undefined
    // R242: another license for the same device only if the buyer has sent the delivery back.
    const { isDue } = await findAwaited(tx, of, application)
    return isDue ? undefined : '91381034'
  }

  /**
   * Whether the delivery is of this device, which its demand names, and whether it waits for a license: the first one, or
   * another after the buyer has sent it back.
   */
  async function findAwaited(tx: Tx, of: License, { fingerprint }: LicenseApplication) {
    const { demand, stage } = (await supervisions.findByLine(tx, of.orderLineId)) ?? {}
    const isOfDelivery = demand === undefined || demand === fingerprint
    return { isOfDelivery, isDue: isOfDelivery && stage === 'performing' }
  }

  const deliver = (uploaded: Uploaded, sha256: string, keep: Keep): Promise<UploadErrorCode> =>
    runInTx(context, { actor: system }, async (tx) => {
      const known = await findOf(tx, uploaded)
      if (!known) return '91381034'
      const of = await lockKnown(context, tx, known.license.subscriptionId)
      const application = (await store.applications.find(tx, seal, known.application.id)) ?? known.application
      // It was asked for again meanwhile, under another number.
      if (application.eventId !== uploaded.eventId) return '91381034'
      const refusal = await findRefusal(tx, { of, application, sha256 })
      if (refusal) return refusal
      const { isOfDelivery, isDue } = await findAwaited(tx, of, application)
      if (isDue) await store.licenses.markReady(tx, of.id)
      const isNew = isAwaited(application) || application.sha256 !== sha256
      if (isNew) await replace(tx, of, { application, sha256, keep })
      const isStep = isOfDelivery && (await issueBySystem(context, tx, of))
      if (isNew && !isStep && of.state !== 'waiting')
        await devices.tellBuyer(tx, of, { application, what: 'delivered' })
      return 'CBC.0000'
    })

  type Replaced = {
    readonly application: LicenseApplication
    readonly sha256: string
    readonly keep: Keep
  }
  async function replace(tx: Tx, of: License, { application, sha256, keep }: Replaced): Promise<void> {
    const file = await keep(tx, application, of)
    const { expiresAt: coversUntil } = application
    const delivered = {
      ...application,
      state: 'delivered' as const,
      sha256,
      deliveredAt: clock.now(),
      coversUntil,
    }
    await store.applications.save(tx, omitUndefined(delivered))
    const { subject, data } = devices.toApplicationFact(of, application)
    await record(tx, 'license.delivered', { subject, data: { ...data, file } })
    // The end may have moved while the seller worked on it.
    const { endsAt } = (await subscriptions.find(tx, of.subscriptionId)) ?? {}
    await devices.askUntil(tx, of, endsAt)
  }

  /** Gives the code of the answer; what is not accepted changes nothing. */
  async function upload(uploaded: Uploaded): Promise<UploadErrorCode> {
    if (!(await findOf(db, uploaded))) return '91381034'
    if ('text' in uploaded) {
      const { text } = uploaded
      return deliver(uploaded, computeHash(text), async (tx, { id }) => {
        await store.applications.saveContent(tx, id, { sealed: seal.seal(text, formatPlace(id)) })
        return undefined
      })
    }
    const { name, content, sha256 } = uploaded.file
    const computed = computeHash(content)
    if (sha256 !== undefined && sha256.toLowerCase() !== computed) return '91381037'
    try {
      return await files.withStored(
        fileKind,
        { name, mediaType: 'application/octet-stream', content },
        (stored) =>
          deliver(uploaded, computed, async (tx, { id }, of) => {
            const kept = await files.keep(tx, stored, { owner: of.sellerId, subject: id })
            await store.applications.saveContent(tx, id, { fileId: kept.id })
            return kept.name
          }),
      )
    } catch (error) {
      // An empty or too large file, or a name that no file has.
      if (error instanceof Problem && error.kind === 'invalid') return '91381037'
      throw error
    }
  }

  return { upload }
}
