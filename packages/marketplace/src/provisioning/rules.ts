import { addMs } from '@loggia/kernel'
import type { DurationMs, Instant } from '@loggia/kernel'
import type { Instance, InstanceState } from './schema.ts'

type InstanceAction = 'open' | 'fail' | 'release' | 'confirm_release'

export const instanceTransitions: Readonly<
  Record<InstanceState, Partial<Record<InstanceAction, InstanceState>>>
> = {
  opening: { open: 'open', fail: 'failed', release: 'releasing' },
  open: { release: 'releasing' },
  failed: { release: 'releasing' },
  releasing: { confirm_release: 'released' },
  released: {},
}

export function decideState(instance: Instance, action: InstanceAction): InstanceState {
  const next = instanceTransitions[instance.state][action]
  if (!next) throw new Error(`Instance ${instance.id} is ${instance.state}: ${action} does not apply`)
  return next
}

/** R70: the seller has this long from payment. */
export const openingUntil = (paidAt: Instant, windowMs: DurationMs): Instant => addMs(paidAt, windowMs)
