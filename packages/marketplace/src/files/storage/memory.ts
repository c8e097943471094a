import type { FileStorage } from './file-storage.ts'

/** Files that last as long as the process: for tests, and for tools that open a market without pages. */
export function createMemoryStorage(): FileStorage & { readonly files: ReadonlyMap<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>()
  return {
    files,
    write: async (name, bytes) => void files.set(name, bytes),
    read: async (name) => files.get(name),
    remove: async (name) => void files.delete(name),
  }
}
