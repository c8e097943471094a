import type { Id } from '@loggia/kernel'
import type { Tx } from '../../platform/index.ts'
import * as store from '../store/index.ts'
import type { CallContext } from './context.ts'

/**
 * Lets the seller's gate be looked at once this transaction is committed. Gates are written at its end, together and in
 * one order: a claim passes by a gate that is locked, and two transactions that make calls do not wait for each other.
 */
export function arm(context: CallContext, tx: Tx, sellerId: Id<'sel'>): void {
  const armed = context.arming.get(tx)
  if (armed) return void armed.add(sellerId)
  context.arming.set(tx, new Set([sellerId]))
  tx.beforeCommit(async () => {
    const left = takeArmed(context, tx)
    const by = { readyAt: context.clock.now(), limit: context.settings.sellerLimit }
    if (left.size > 0) await store.armGates(tx, [...left], by)
  })
}

/** The sellers whose gates are still to be armed; from here on that is the caller's. */
export function takeArmed(context: CallContext, tx: Tx): ReadonlySet<Id<'sel'>> {
  const armed = context.arming.get(tx) ?? new Set<Id<'sel'>>()
  context.arming.set(tx, new Set())
  return armed
}
