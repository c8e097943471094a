import { addDays } from '@loggia/kernel'
import type { Instant, Zone } from '@loggia/kernel'
import { sampleItemLimits } from '@loggia/protocol/console/sample-items/kinds'
import type { SampleItemState } from '@loggia/protocol/console/sample-items/kinds'
import { sampleItemProblems } from './problems.ts'
import { sampleItemTransitions } from './schema.ts'
import type { SampleItem, SampleItemAction, SampleItemAsk } from './schema.ts'

/** Throws `sample_item.too_many` if a seller has so many in force that one more is too many. */
export function requireRoom(inForce: number): void {
  const most = sampleItemLimits.inForce
  if (inForce >= most) throw sampleItemProblems.too_many({ most })
}

/** The end of a term of so many calendar days that begins now. */
export const decideEnd = ({ days }: Pick<SampleItemAsk, 'days'>, now: Instant, zone: Zone): Instant =>
  addDays(now, days, zone)

/** The state after an action. Throws `sample_item.not_in_force` for one that does not apply, or whose time is over. */
export function decideState(
  { state, endsAt }: Pick<SampleItem, 'state' | 'endsAt'>,
  action: SampleItemAction,
  now: Instant,
): SampleItemState {
  const steps: Partial<Record<SampleItemAction, SampleItemState>> = sampleItemTransitions[state]
  const next = steps[action]
  if (!next || (action === 'withdraw' && now >= endsAt)) throw sampleItemProblems.not_in_force({ state })
  return next
}
