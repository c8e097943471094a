import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { Verdict } from '@loggia/protocol/wire'
import { familyOf } from '../../dialects/index.ts'
import { notify, record, toWireTime } from '../../platform/index.ts'
import type { Party, Tx } from '../../platform/index.ts'
import { decideGate, decideFlip, toSignal } from '../rules.ts'
import type { Call, Gate } from '../schema.ts'
import * as store from '../store/index.ts'
import { freeCapacity } from './arming.ts'
import { getBreaker } from './context.ts'
import type { CallContext } from './context.ts'
import { presentVerdict } from './verdict.ts'
import type { Settled } from './sending.ts'

export type Gates = ReadonlyMap<Id<'chn'>, Gate>

/**
 * Updates the gates by what these attempts say about their sellers' servers. Gates are locked only here, at the end of
 * the transaction, in one order, and only those that change: the gate of a healthy seller is not written.
 */
export async function updateGates(
  context: CallContext,
  tx: Tx,
  { settled, gates }: { settled: readonly Settled[]; gates: Gates },
): Promise<void> {
  const by = {
    now: context.clock.now(),
    limit: context.choices.current().sellerLimit,
    breaker: getBreaker(context),
  }
  const decide = (gate: Gate): { gate: Gate; verdict?: Verdict } => {
    let decided: { gate: Gate; verdict?: Verdict } = { gate }
    for (const { call, outcome } of settled) {
      if (call.channelId !== gate.channelId) continue
      const next = decideGate(decided.gate, toSignal(outcome), by)
      const parks = decideFlip(decided.gate, next) === 'parked'
      decided = { ...decided, gate: next, ...omitUndefined({ verdict: parks ? outcome.verdict : undefined }) }
    }
    return decided
  }
  const changing = [...gates.values()].filter((gate) => decide(gate).gate !== gate)
  if (changing.length === 0) return
  const locked = await store.lockGates(
    tx,
    changing.map((gate) => gate.channelId),
  )
  const decided = locked.map((before) => ({ before, ...decide(before) }))
  await store.saveGates(
    tx,
    decided.filter(({ before, gate }) => gate !== before).map(({ gate }) => gate),
  )
  await store.rearm(
    tx,
    locked.map((gate) => gate.channelId),
    context.settings.expiryGraceMs,
  )
  for (const one of decided) {
    const sellerId = findTold(settled, one.gate)
    if (sellerId) await tellFlip(context, tx, { sellerId, ...one })
  }
}

/**
 * The seller to tell about a gate that was closed or opened, if their products are served through it. For a server that
 * only gets notifications nobody is told: nothing else waits for it.
 */
function findTold(settled: readonly Settled[], { channelId }: Gate): Id<'sel'> | undefined {
  const call: Call | undefined = settled.find((one) => one.call.channelId === channelId)?.call
  return call && familyOf(call.operation.kind).of === 'product' ? call.sellerId : undefined
}

type Flip = {
  readonly sellerId: Id<'sel'>
  readonly before: Gate
  readonly gate: Gate
  readonly verdict?: Verdict
}

/** Notifies the seller and the operators if the seller was parked or has recovered. */
async function tellFlip(
  context: CallContext,
  tx: Tx,
  { sellerId, before, gate, verdict }: Flip,
): Promise<void> {
  const flip = decideFlip(before, gate)
  const { failures, probeAt, openedAt } = gate
  if (flip === 'parked' && verdict && openedAt !== undefined && probeAt !== undefined) {
    const parkedSince = toWireTime(openedAt)
    const data = { failures, probeAt: toWireTime(probeAt), verdict: presentVerdict(verdict) }
    await record(tx, 'seller.parked', { subject: sellerId, data: { ...data, parkedSince } })
    const { parties, seller } = await describeSeller(context, tx, sellerId)
    for (const to of parties)
      await notify(tx, 'seller_parked', to, {
        subject: `${sellerId}:${parkedSince}`,
        data: { seller, parkedSince, ...data },
      })
  }
  if (flip === 'recovered' && before.openedAt !== undefined) {
    const parkedSince = toWireTime(before.openedAt)
    await record(tx, 'seller.recovered', { subject: sellerId, data: { parkedSince } })
    const { parties, seller } = await describeSeller(context, tx, sellerId)
    for (const to of parties)
      await notify(tx, 'seller_recovered', to, {
        subject: `${sellerId}:${parkedSince}`,
        data: { seller, parkedSince, recoveredAt: toWireTime(context.clock.now()) },
      })
  }
}

async function describeSeller(context: Pick<CallContext, 'parties'>, tx: Tx, sellerId: Id<'sel'>) {
  const { id, name } = await context.parties.getSeller(tx, sellerId)
  const parties: readonly Party[] = [{ kind: 'seller', id }, { kind: 'operator' }]
  return { parties, seller: { id, name } }
}

/**
 * Lets the next call probe a parked seller now, because a person or a page has found that the seller answers. False if
 * the seller is not parked.
 */
export async function scheduleProbe(context: CallContext, tx: Tx, channelId: Id<'chn'>): Promise<boolean> {
  const gate = await store.lockGate(tx, channelId)
  if (gate?.breaker !== 'open') return false
  await store.saveGates(tx, [{ ...gate, probeAt: context.clock.now() }])
  await store.rearm(tx, [channelId], context.settings.expiryGraceMs)
  freeCapacity(context, tx, [channelId])
  return true
}
