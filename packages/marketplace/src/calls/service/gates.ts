import type { Verdict } from '@loggia/protocol/wire'
import { emit, recordHistory, timeToWire } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import { decideGate, flipOf, gateOf, sellerOfOwn, signalOf } from '../rules.ts'
import type { Gate, GateId, SellerParked, SellerRecovered } from '../schema.ts'
import * as store from '../store/index.ts'
import { free } from './arming.ts'
import { breakerOf } from './context.ts'
import type { CallContext } from './context.ts'
import { presentVerdict } from './verdict.ts'
import type { Settled } from './sending.ts'

export type Gates = ReadonlyMap<GateId, Gate>

/**
 * What these attempts tell of their sellers' servers. Gates are locked here and nowhere before, in one order, at the end
 * of the transaction, and only those that change: a healthy seller's is not touched.
 */
export async function updateGates(
  context: CallContext,
  tx: Tx,
  { settled, gates }: { settled: readonly Settled[]; gates: Gates },
): Promise<void> {
  const by = {
    now: context.clock.now(),
    limit: context.choices.current().sellerLimit,
    breaker: breakerOf(context),
  }
  const decide = (gate: Gate): { gate: Gate; verdict?: Verdict } => {
    let decided: { gate: Gate; verdict?: Verdict } = { gate }
    for (const { call, outcome } of settled) {
      if (gateOf(call) !== gate.id) continue
      const next = decideGate(decided.gate, signalOf(outcome), by)
      const parks = flipOf(decided.gate, next) === 'parked'
      decided = { ...decided, gate: next, ...(parks && { verdict: outcome.verdict }) }
    }
    return decided
  }
  const changing = [...gates.values()].filter((gate) => decide(gate).gate !== gate)
  if (changing.length === 0) return
  const locked = await store.lockGates(
    tx,
    changing.map((gate) => gate.id),
  )
  const decided = locked.map((before) => ({ before, ...decide(before) }))
  await store.saveGates(
    tx,
    decided.filter(({ before, gate }) => gate !== before).map(({ gate }) => gate),
  )
  await store.rearm(
    tx,
    locked.map((gate) => gate.id),
    context.settings.expiryGraceMs,
  )
  for (const one of decided) await tellFlip(context, tx, one)
}

async function tellFlip(
  context: CallContext,
  tx: Tx,
  { before, gate, verdict }: { before: Gate; gate: Gate; verdict?: Verdict },
): Promise<void> {
  const flip = flipOf(before, gate)
  const now = context.clock.now()
  const { id, failures } = gate
  const sellerId = sellerOfOwn(id)
  // Of the server that hears of orders its calls tell enough: nothing else waits for it.
  if (sellerId === undefined) return
  if (flip === 'parked' && verdict && gate.openedAt !== undefined && gate.probeAt !== undefined) {
    const { openedAt: parkedSince, probeAt } = gate
    const data = { failures, probeAt: timeToWire(probeAt), verdict: presentVerdict(verdict) }
    await recordHistory(tx, { subject: sellerId, at: now, kind: 'seller.parked', data })
    const parked: SellerParked = { type: 'seller.parked', sellerId, parkedSince, probeAt, failures, verdict }
    await emit(tx, parked)
  }
  if (flip === 'recovered' && before.openedAt !== undefined) {
    const { openedAt: parkedSince } = before
    const data = { parkedSince: timeToWire(parkedSince) }
    await recordHistory(tx, { subject: sellerId, at: now, kind: 'seller.recovered', data })
    const recovered: SellerRecovered = {
      type: 'seller.recovered',
      sellerId,
      parkedSince,
      recoveredAt: now,
    }
    await emit(tx, recovered)
  }
}

/** Lets a parked seller be tried by their next call now: somebody says, or a page has seen, that they answer. False if they are not parked. */
export async function probeSoon(context: CallContext, tx: Tx, gateId: GateId): Promise<boolean> {
  const gate = await store.lockGate(tx, gateId)
  if (gate?.breaker !== 'open') return false
  await store.saveGates(tx, [{ ...gate, probeAt: context.clock.now() }])
  await store.rearm(tx, [gateId], context.settings.expiryGraceMs)
  free(context, tx, [gateId])
  return true
}
