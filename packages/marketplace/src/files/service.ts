import { addMs } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { mayHaveCommitted, record, setWakeup } from '../platform/index.ts'
import type { Db, Platform, Tx } from '../platform/index.ts'
import { createBlobs, hashSha256 } from './blobs.ts'
import { fileProblems } from './problems.ts'
import { requireType } from './rules/formats.ts'
import { requireFewOfSubject, requireFewUnused, requireSize, unusedForMs } from './rules/limits.ts'
import { formatBlobName, cleanName } from './rules/names.ts'
import { requireReader } from './rules/readers.ts'
import type { FileAsker } from './rules/readers.ts'
import type { FileKind, FileOwner, FileReaders, KeptFile, StoredFile, Upload } from './schema.ts'
import type { FileStorage } from './storage/file-storage.ts'
import * as store from './store.ts'

export type Files = ReturnType<typeof createFiles>

/** What a subject uses from now on, or no longer; the files are its owner's. */
export type FilesOfSubject = {
  readonly ids: readonly Id<'fil'>[]
  readonly kind: string
  readonly owner: FileOwner
  readonly subject: string
}

const sweepWakeup = 'file.unused'
const bytesLeft = 'the bytes of a file were left, kept or not'
const blobOf = ({ id, sha256 }: Pick<KeptFile, 'id' | 'sha256'>): string =>
  formatBlobName({ id, hash: sha256, ending: 'bin' })

/** `storage` holds the bytes; rows and bytes of one file never change. */
export function createFiles(platform: Platform & { readonly storage: FileStorage }) {
  const { clock, ids, log, storage } = platform
  const kinds = new Map<string, FileKind>()
  const unavailable = (cause: unknown): Error => fileProblems.storage_unavailable({}, cause)
  const blobs = createBlobs({ storage, log, unavailable })

  /** Says once, when its domain is made, what may be kept as this kind and who may read it. Throws if it has an owner already. */
  function defineKind(name: string, kind: FileKind): void {
    if (kinds.has(name)) throw new Error(`Two domains have files of the kind ${name}`)
    kinds.set(name, kind)
  }

  function kindOf(name: string): FileKind {
    const kind = kinds.get(name)
    if (!kind) throw new Error(`No domain has files of the kind ${name}`)
    return kind
  }

  /** Checks an upload and stores its bytes under a name that nobody knows yet. */
  async function storeBytes(name: string, { content, ...upload }: Upload): Promise<StoredFile> {
    const { mediaTypes, mostBytes } = kindOf(name)
    requireSize(content, mostBytes)
    const mediaType = requireType(upload.mediaType, content, mediaTypes)
    const stored: StoredFile = {
      id: ids.next('fil'),
      kind: name,
      name: cleanName(upload.name, mediaType),
      mediaType,
      bytes: content.length,
      sha256: hashSha256(content),
    }
    await blobs.write({ id: stored.id, ending: 'bin' }, content)
    return stored
  }

  /**
   * Stores what was uploaded, and then runs `work`, which opens the transaction that keeps it: storing takes long and no
   * transaction is open meanwhile. What `work` did not keep is removed again, whether it threw or gave a first answer anew.
   * Throws `file.empty`, `file.too_large`, `file.type_unsupported`, `file.type_differs`, `file.name_invalid`.
   */
  async function withStored<T>(
    kind: string,
    upload: Upload,
    work: (stored: StoredFile) => Promise<T>,
  ): Promise<T> {
    const stored = await storeBytes(kind, upload)
    let isOpen = false
    try {
      return await work(stored)
    } catch (error) {
      isOpen = mayHaveCommitted(error)
      throw error
    } finally {
      if (isOpen) log.warn({ fileId: stored.id }, bytesLeft)
      else await discardUnlessKept(stored)
    }
  }

  async function discardUnlessKept(stored: StoredFile): Promise<void> {
    try {
      if (!(await store.find(platform.db, stored.id))) await blobs.discard([blobOf(stored)])
    } catch (error) {
      // Whether it was kept is not known: bytes that nobody asks for cost space, and bytes that are missing cost a file.
      log.warn({ error, fileId: stored.id }, bytesLeft)
    }
  }

  /**
   * Makes a stored file its owner's, and at once part of `subject` if one is given. Without a subject it is removed after a day
   * unless {@link attach} comes before. Throws `file.too_many`, `file.too_many_unused`.
   */
  async function keep(
    tx: Tx,
    stored: StoredFile,
    { owner, subject }: { readonly owner: FileOwner; readonly subject?: string },
  ): Promise<KeptFile> {
    const file: KeptFile = { ...stored, owner, createdAt: clock.now() }
    if (subject === undefined) await store.waitForTurn(tx, owner)
    await store.insert(tx, file)
    await record(tx, 'file.added', factOf(file))
    if (subject !== undefined) await attach(tx, { ids: [file.id], kind: file.kind, owner, subject })
    else await lookAgain(tx, file.id)
    // Those that were detached count too: attaching and detaching is no way to pile files up. The market, which has the most, piles none.
    if (subject === undefined || owner !== 'market') requireFewUnused(await store.countUnused(tx, owner))
    return file
  }

  const factOf = ({ id: subject, kind, owner, name, mediaType, bytes }: KeptFile) => ({
    subject,
    data: { kind, owner, name, mediaType, bytes },
  })

  /** Sets when an unused file is removed; one in use needs no look. */
  async function lookAgain(tx: Tx, id: Id<'fil'>): Promise<void> {
    const isUsed = (await store.listSubjects(tx, id)).length > 0
    await setWakeup(
      tx,
      { kind: sweepWakeup, subject: id },
      isUsed ? undefined : addMs(clock.now(), unusedForMs),
    )
  }

  /** A subject uses these files from now on, and keeps them. Throws `file.not_found` unless each is the owner's, `file.too_many`. */
  async function attach(tx: Tx, { ids: given, kind, owner, subject }: FilesOfSubject): Promise<void> {
    const wanted = [...new Set(given)]
    await store.waitForTurn(tx, subject)
    const files = await store.lock(tx, wanted)
    const own = files.filter((file) => file.owner === owner && file.kind === kind)
    if (own.length < wanted.length) throw fileProblems.not_found()
    await store.insertUses(tx, wanted, subject)
    requireFewOfSubject((await store.listOfSubjects(tx, [subject], kind)).length, kindOf(kind).mostOfSubject)
    for (const id of wanted) await lookAgain(tx, id)
  }

  /** A subject uses these no longer; what nothing uses is removed after a day. */
  async function detach(tx: Tx, fileIds: readonly Id<'fil'>[], subject: string): Promise<void> {
    const held = (await store.lock(tx, [...new Set(fileIds)])).map(({ id }) => id)
    await store.removeUses(tx, held, subject)
    for (const id of held) await lookAgain(tx, id)
  }

  /** Removes a file that nothing has used for a day. */
  async function sweep(tx: Tx, id: Id<'fil'>): Promise<void> {
    const [file] = await store.lock(tx, [id])
    if (!file || (await store.listSubjects(tx, id)).length > 0) return
    await store.remove(tx, id)
    await record(tx, 'file.removed', factOf(file))
    tx.afterCommit(() => void blobs.discard([blobOf(file)]))
  }

  /** The files of subjects, of each in the order in which they were brought. */
  async function listOf(
    db: Db,
    subjects: readonly string[],
    kind?: string,
  ): Promise<(subject: string) => KeptFile[]> {
    const found = Map.groupBy(await store.listOfSubjects(db, subjects, kind), ({ subject }) => subject)
    return (subject) => (found.get(subject) ?? []).map(({ file }) => file)
  }

  /**
   * A file with its bytes for somebody who may read it: a member of its owner or of those whom its domain names, with the
   * right that the kind needs. Throws `file.not_found` for everybody else, `parties.right_missing`, `file.content_missing`.
   */
  async function read(asker: FileAsker, id: Id<'fil'>): Promise<{ file: KeptFile; content: Uint8Array }> {
    const file = await store.find(platform.db, id)
    if (!file) throw fileProblems.not_found()
    const { rights, readersOf } = kindOf(file.kind)
    const readers: FileReaders[] = []
    for (const subject of await store.listSubjects(platform.db, id))
      readers.push(await readersOf(platform.db, subject))
    requireReader(asker, file, { rights, readers })
    const content = await blobs.read(blobOf(file), file.bytes)
    if (!content) throw fileProblems.content_missing()
    return { file, content }
  }

  return { defineKind, withStored, keep, attach, detach, sweep, listOf, read }
}
