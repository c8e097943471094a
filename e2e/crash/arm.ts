import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Arranged } from './moments.ts'

/** What a node reports when it ends itself: its order and the kind of transaction. */
export type LastWords = { readonly what: Arranged; readonly orderNumber: string; readonly pid: number }

const armFile = (folder: string): string => join(folder, 'armed')
const wordsFile = (folder: string): string => join(folder, 'last-words.json')

/** Makes a node end itself in its next transaction of this kind, whichever node gets there first. */
export function armProcess(folder: string, what: Arranged): void {
  rmSync(wordsFile(folder), { force: true })
  writeFileSync(armFile(folder), what)
}
export function readArranged(folder: string): Arranged | undefined {
  if (!existsSync(armFile(folder))) return undefined
  try {
    return readFileSync(armFile(folder), 'utf8') as Arranged
  } catch {
    // Another node took it in the meantime.
    return undefined
  }
}
/** If several nodes try, only one succeeds. */
export function disarm(folder: string): boolean {
  try {
    rmSync(armFile(folder))
    return true
  } catch {
    return false
  }
}

export const sayLastWords = (folder: string, words: LastWords): void =>
  writeFileSync(wordsFile(folder), JSON.stringify(words))
export const readLastWords = (folder: string): LastWords | undefined =>
  existsSync(wordsFile(folder))
    ? (JSON.parse(readFileSync(wordsFile(folder), 'utf8')) as LastWords)
    : undefined
