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
  mostBytes,
  findNameOfPath,
  purposeRules,
  readFileName,
  requireAttachable,
  requireBytes,
  requirePixels,
  requireQuota,
  requireShape,
  listSizes,
  unusedForMs,
} from './rules.ts'
import type { Medium, MediumFile, PreparedMedium, Purpose } from './schema.ts'
import * as store from './store.ts'

export type Media = ReturnType<typeof createMedia>
export type ListedMedium = Medium & { readonly uses: readonly string[] }

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const sweepWakeup = 'media.unused'

/** `storage` holds the files; rows and files of one medium never change. */
export function createMedia(platform: Platform & { readonly storage: FileStorage }) {
  const { clock, ids, storage, log } = platform
  const unavailable = (cause: unknown): Error => mediaProblems.storage_unavailable({}, cause)
  const blobs = createBlobs({ storage, log, unavailable })
  const workshop = createWorkshop()

  /**
   * Checks a file by its content, makes its sizes anew and stores them under names that nobody knows yet; no transaction is
   * open meanwhile. Sellers take turns. Throws what R33–R35 and the limits refuse.
   */
  async function prepare(purpose: Purpose, bytes: Uint8Array, sellerId?: Id<'sel'>): Promise<PreparedMedium> {
    requireBytes(bytes)
    const picture = readPicture(bytes)
    requirePixels(picture)
    const shown = getShownSize(picture)
    requireShape(purpose, shown)
    const sizes = listSizes(purpose, shown)
    const { lossless } = purposeRules[purpose]
    const { files } = await workshop.work(sellerId ?? 'nobody', { ...picture, sizes, lossless })
    const id = ids.next('med')
    const kept: MediumFile[] = []
    for (const [i, content] of files.entries()) {
      const { width, height } = sizes[i] ?? shown
      const name = await blobs.write({ id, part: width, ending: 'webp' }, content)
      kept.push({ name, width, height, bytes: content.length })
    }
    return {
      id,
      purpose,
      sha256: sha256(bytes),
      type: 'image/webp',
      files: kept as unknown as PreparedMedium['files'],
    }
  }

  /** Files that no row names; what cannot be removed now costs space and nothing else. */
  const discard = ({ files }: Pick<Medium, 'files'>): Promise<void> =>
    blobs.discard(files.map(({ name }) => name))

  /** Makes a prepared medium a seller's; the same bytes for the same purpose again are the first medium. Throws `media.quota_exceeded`. */
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

  /** Sets when an unused medium is swept; one in use needs no look. */
  async function lookAgain(tx: Tx, id: Id<'med'>): Promise<void> {
    const isUsed = (await store.listUses(tx, [id])).length > 0
    await setWakeup(
      tx,
      { kind: sweepWakeup, subject: id },
      isUsed ? undefined : addMs(clock.now(), unusedForMs),
    )
  }

  /** Keeps what a seller uploads. Throws what {@link prepare} and {@link addIn} refuse. */
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

  /** One that was there a moment ago, if it still is. */
  async function keep(tx: Tx, known: Medium): Promise<Medium> {
    const [medium] = await store.lock(tx, [known.id])
    if (!medium) throw mediaProblems.busy({ retryAfter: 1 })
    await lookAgain(tx, medium.id)
    return medium
  }

  /** A seller's pictures, newest first, with the ids of what shows them. */
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

  /** What falls due of a medium that nothing showed for a day. */
  async function sweep(tx: Tx, id: Id<'med'>, _now: Instant): Promise<void> {
    const [medium] = await store.lock(tx, [id])
    if (medium && (await store.listUses(tx, [id])).length === 0) await drop(tx, medium)
  }

  /** A subject (a product, a seller) shows these from now on. Throws `media.not_found`, and `media.too_many_attached` (R33–R35). */
  async function attach(tx: Tx, mediaIds: readonly Id<'med'>[], subject: string): Promise<void> {
    const unique = [...new Set(mediaIds)]
    const media = await store.lock(tx, unique)
    if (media.length < unique.length) throw mediaProblems.not_found()
    await store.insertUses(tx, unique, subject)
    requireAttachable(await store.listPurposesOf(tx, subject))
    for (const medium of media) await lookAgain(tx, medium.id)
  }

  /** A subject shows these no longer; one that nothing shows is swept after a day. */
  async function detach(tx: Tx, mediaIds: readonly Id<'med'>[], subject: string): Promise<void> {
    const media = await store.lock(tx, [...new Set(mediaIds)])
    const held = media.map((medium) => medium.id)
    await store.removeUses(tx, held, subject)
    for (const id of held) await lookAgain(tx, id)
  }

  /** The media that these paths (`/media/<name>`) name, in their order. Throws `media.not_found` unless each is the seller's. */
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
   * A subject shows from now on what these paths name and nothing else; those that are no uploads (`/logos/…`) stay out of it.
   * Throws what {@link requireOwned} and {@link attach} refuse.
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

  /** R33, R84: a logo that a seller proposes is its own and is kept as long as the application waits. */
  async function hearApplied(tx: Tx, event: PartyTold<'organisation.applied'>): Promise<void> {
    const { applicationId, organisation, logo } = event
    if (organisation.kind !== 'seller' || logo?.next === undefined) return
    const [medium] = await requireOwned(tx, organisation.id, [logo.next])
    if (medium?.purpose !== 'logo') throw mediaProblems.not_found({ path: logo.next })
    await attach(tx, [medium.id], applicationId)
  }

  /** The application shows its logo no longer; the seller does, in the place of the one before, if it was approved. */
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

  /** The bytes of a file by its name; undefined if there is none, or if what is stored is not what the name promises. */
  const read = async (name: string): Promise<Uint8Array | undefined> =>
    // Other files lie in the same storage, and not everybody may read those.
    readFileName(name) && blobs.read(name, mostBytes)

  return {
    prepare,
    discard,
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
