import type { Id, Instant, Transitions } from '@loggia/kernel'
import type { SampleItemState } from '@loggia/protocol/console/sample-items/kinds'

export type SampleItemAction = 'withdraw' | 'end'

export const sampleItemTransitions = {
  in_force: { withdraw: 'withdrawn', end: 'ended' },
  withdrawn: {},
  ended: {},
} as const satisfies Transitions<SampleItemState, SampleItemAction>

/** What a seller says when they declare one. */
export type SampleItemAsk = { readonly title: string; readonly days: number }

/** It holds from `declaredAt` until `endsAt`, half-open, unless it is withdrawn before. */
export type SampleItem = SampleItemAsk & {
  readonly id: Id<'smp'>
  readonly sellerId: Id<'sel'>
  readonly state: SampleItemState
  readonly declaredAt: Instant
  readonly endsAt: Instant
  readonly withdrawnAt?: Instant
}

/** Its term is over. */
export type SampleItemEnded = { readonly type: 'sample_item.ended'; readonly sampleItem: SampleItem }
