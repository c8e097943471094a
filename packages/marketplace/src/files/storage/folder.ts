import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { StorageUnavailable } from './file-storage.ts'
import type { FileStorage } from './file-storage.ts'

const codeOf = (error: unknown): unknown => (error as NodeJS.ErrnoException).code

/** Files below a folder, which is made when it is first written to. */
export function createFolderStorage(folder: string): FileStorage {
  // A folder with hundreds of thousands of files is slow to list; the last letters of an id are random.
  const placeOf = (name: string): string => join(folder, name.slice(24, 26), name)

  async function write(name: string, bytes: Uint8Array): Promise<void> {
    const place = placeOf(name)
    await mkdir(join(place, '..'), { recursive: true, mode: 0o700 })
    // Under another name until it is whole and on the disk: a reader never sees half of it.
    const unfinished = `${place}.new`
    try {
      await writeWhole(unfinished, bytes)
      await rename(unfinished, place)
    } catch (error) {
      // Half a file on a full disk would keep it full: nobody asks for it by any name.
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
