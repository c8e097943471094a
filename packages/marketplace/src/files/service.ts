import { addMs, omitUndefined } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { mayHaveCommitted, record, runInTx, setWakeup } from '../platform/index.ts'
import type { Db, Platform, Tx } from '../platform/index.ts'
import { createBlobs, hashSha256 } from './blobs.ts'
import { fileProblems } from './problems.ts'
import { requireType } from './rules/formats.ts'
import { requireFewOfSubject, requireFewUnused, requireSize, unusedForMs } from './rules/limits.ts'
import { formatBlobName, cleanName } from './rules/names.ts'
import { isOfOwner, mayRead, requireReader } from './rules/readers.ts'
import type { FileAsker } from './rules/readers.ts'
import { sweepWakeup } from './schema.ts'
import type { FileKind, FileOwner, FileReaders, KeptFile, StoredFile, Upload } from './schema.ts'
import type { FileStorage } from './storage/file-storage.ts'
import * as store from './store.ts'

export type Files = ReturnType<typeof createFiles>

/** Files that a subject begins or stops using; they belong to `owner`. */
export type FilesOfSubject = {
  readonly ids: readonly Id<'fil'>[]
  readonly kind: string
  readonly owner: FileOwner
  readonly subject: string
}

const bytesLeft = 'the bytes of a file were left, kept or not'
const blobOf = ({ id, sha256 }: Pick<KeptFile, 'id' | 'sha256'>): string =>
  formatBlobName({ id, hash: sha256, ending: 'bin' })

/** The files domain; `storage` holds the bytes. Rows and bytes of a file never change. */
export function createFiles(platform: Platform & { readonly storage: FileStorage }) {
  const { clock, ids, log, storage } = platform
  const kinds = new Map<string, FileKind>()
  const unavailable = (cause: unknown): Error => fileProblems.storage_unavailable({}, cause)
  const blobs = createBlobs({ storage, log, unavailable })

  /**
   * Defines the types, limits and readers of a kind of files, once, when its domain is created. Throws if the kind is
   * already defined.
   */
  function defineKind(name: string, kind: FileKind): void {
    if (kinds.has(name)) throw new Error(`Two domains have files of the kind ${name}`)
    kinds.set(name, kind)
  }

  function kindOf(name: string): FileKind {
    const kind = kinds.get(name)
    if (!kind) throw new Error(`No domain has files of the kind ${name}`)
    return kind
  }

  /** Checks an upload and stores its bytes under a new name. */
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
   * Stores an upload and then runs `work`, which opens the transaction that keeps it: storing is slow, and no
   * transaction should be open meanwhile. A file that `work` did not keep is removed again, whether `work` threw or
   * repeated its first answer. Throws `file.empty`, `file.too_large`, `file.type_unsupported`, `file.type_differs`,
   * `file.name_invalid`.
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
      // It is unknown whether the file was kept: orphaned bytes cost space, missing bytes would lose a file.
      log.warn({ error, fileId: stored.id }, bytesLeft)
    }
  }

  /**
   * Gives a stored file its owner, and attaches it to `subject` if one is given. Without one it is removed after a day
   * unless {@link attach} comes first. Throws `file.too_many`, `file.too_many_unused`.
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
    else await sweepLater(tx, file.id)
    // Detached files count too, so attaching and detaching cannot pile files up. The market is exempt from the check.
    if (subject === undefined || owner !== 'market') {
      const before = await store.countUnused(tx, owner)
      requireFewUnused(subject === undefined ? before + 1 : before)
    }
    return file
  }

  const factOf = ({ id: subject, kind, owner, name, mediaType, bytes }: KeptFile) => ({
    subject,
    data: omitUndefined({
      kind,
      owner,
      name: kinds.get(kind)?.hasPrivateNames ? undefined : name,
      mediaType,
      bytes,
    }),
  })

  const sweepAt = (tx: Tx, id: Id<'fil'>, at: Instant | undefined): Promise<void> =>
    setWakeup(tx, { kind: sweepWakeup, subject: id }, at)
  const sweepLater = (tx: Tx, id: Id<'fil'>): Promise<void> =>
    sweepAt(tx, id, addMs(clock.now(), unusedForMs))

  /**
   * Attaches files to a subject, which keeps them. Throws `file.not_found` unless all belong to the owner,
   * `file.too_many`.
   */
  async function attach(tx: Tx, { ids: given, kind, owner, subject }: FilesOfSubject): Promise<void> {
    const wanted = [...new Set(given)]
    await store.waitForTurn(tx, subject)
    const files = await store.holdAll(tx, wanted)
    const own = files.filter((file) => file.owner === owner && file.kind === kind)
    if (own.length < wanted.length) throw fileProblems.not_found()
    await store.insertUses(tx, wanted, subject)
    requireFewOfSubject((await store.listOfSubjects(tx, [subject], kind)).length, kindOf(kind).mostOfSubject)
    for (const id of wanted) await sweepAt(tx, id, undefined)
  }

  /** Detaches files from a subject; a file without a subject is removed after a day. */
  async function detach(tx: Tx, fileIds: readonly Id<'fil'>[], subject: string): Promise<void> {
    const held = (await store.lock(tx, [...new Set(fileIds)])).map(({ id }) => id)
    await store.removeUses(tx, held, subject)
    for (const id of held) if (!(await store.isUsed(tx, id))) await sweepLater(tx, id)
  }

  /** Removes a file that has been unused for a day. */
  async function sweep(tx: Tx, id: Id<'fil'>): Promise<void> {
    const [file] = await store.lock(tx, [id])
    if (!file || (await store.isUsed(tx, id))) return
    await store.remove(tx, id)
    await record(tx, 'file.removed', factOf(file))
    tx.afterCommit(() => void blobs.discard([blobOf(file)]))
  }

  /** The files of subjects; those of each subject in the order of their upload. */
  async function listOf(
    db: Db,
    subjects: readonly string[],
    kind?: string,
  ): Promise<(subject: string) => KeptFile[]> {
    const found = Map.groupBy(await store.listOfSubjects(db, subjects, kind), ({ subject }) => subject)
    return (subject) => (found.get(subject) ?? []).map(({ file }) => file)
  }

  /**
   * The readers of the file until one of them admits the asker; the newest subjects first. A file of a template has as
   * many subjects as there are deliveries.
   */
  async function findReaders(
    asker: FileAsker,
    file: KeptFile,
    subjects: readonly string[],
  ): Promise<FileReaders[]> {
    const { rights, readersOf } = kindOf(file.kind)
    const readers: FileReaders[] = []
    if (mayRead(asker, file, { rights, readers })) return readers
    for (const subject of subjects.toReversed()) {
      const found = await readersOf(platform.db, subject)
      readers.push(found)
      if (mayRead(asker, file, { rights, readers: [found] })) break
    }
    return readers
  }

  /**
   * A file with its bytes, for a member of its owner or of the readers that its domain names, with the right that the
   * kind needs. Throws `file.not_found` for everybody else, `parties.right_missing`, `file.content_missing`.
   */
  async function read(asker: FileAsker, id: Id<'fil'>): Promise<{ file: KeptFile; content: Uint8Array }> {
    const file = await store.find(platform.db, id)
    if (!file) throw fileProblems.not_found()
    const { rights, recordOpening } = kindOf(file.kind)
    const subjects = await store.listSubjects(platform.db, id)
    requireReader(asker, file, { rights, readers: await findReaders(asker, file, subjects) })
    // On record before the bytes are sent: an opening without a row must not exist.
    if (recordOpening && !isOfOwner(asker, file))
      await runInTx(platform, { actor: asker.actor }, (tx) => recordOpening(tx, { file, subjects }))
    const content = await blobs.read(blobOf(file), file.bytes)
    if (!content) throw fileProblems.content_missing()
    return { file, content }
  }

  return { defineKind, withStored, keep, attach, detach, sweep, listOf, read }
}
