import { createHash } from 'node:crypto'
import { addMs, toPage } from '@loggia/kernel'
import type { Id, Instant, Page } from '@loggia/kernel'
import { createBlobs } from '../files/index.ts'
import type { FileStorage } from '../files/index.ts'
import { requireSeller } from '../parties/index.ts'
import type { PartyTold } from '../parties/index.ts'
import { runInTx, mayHaveCommitted, record, setWakeup } from '../platform/index.ts'
import type { MemberActor, MemberRequest, Platform, Tx } from '../platform/index.ts'
import { getShownSize } from './image/picture.ts'
import { readPicture } from './image/read.ts'
import { createWorkshop } from './image/workshop.ts'
import { mediaProblems } from './problems.ts'
import {
  findNameOfPath,
  listNamesOfPath,
  purposeRules,
  readFileName,
  requireAttachable,
  requireBytes,
  requirePixels,
  requireQuota,
  requireShape,
  listSizes,
  mostStoredBytes,
  unusedForMs,
} from './rules.ts'
import type { Medium, MediumFile, PreparedMedium, Purpose } from './schema.ts'
import * as store from './store.ts'

export type Media = ReturnType<typeof createMedia>
export type ListedMedium = Medium & { readonly uses: readonly string[] }

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const sweepWakeup = 'media.unused'
const toUnavailable = (cause: unknown): Error => mediaProblems.storage_unavailable({}, cause)

type Encoded = { readonly width: number; readonly height: number; readonly content: Uint8Array }

/** Stores the sizes of a picture that we encoded, the largest first; `source` is the file that they are of. */
const createEncodedStore =
  (blobs: ReturnType<typeof createBlobs>, ids: Platform['ids']) =>
  async (
    purpose: Purpose,
    encoded: readonly Encoded[],
    source: Uint8Array = encoded[0]?.content ?? new Uint8Array(),
  ): Promise<PreparedMedium> => {
    const id = ids.next('med')
    const kept: MediumFile[] = []
    for (const { width, height, content } of encoded) {
      const name = await blobs.write({ id, part: width, ending: 'webp' }, content)
      kept.push({ name, width, height, bytes: content.length })
    }
    const files = kept as unknown as PreparedMedium['files']
    return { id, purpose, sha256: sha256(source), type: 'image/webp', files }
  }

/** `storage` holds the files. The row and the files of a medium never change. */
export function createMedia(platform: Platform & { readonly storage: FileStorage }) {
  const { clock, ids, storage, log } = platform
  const blobs = createBlobs({ storage, log, unavailable: toUnavailable })
  const storeEncoded = createEncodedStore(blobs, ids)
  const workshop = createWorkshop()

  /** Checks a file, and stores its sizes outside any transaction. Throws if R33–R35 or a limit is broken. */
  async function prepare(purpose: Purpose, bytes: Uint8Array, sellerId?: Id<'sel'>): Promise<PreparedMedium> {
    requireBytes(bytes)
    const picture = readPicture(bytes)
    requirePixels(picture)
    const shown = getShownSize(picture)
    requireShape(purpose, shown)
    const sizes = listSizes(purpose, shown)
    const { lossless } = purposeRules[purpose]
    const { files } = await workshop.work(sellerId ?? 'nobody', { ...picture, sizes, lossless })
    const encoded = files.map((content, i) => ({ ...(sizes[i] ?? shown), content }))
    return storeEncoded(purpose, encoded, bytes)
  }

  const discard = ({ files }: Pick<Medium, 'files'>): Promise<void> =>
    blobs.discard(files.map(({ name }) => name))

  /**
   * Gives a prepared medium to a seller. If the same bytes exist for the same purpose, returns that medium. Throws
   * `media.quota_exceeded`.
   */
  async function addIn(tx: Tx, sellerId: Id<'sel'>, prepared: PreparedMedium): Promise<Medium> {
    await store.lockSeller(tx, sellerId)
    const same = await store.findSame(tx, { ...prepared, sellerId })
    if (same) {
      tx.afterCommit(() => void discard(prepared))
      await lookAgain(tx, same.id)
      return same
    }
    requireQuota(await store.findHolding(tx, sellerId), Number(store.sumBytes(prepared)))
    const medium: Medium = { ...prepared, sellerId, createdAt: clock.now() }
    await store.insert(tx, medium)
    await record(tx, 'media.added', factOf(medium))
    await lookAgain(tx, medium.id)
    return medium
  }

  const factOf = ({ id: subject, purpose, sellerId }: Medium) => ({ subject, data: { purpose, sellerId } })

  /** Sets the wake-up that sweeps an unused medium; removes it for one in use. */
  async function lookAgain(tx: Tx, id: Id<'med'>): Promise<void> {
    const isUsed = (await store.listUses(tx, [id])).length > 0
    await setWakeup(
      tx,
      { kind: sweepWakeup, subject: id },
      isUsed ? undefined : addMs(clock.now(), unusedForMs),
    )
  }

  /** Stores an upload of a seller. Throws what {@link prepare} and {@link addIn} throw. */
  async function upload(
    request: MemberRequest,
    { purpose, bytes }: { readonly purpose: Purpose; readonly bytes: Uint8Array },
  ): Promise<Medium> {
    const sellerId = requireSeller(request.actor)
    requireBytes(bytes)
    const known = await store.findSame(platform.db, { sellerId, purpose, sha256: sha256(bytes) })
    const prepared: PreparedMedium = known ?? (await prepare(purpose, bytes, sellerId))
    try {
      const medium = await runInTx(platform, request, (tx) =>
        known ? keep(tx, known) : addIn(tx, sellerId, prepared),
      )
      if (!known && medium.id !== prepared.id) await discard(prepared)
      return medium
    } catch (error) {
      if (!known && !mayHaveCommitted(error)) await discard(prepared)
      throw error
    }
  }

  /** Locks a medium that was found before the transaction; throws `media.busy` if it has been deleted since. */
  async function keep(tx: Tx, known: Medium): Promise<Medium> {
    const [medium] = await store.lock(tx, [known.id])
    if (!medium) throw mediaProblems.busy({ retryAfter: 1 })
    await lookAgain(tx, medium.id)
    return medium
  }

  /** A seller's pictures, newest first, with the ids of the subjects that show them. */
  const list = async (
    sellerId: Id<'sel'>,
    page: { readonly limit: number; readonly after?: Id<'med'>; readonly purpose?: Purpose },
  ): Promise<Page<ListedMedium>> =>
    toPage(await store.listBySeller(platform.db, sellerId, page), page.limit, {
      item: (medium) => medium,
      cursor: (medium) => medium.id,
    })

  /** Throws `media.in_use` while something shows it. */
  const remove = (actor: MemberActor, id: Id<'med'>): Promise<void> =>
    runInTx(platform, { actor }, async (tx) => {
      const sellerId = requireSeller(actor)
      const [medium] = await store.lock(tx, [id])
      if (medium?.sellerId !== sellerId) throw mediaProblems.not_found({ mediaId: id })
      const uses = await store.listUses(tx, [id])
      if (uses.length > 0) throw mediaProblems.in_use({ uses: uses.map((use) => use.subject) })
      await drop(tx, medium)
    })

  async function drop(tx: Tx, medium: Medium): Promise<void> {
    await store.remove(tx, medium.id)
    await setWakeup(tx, { kind: sweepWakeup, subject: medium.id }, undefined)
    await record(tx, 'media.removed', factOf(medium))
    tx.afterCommit(() => void discard(medium))
  }

  /** Handles the wake-up: deletes a medium that nothing shows. */
  async function sweep(tx: Tx, id: Id<'med'>, _now: Instant): Promise<void> {
    const [medium] = await store.lock(tx, [id])
    if (medium && (await store.listUses(tx, [id])).length === 0) await drop(tx, medium)
  }

  /**
   * From now on the subject (a product, a seller) shows these media. Throws `media.not_found` and
   * `media.too_many_attached` (R33–R35).
   */
  async function attach(tx: Tx, mediaIds: readonly Id<'med'>[], subject: string): Promise<void> {
    const unique = [...new Set(mediaIds)]
    const media = await store.lock(tx, unique)
    if (media.length < unique.length) throw mediaProblems.not_found()
    await store.insertUses(tx, unique, subject)
    requireAttachable(await store.listPurposesOf(tx, subject))
    for (const medium of media) await lookAgain(tx, medium.id)
  }

  /** The subject no longer shows these media; a medium that nothing shows is swept after a day. */
  async function detach(tx: Tx, mediaIds: readonly Id<'med'>[], subject: string): Promise<void> {
    const media = await store.lock(tx, [...new Set(mediaIds)])
    const held = media.map((medium) => medium.id)
    await store.removeUses(tx, held, subject)
    for (const id of held) await lookAgain(tx, id)
  }

  /**
   * The media of these paths (`/media/<name>`), in their order. Throws `media.not_found` unless all are the seller's.
   */
  async function requireOwned(tx: Tx, sellerId: Id<'sel'>, paths: readonly string[]): Promise<Medium[]> {
    const names = paths.map((path) => findNameOfPath(path) ?? '')
    const wanted = names.map((name) => readFileName(name)?.mediumId)
    const media = await store.lock(tx, [...new Set(wanted.filter((id) => id !== undefined))])
    return names.map((name, i) => {
      const medium = media.find((one) => one.id === wanted[i])
      const isOwn = medium?.sellerId === sellerId && medium.files.some((file) => file.name === name)
      if (!medium || !isOwn) throw mediaProblems.not_found({ path: paths[i] })
      return medium
    })
  }

  /**
   * Makes the subject show exactly the media of these paths. Other paths (`/logos/…`) are ignored. Throws what {@link
   * requireOwned} and {@link attach} throw.
   */
  async function show(
    tx: Tx,
    of: { readonly sellerId: Id<'sel'>; readonly subject: string; readonly paths: readonly string[] },
  ): Promise<void> {
    const uploads = of.paths.filter((path) => findNameOfPath(path) !== undefined)
    const wanted = (await requireOwned(tx, of.sellerId, uploads)).map(({ id }) => id)
    const shown = await store.listIdsOf(tx, of.subject)
    await detach(
      tx,
      shown.filter((id) => !wanted.includes(id)),
      of.subject,
    )
    await attach(
      tx,
      wanted.filter((id) => !shown.includes(id)),
      of.subject,
    )
  }

  /** R33, R84: checks that a proposed logo is the seller's own, and keeps it as long as the application waits. */
  async function hearApplied(tx: Tx, event: PartyTold<'organisation.applied'>): Promise<void> {
    const { applicationId, organisation, logo } = event
    if (organisation.kind !== 'seller' || logo?.next === undefined) return
    const [medium] = await requireOwned(tx, organisation.id, [logo.next])
    if (medium?.purpose !== 'logo') throw mediaProblems.not_found({ path: logo.next })
    await attach(tx, [medium.id], applicationId)
  }

  /** Detaches the logo from the application. If it was approved, the logo replaces the seller's former one. */
  async function hearApplicationClosed(
    tx: Tx,
    event: PartyTold<'organisation.application_closed'>,
  ): Promise<void> {
    const { applicationId, organisation, outcome, logo } = event
    if (organisation.kind !== 'seller' || !logo) return
    const idsOf = (path: string | undefined): Id<'med'>[] => {
      const known = readFileName(findNameOfPath(path ?? '') ?? '')
      return known ? [known.mediumId] : []
    }
    if (outcome === 'approved') {
      await detach(tx, idsOf(logo.before), organisation.id)
      await attach(tx, idsOf(logo.next), organisation.id)
    }
    await detach(tx, idsOf(logo.next), applicationId)
  }

  // The same storage holds other files, which not everybody may read. Undefined too if the bytes do not match the name.
  const read = async (name: string): Promise<Uint8Array | undefined> =>
    readFileName(name) && blobs.read(name, mostStoredBytes)

  return {
    prepare,
    storeEncoded,
    discard,
    discardPath: (path: string): Promise<void> => blobs.discard(listNamesOfPath(path)),
    addIn,
    upload,
    list,
    remove,
    sweep,
    attach,
    detach,
    requireOwned,
    show,
    hearApplied,
    hearApplicationClosed,
    read,
  }
}
