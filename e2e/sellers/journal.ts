import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'

/**
 * The seller's own record of one request: one line before its answer and one after it. `made` is the instance that the
 * seller has for this order line, whether or not the answer contains it. `told` is the id that the answer contains
 * completely. `taken` is whether the connection took all bytes.
 */
export type JournalLine = {
  readonly at: string
  /** The name of the seller, if several sellers write one journal. */
  readonly seller?: string | undefined
  readonly n: number
  readonly phase: 'received' | 'answered'
  readonly activity: string
  readonly signature: 'fits' | 'differs'
  /** From the signature: the nonce, which is unique, and when the request was made, by the clock of the lines. */
  readonly nonce: string
  readonly signedAt: number
  readonly behaviour: string
  readonly orderId?: string | undefined
  readonly orderLineId?: string | undefined
  readonly businessId?: string | undefined
  /** The instance of the request. */
  readonly instanceId?: string | undefined
  /** Of a change: the reason and the new end, the new product, and whether the instance may be used. */
  readonly scene?: string | undefined
  readonly expireTime?: string | undefined
  readonly productId?: string | undefined
  readonly status?: string | undefined
  /** Of an application for the license of a device: its number, and the device. */
  readonly eventId?: string | undefined
  readonly deviceFingerprint?: string | undefined
  readonly made?: string | undefined
  readonly told?: string | undefined
  readonly resultCode?: string | undefined
  readonly taken?: boolean | undefined
}

export type Journal = {
  /** The number of the next request, from 1. */
  nextNumber(): number
  append(line: JournalLine): void
  close(): void
}

/**
 * Opens a journal. Lines are written to the system at once, so they survive a kill of this process. Several processes
 * may write one journal if each counts from another number.
 */
export function openJournal(path: string, from = 0): Journal {
  const file = openSync(path, 'a')
  let numbers = from
  return {
    nextNumber: () => (numbers += 1),
    append: (line) => void writeSync(file, `${JSON.stringify(line)}\n`),
    close: () => closeSync(file),
  }
}

export const readJournal = (path: string): JournalLine[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as JournalLine)
