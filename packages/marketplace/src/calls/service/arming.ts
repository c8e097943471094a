import type { Id } from '@loggia/kernel'
import type { Tx } from '../../platform/index.ts'
import * as store from '../store/index.ts'
import { callsTopic } from './context.ts'
import type { CallContext } from './context.ts'

/**
 * Has the gate looked at as soon as this transaction is committed. Gates are written at the end of the transaction,
 * together and in one order, so that they are locked only briefly: a claim skips locked gates, and transactions that
 * make calls do not wait for each other.
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
 * There is room or work at these gates once the transaction is committed. The gates are not written: the next claim of
 * this process looks at them in any case, and if the process ends before, the sweep of another one does.
 */
export function freeCapacity(context: CallContext, tx: Tx, channelIds: Iterable<Id<'chn'>>): void {
  const freed = [...channelIds]
  for (const channelId of freed) context.arming.get(tx)?.delete(channelId)
  tx.afterCommit(() => {
    for (const channelId of freed) context.freed.add(channelId)
    context.changes.publish(callsTopic)
  })
}
