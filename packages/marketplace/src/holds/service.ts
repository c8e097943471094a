import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { record, runInTx } from '../platform/index.ts'
import type { MemberActor, Platform, Tx } from '../platform/index.ts'
import { findCurrent, requireFit, requireFree, requireHeld } from './rules.ts'
import type { Hold, HoldAsk } from './schema.ts'
import * as store from './store.ts'

export type Holds = ReturnType<typeof createHolds>

/** Who works on what waits for operators. Callers know what waits, and who may decide it. */
export function createHolds(platform: Platform) {
  const { clock, ids } = platform

  const change = (
    actor: MemberActor,
    ask: HoldAsk,
    work: (tx: Tx, kept: Hold | undefined) => Promise<void>,
  ): Promise<void> =>
    runInTx(platform, { actor }, async (tx) => {
      await store.waitForTurn(tx, ask.waiting)
      await work(tx, await store.find(tx, ask.waiting))
    })

  const factOf = ({ waiting: { kind, id } }: HoldAsk) => ({ kind, about: id })

  /** Of two operators at once one gets it. Throws `hold.taken`, `hold.unfit`. */
  const takeUp = (actor: MemberActor, ask: HoldAsk): Promise<void> =>
    change(actor, ask, async (tx, kept) => {
      const { memberId } = actor
      requireFit(ask, memberId)
      const current = findCurrent(kept, ask)
      requireFree(current, ask, memberId)
      if (current) return
      const hold = { id: kept?.id ?? ids.next('hld'), memberId, takenAt: clock.now() }
      await store.save(tx, ask.waiting, hold)
      await record(tx, 'hold.taken', { subject: hold.id, data: factOf(ask) })
    })

  /** Who gets it finds it among what was handed over to them. Throws `hold.not_held`, `hold.unfit`. */
  const handOver = (actor: MemberActor, ask: HoldAsk, to: Id<'mbr'>): Promise<void> =>
    change(actor, ask, async (tx, kept) => {
      const current = findCurrent(kept, ask)
      requireHeld(current, ask, actor.memberId)
      requireFit(ask, to)
      if (to === current.memberId) return
      // The owner may take over what somebody else holds.
      const handedBy = to === actor.memberId ? undefined : actor.memberId
      const hold = omitUndefined({ id: current.id, memberId: to, takenAt: clock.now(), handedBy })
      await store.save(tx, ask.waiting, hold)
      await record(tx, 'hold.handed_over', { subject: current.id, data: { ...factOf(ask), to } })
    })

  /** Throws `hold.not_held`. */
  const handBack = (actor: MemberActor, ask: HoldAsk): Promise<void> =>
    change(actor, ask, async (tx, kept) => {
      const current = findCurrent(kept, ask)
      requireHeld(current, ask, actor.memberId)
      await store.remove(tx, current)
      await record(tx, 'hold.handed_back', { subject: current.id, data: factOf(ask) })
    })

  return { takeUp, handOver, handBack }
}
