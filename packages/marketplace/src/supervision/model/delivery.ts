import { follow } from './ways.ts'
import type { written } from './ways.ts'

// Shares no code with the rules that it judges: steps come from the ways written by hand, days are counted here.

type Flow = keyof typeof written
export type Side = 'buyer' | 'seller'
/** What somebody tries, or time that passes. */
export type Try =
  | { readonly act: string; readonly parts?: number | undefined }
  | { readonly act: 'appeal' | 'withdraw'; readonly by: Side }
  | {
      readonly act: 'decide'
      readonly outcome: 'continue' | 'done' | 'refunded'
      readonly amount?: number | undefined
    }
  | { readonly act: 'mark'; readonly needed: boolean }
  | { readonly act: 'receipt' | 'refund' }
  | { readonly act: 'pass'; readonly days: number }

const day = 86_400_000
const open = (stage: string): boolean => stage !== 'done' && stage !== 'ended'

/** A supervised delivery as commerce.md §5 has it: a small model, in which time is a number of milliseconds. */
export class ModelDelivery {
  stage: string
  appeal: { by: Side; at: number } | undefined
  isMarked = false
  parts: { of: number; accepted: number } | undefined
  /** When the system accepts goods. */
  acceptAt: number | undefined
  /** Goods have been sent, and their receipt may have been reported. */
  isSent = false
  isReceived = false
  rejections = 0
  /** What went back to the buyer, of `paid`, in fen. */
  returned = 0
  reminders = 0
  /** The sides of the appeals that were withdrawn. */
  withdrawn: readonly Side[] = []
  now = 0
  readonly flow: Flow
  readonly paid: number
  constructor(flow: Flow, { asks, paid }: { readonly asks: boolean; readonly paid: number }) {
    this.flow = flow
    this.paid = paid
    this.stage = asks ? 'demand' : 'performing'
  }

  isOver(): boolean {
    return !open(this.stage)
  }

  clone(): ModelDelivery {
    const { appeal, parts } = this
    const copy = new ModelDelivery(this.flow, { asks: true, paid: this.paid })
    return Object.assign(copy, this, { appeal: appeal && { ...appeal }, parts: parts && { ...parts } })
  }

  /** Whether it is possible; if so, it has happened. */
  try(one: Try): boolean {
    if (one.act === 'pass' && 'days' in one) return this.pass(one.days * day)
    if (one.act === 'appeal' && 'by' in one) return this.open(one.by)
    if (one.act === 'withdraw' && 'by' in one) return this.withdraw(one.by)
    if (one.act === 'decide' && 'outcome' in one) return this.decide(one)
    if (one.act === 'mark' && 'needed' in one) return this.mark(one.needed)
    if (one.act === 'receipt') return this.receive()
    if (one.act === 'refund') return open(this.stage) && this.end(this.paid)
    return this.step(one.act, 'parts' in one ? one.parts : undefined)
  }

  private step(act: string, parts: number | undefined): boolean {
    if (this.appeal) return false
    const next = follow(this.flow, this.isMarked).get(`${this.stage} ${act}`)
    if (next === undefined) return false
    if (act === 'confirm_demand' && parts !== undefined) this.parts = { of: parts, accepted: 0 }
    if (act === 'reject') this.rejections += 1
    if (act === 'deliver') {
      this.isSent = true
      this.isReceived = false
      this.acceptAt = undefined
    }
    if (act === 'accept' && this.parts) {
      this.parts.accepted += 1
      if (this.parts.accepted < this.parts.of) {
        this.stage = 'performing'
        return true
      }
    }
    this.stage = next
    return true
  }

  private open(by: Side): boolean {
    if (!open(this.stage) || this.appeal) return false
    if (this.withdrawn.filter((one) => one === by).length === 10) return false
    this.appeal = { by, at: this.now }
    return true
  }

  private withdraw(by: Side): boolean {
    if (this.appeal?.by !== by) return false
    this.withdrawn = [...this.withdrawn, by]
    this.goOn()
    return true
  }

  private decide({ outcome, amount }: Extract<Try, { outcome: unknown }>): boolean {
    if (!this.appeal) return false
    if (outcome === 'refunded') {
      if (amount !== undefined && (amount <= 0 || amount > this.paid)) return false
      return this.end(amount ?? this.paid)
    }
    if (outcome === 'continue') this.goOn()
    else {
      this.appeal = undefined
      this.stage = 'done'
    }
    return true
  }

  /** The time of the appeal does not count for the ten days of goods. */
  private goOn(): void {
    if (this.appeal && this.acceptAt !== undefined) this.acceptAt += this.now - this.appeal.at
    this.appeal = undefined
  }

  private end(amount: number): true {
    this.returned = amount
    this.appeal = undefined
    this.stage = 'ended'
    return true
  }

  private mark(needed: boolean): boolean {
    const hasRecheck = follow(this.flow, true).has('recheck pass_recheck')
    if (!hasRecheck || !open(this.stage) || this.stage === 'recheck' || this.stage === 'acceptance')
      return false
    this.isMarked = needed
    return true
  }

  /** Also of goods that the buyer has rejected before: their receipt is reported, and nothing follows from it. */
  private receive(): boolean {
    if (this.flow !== 'hardware' || !open(this.stage) || this.appeal) return false
    if (!this.isSent || this.isReceived) return false
    this.isReceived = true
    if (this.stage === 'acceptance') this.acceptAt = this.now + 10 * day
    return true
  }

  private pass(ms: number): true {
    const until = this.now + ms
    const accepts = this.stage === 'acceptance' && !this.appeal && this.acceptAt !== undefined
    const end = accepts && (this.acceptAt ?? 0) <= until ? (this.acceptAt ?? until) : until
    // Both sides are reminded at 180 days and every 30 days after, while it is open.
    for (let at = 180 * day; at <= until; at += 30 * day)
      if (at > this.now && at <= end && open(this.stage)) this.reminders += 1
    if (end < until || (accepts && this.acceptAt === until)) this.stage = 'done'
    this.now = until
    return true
  }
}
