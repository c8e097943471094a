import { createHash } from 'node:crypto'
import type { Platform } from '../platform/index.ts'
import { formatBlobName, readHashInName } from './rules/names.ts'
import { StorageUnavailable } from './storage/file-storage.ts'
import type { FileStorage } from './storage/file-storage.ts'

export const hashSha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Stores bytes under names derived from their content, for a domain that keeps its own rows. */
export type Blobs = {
  /** Stores bytes for the thing with this id, under a new name. */
  write(of: BlobOf, content: Uint8Array): Promise<string>
  /** Undefined if nothing is stored, or if the bytes do not match the hash in the name. */
  read(name: string, mostBytes: number): Promise<Uint8Array | undefined>
  /** Removes names that no row refers to any more; a failed removal only costs space. */
  discard(names: readonly string[]): Promise<void>
}
type BlobOf = { readonly id: string; readonly part?: number; readonly ending: string }

type BlobOptions = {
  readonly storage: FileStorage
  readonly log: Platform['log']
  /** The error to throw while the storage is unavailable, as a refusal of the domain. */
  readonly unavailable: (cause: unknown) => Error
}

export function createBlobs({ storage, log, unavailable }: BlobOptions): Blobs {
  const orUnavailable = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work
    } catch (error) {
      throw error instanceof StorageUnavailable ? unavailable(error) : error
    }
  }
  return {
    async write(of, content) {
      const name = formatBlobName({ ...of, hash: hashSha256(content) })
      await orUnavailable(storage.write(name, content))
      return name
    },
    async read(name, mostBytes) {
      const hash = readHashInName(name)
      const bytes = hash === undefined ? undefined : await orUnavailable(storage.read(name, mostBytes))
      if (!bytes || hashSha256(bytes).startsWith(hash ?? '')) return bytes
      log.error({ name }, 'a stored file is not what was stored')
      return undefined
    },
    async discard(names) {
      for (const name of names)
        await storage
          .remove(name)
          .catch((error: unknown) => log.warn({ error, name }, 'a stored file was not removed'))
    },
  }
}
