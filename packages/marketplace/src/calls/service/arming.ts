import type { Id } from '@loggia/kernel'
import type { Tx } from '../../platform/index.ts'
import * as store from '../store/index.ts'
import { callsTopic } from './context.ts'
import type { CallContext } from './context.ts'

/**
 * Lets the seller's gate be looked at once this transaction is committed. Gates are written at its end, together and in
 * one order: a claim passes by a gate that is locked, and two transactions that make calls do not wait for each other.
 */
export function arm(context: CallContext, tx: Tx, sellerId: Id<'sel'>): void {
  const armed = context.arming.get(tx)
  if (armed) return void armed.add(sellerId)
  const sellers = new Set([sellerId])
  context.arming.set(tx, sellers)
  tx.beforeCommit(async () => {
    const by = { readyAt: context.clock.now(), limit: context.choices.current().sellerLimit }
    if (sellers.size > 0) await store.armGates(tx, [...sellers], by)
  })
}

/**
 * There is room or work at this seller once the transaction is committed. Their gate is not written: this process's next
 * claim looks at it whatever it says, and if the process ends before, the sweep of any other does.
 */
export function free(context: CallContext, tx: Tx, sellerIds: Iterable<Id<'sel'>>): void {
  const freed = [...sellerIds]
  for (const sellerId of freed) context.arming.get(tx)?.delete(sellerId)
  tx.afterCommit(() => {
    for (const sellerId of freed) context.freed.add(sellerId)
    context.changes.publish(callsTopic)
  })
}
