import type { DurationMs, Id, Instant } from '@loggia/kernel'
import type { Marketplace } from '../../../marketplace.ts'
import type { MemberActor, Platform } from '../../../platform/index.ts'
import type { Agenda } from './agenda.ts'
import type { Dice } from './dice.ts'
import type { Goods } from './goods.ts'
import type { Traders } from './traders.ts'
import type { Trading } from './trading.ts'

/** `isShown`: an account of the sign-in page, whose purchases leave alone what tests and guides do with it. */
export type YearBuyer = {
  readonly actor: MemberActor
  readonly headcount: number
  readonly weight: number
  readonly isShown: boolean
  /** Undefined of the accounts that are shown. */
  readonly name?: string
}
export type YearContext = {
  readonly market: Marketplace
  readonly platform: Platform
  readonly agenda: Agenda
  readonly trading: Trading
  readonly all: Traders
  readonly dice: Dice
  readonly from: Instant
  readonly until: Instant
  readonly buyers: readonly YearBuyer[]
  /** What was bought so far. */
  readonly bought: {
    readonly mark: Goods['mark']
    readonly buyer: YearBuyer
    readonly subscriptionId: Id<'sub'>
  }[]
  /** `memberId mark` of what is bought or will be. */
  readonly chosen: Set<string>
  readonly setDown: (slug: string, isDown: boolean) => Promise<void>
  readonly advanceBy: (ms: DurationMs) => Promise<void>
}
