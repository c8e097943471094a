import type { Id } from '@loggia/kernel'
import type { Db, Tx } from '../../platform/index.ts'
import { requireUnclaimed } from '../rules.ts'
import type { ClaimedLine, LineClaim } from '../schema.ts'
import * as store from '../store/index.ts'
import type { OrdersContext } from './context.ts'

type Asked = { readonly kind: LineClaim; readonly subject: string }

/** R149, R152, R153: what lines are claimed for, so that a refund and an invoice do not cross. */
export function createClaiming({ clock }: Pick<OrdersContext, 'clock'>) {
  /**
   * Claims these lines, which takes the locks of their orders. Throws `order.refund_in_review`,
   * `order.invoice_requested` or `order.invoice_issued` if a claim is in the way.
   */
  async function claimLines(tx: Tx, lineIds: readonly Id<'orl'>[], { kind, subject }: Asked): Promise<void> {
    await store.lockOfLines(tx, lineIds)
    requireUnclaimed(await store.listClaims(tx, lineIds), kind)
    const since = clock.now()
    await store.insertClaims(
      tx,
      lineIds.map((lineId) => ({ lineId, kind, subject, since })),
    )
  }

  /** Throws what {@link claimLines} throws, for lines that this subject has claimed. */
  async function requireClaimable(
    db: Db,
    lineIds: readonly Id<'orl'>[],
    { kind, subject }: Asked,
  ): Promise<void> {
    const others = await store.listClaims(db, lineIds)
    requireUnclaimed(
      others.filter((claim) => claim.kind !== kind || claim.subject !== subject),
      kind,
    )
  }

  const freeLines = (tx: Tx, lineIds: readonly Id<'orl'>[], asked: Asked): Promise<void> =>
    store.removeClaims(tx, lineIds, asked)

  const listClaims = (db: Db, lineIds: readonly Id<'orl'>[]): Promise<ClaimedLine[]> =>
    store.listClaims(db, lineIds)

  return { claimLines, requireClaimable, freeLines, listClaims }
}
