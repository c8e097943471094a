import { omitUndefined } from '@loggia/kernel'
import type { Id, Money } from '@loggia/kernel'
import type { DeliveryFailed } from '../../fulfilment/index.ts'
import { runInTx } from '../../platform/index.ts'
import type { Db, MemberActor, Tx } from '../../platform/index.ts'
import { requireOpen, requireOpened, requireRunning } from '../rules.ts'
import type { Supervision, SupervisionStage } from '../schema.ts'
import * as store from '../store.ts'
import type { Appeals } from './appeals.ts'
import { lockIfSupervised, lockOwn } from './context.ts'
import type { SupervisionContext } from './context.ts'

/**
 * What refunds do to a supervised delivery: a request stops it (R148), its end lets it go on, and an agreed refund ends
 * it (R155).
 */
export function createRefunding(context: SupervisionContext, { saveResumed, noteResumed }: Appeals) {
  const { clock, fulfilment } = context

  /** Locks the delivery of a service, first the subscription; undefined if it is not supervised. */
  const lockForRefund = (tx: Tx, subscriptionId: Id<'sub'>): Promise<Supervision | undefined> =>
    lockIfSupervised(context, tx, subscriptionId)

  /** Stops the flow. Throws `supervision.not_in_stage`, `supervision.appealed`, `supervision.refund_open`. */
  async function stopForRefund(tx: Tx, of: Supervision): Promise<void> {
    requireOpen(of)
    requireRunning(of)
    await store.save(tx, { ...of, refundAskedAt: clock.now(), refundTurn: 'seller' })
  }

  /** R151: whose turn it is while goods go back. */
  const passRefund = (tx: Tx, of: Supervision, refundTurn: 'buyer' | 'seller'): Promise<void> =>
    store.save(tx, { ...of, refundTurn })

  /**
   * The request was rejected, withdrawn or closed. If the goods were sent back for it (R151), the time until the system
   * accepts begins anew.
   */
  async function resumeAfterRefund(
    tx: Tx,
    of: Supervision,
    { goodsSent }: { readonly goodsSent: boolean },
  ): Promise<void> {
    const { refundAskedAt, refundTurn: _turn, ...rest } = of
    await noteResumed(tx, await saveResumed(tx, rest, { from: refundAskedAt, anew: goodsSent }))
  }

  type Why = Pick<DeliveryFailed, 'cause'> & { readonly reason: string; readonly amount?: Money | undefined }
  /** Ends the delivery; the amount goes back, and without one all that was paid. Throws `supervision.not_opened`. */
  async function endByRefund(tx: Tx, of: Supervision, why: Why): Promise<void> {
    requireOpen(of)
    requireOpened(of)
    await fulfilment.fail(tx, of.subscriptionId, omitUndefined({ orphanPossible: false, ...why }))
  }

  /** An operator ends it before it is accepted. Throws `supervision.not_in_stage`, `supervision.not_opened`. */
  const refund = (actor: MemberActor, id: Id<'spv'>, reason: string): Promise<{ stage: SupervisionStage }> =>
    runInTx(context, { actor }, async (tx) => {
      await endByRefund(tx, await lockOwn(context, tx, { actor, role: 'operator', id }), { reason })
      return { stage: 'ended' }
    })

  const findByLine = (db: Db, lineId: Id<'orl'>): Promise<Supervision | undefined> =>
    store.findByLine(db, lineId)

  return {
    lockForRefund,
    stopForRefund,
    passRefund,
    resumeAfterRefund,
    endByRefund,
    refund,
    findByLine,
    listById: store.list,
  }
}
