/**
 * Where the files of pictures lie. A name is written once and never with other bytes, so a write that is repeated changes
 * nothing. Each rejects with `media.storage_unavailable` if the storage cannot be used for now.
 */
export type MediaStorage = {
  write(name: string, bytes: Uint8Array): Promise<void>
  /** Undefined if there is no such file. */
  read(name: string): Promise<Uint8Array | undefined>
  /** Done as well if there is none. */
  remove(name: string): Promise<void>
}
