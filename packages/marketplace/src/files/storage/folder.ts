import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { StorageUnavailable } from './file-storage.ts'
import type { FileStorage } from './file-storage.ts'

const codeOf = (error: unknown): unknown => (error as NodeJS.ErrnoException).code

/** Stores files below a folder, which is created at the first write. */
export function createFolderStorage(folder: string): FileStorage {
  // Subfolders by two random characters of the id: a folder with hundreds of thousands of files is slow to list.
  const placeOf = (name: string): string => join(folder, name.slice(24, 26), name)

  async function write(name: string, bytes: Uint8Array): Promise<void> {
    const place = placeOf(name)
    await mkdir(join(place, '..'), { recursive: true, mode: 0o700 })
    // Written under another name until it is complete and on disk, so that a reader never sees half a file.
    const unfinished = `${place}.new`
    try {
      await writeWhole(unfinished, bytes)
      await rename(unfinished, place)
    } catch (error) {
      // Remove the unfinished file, which nothing else would: on a full disk it would keep the disk full.
      await rm(unfinished, { force: true }).catch(() => undefined)
      throw error
    }
  }

  async function writeWhole(place: string, bytes: Uint8Array): Promise<void> {
    const file = await open(place, 'w', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
  }

  async function read(name: string): Promise<Uint8Array | undefined> {
    try {
      return await readFile(placeOf(name))
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined
      throw error
    }
  }

  const usable = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work
    } catch (error) {
      throw new StorageUnavailable('The folder cannot be used', { cause: error })
    }
  }
  return {
    write: (name, bytes) => usable(write(name, bytes)),
    read: (name) => usable(read(name)),
    remove: (name) => usable(rm(placeOf(name), { force: true })),
  }
}
