import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Arranged } from './moments.ts'

/** What the node says of its own end: for which order, in the transaction of what. */
export type LastWords = { readonly what: Arranged; readonly orderNumber: string }

const armFile = (folder: string): string => join(folder, 'armed')
const wordsFile = (folder: string): string => join(folder, 'last-words.json')

/** The next transaction of this kind is the node's last. */
export function arm(folder: string, what: Arranged): void {
  rmSync(wordsFile(folder), { force: true })
  writeFileSync(armFile(folder), what)
}
export const armedFor = (folder: string): Arranged | undefined =>
  existsSync(armFile(folder)) ? (readFileSync(armFile(folder), 'utf8') as Arranged) : undefined

export function sayLastWords(folder: string, words: LastWords): void {
  writeFileSync(wordsFile(folder), JSON.stringify(words))
  rmSync(armFile(folder))
}
export const readLastWords = (folder: string): LastWords | undefined =>
  existsSync(wordsFile(folder))
    ? (JSON.parse(readFileSync(wordsFile(folder), 'utf8')) as LastWords)
    : undefined
