import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'

/**
 * What the seller itself says of one request: a line before it answers and a line after. `made` is the instance that
 * stands at the seller for this order line, whether or not the answer names it; `told` is the id that the answer's bytes
 * name as a whole; `taken` whether the connection took all of them.
 */
export type JournalLine = {
  readonly at: string
  /** Whose server was asked, where several write one journal. */
  readonly seller?: string | undefined
  readonly n: number
  readonly phase: 'received' | 'answered'
  readonly activity: string
  readonly signature: 'fits' | 'differs'
  /** Of the signature: once a request, and when it was made, by the clock of the lines. */
  readonly nonce: string
  readonly signedAt: number
  readonly behaviour: string
  readonly orderId?: string | undefined
  readonly orderLineId?: string | undefined
  readonly businessId?: string | undefined
  /** The instance that the request asks about. */
  readonly instanceId?: string | undefined
  /** Of what changes it: why its end moves and to when, what it becomes, and whether it may be used. */
  readonly scene?: string | undefined
  readonly expireTime?: string | undefined
  readonly productId?: string | undefined
  readonly status?: string | undefined
  readonly made?: string | undefined
  readonly told?: string | undefined
  readonly resultCode?: string | undefined
  readonly taken?: boolean | undefined
}

export type Journal = {
  /** Requests are counted from 1. */
  nextNumber(): number
  append(line: JournalLine): void
  close(): void
}

/** Lines go to the system at once, so they outlive a kill of this process. */
export function openJournal(path: string): Journal {
  const file = openSync(path, 'a')
  let numbers = 0
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
