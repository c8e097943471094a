/** The storage is unavailable; `cause` is for the log. Domains throw their own refusals for it. */
export class StorageUnavailable extends Error {}

/**
 * Stores the bytes of files and pictures. A name is always written with the same bytes, so a repeated write changes
 * nothing. Every method rejects with {@link StorageUnavailable} while the storage is unavailable.
 */
export type FileStorage = {
  write(name: string, bytes: Uint8Array): Promise<void>
  /** Undefined if there is no such file. May stop reading after `mostBytes`. */
  read(name: string, mostBytes: number): Promise<Uint8Array | undefined>
  /** Succeeds also if there is no such file. */
  remove(name: string): Promise<void>
}
