/** Thrown by a storage that cannot be used for now; `cause` is for the log. Domains refuse in words of their own. */
export class StorageUnavailable extends Error {}

/**
 * Where the bytes of files and pictures lie. A name is written once and never with other bytes, so a write that is repeated
 * changes nothing. Each rejects with {@link StorageUnavailable} if the storage cannot be used for now.
 */
export type FileStorage = {
  write(name: string, bytes: Uint8Array): Promise<void>
  /** Undefined if there is no such file. What is longer than `mostBytes` need not be read to its end. */
  read(name: string, mostBytes: number): Promise<Uint8Array | undefined>
  /** Done as well if there is none. */
  remove(name: string): Promise<void>
}
