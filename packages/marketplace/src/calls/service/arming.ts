import type { Id } from '@loggia/kernel'
import type { Tx } from '../../platform/index.ts'
import * as store from '../store/index.ts'
import { callsTopic } from './context.ts'
import type { CallContext } from './context.ts'

/**
 * Lets a gate be looked at once this transaction is committed. Gates are written at its end, together and in
 * one order: a claim passes by a gate that is locked, and two transactions that make calls do not wait for each other.
 */
export function wakeGateAtCommit(context: CallContext, tx: Tx, channelId: Id<'chn'>): void {
  const armed = context.arming.get(tx)
  if (armed) return void armed.add(channelId)
  const gates = new Set([channelId])
  context.arming.set(tx, gates)
  tx.beforeCommit('gates', async () => {
    const by = { readyAt: context.clock.now(), limit: context.choices.current().sellerLimit }
    if (gates.size > 0) await store.armGates(tx, [...gates], by)
  })
}

/**
 * There is room or work at these gates once the transaction is committed. They are not written: this process's next
 * claim looks at them whatever they say, and if the process ends before, the sweep of any other does.
 */
export function freeCapacity(context: CallContext, tx: Tx, channelIds: Iterable<Id<'chn'>>): void {
  const freed = [...channelIds]
  for (const channelId of freed) context.arming.get(tx)?.delete(channelId)
  tx.afterCommit(() => {
    for (const channelId of freed) context.freed.add(channelId)
    context.changes.publish(callsTopic)
  })
}
