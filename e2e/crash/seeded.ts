import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Account } from '../harness/client.ts'

/** What the node has made at its first start: accounts, what is sold, and the sellers' keys. */
export type Seeded = {
  readonly unitMinor: number
  readonly buyer: Account
  readonly operator: Account
  readonly sellers: readonly SeededSeller[]
}
export type SeededSeller = {
  readonly sellerId: string
  readonly accessKey: string
  readonly priceItemId: string
  readonly seller: Account
}

export const readSeeded = (folder: string): Seeded =>
  JSON.parse(readFileSync(join(folder, 'seeded.json'), 'utf8')) as Seeded
