import type { Id, Instant } from '@loggia/kernel'
import { omitUndefined, fromIso } from '@loggia/kernel'
import type { RefundQuota, RouteReply } from '@loggia/protocol/console'
import { requireBuyer, requireOperator } from '../../parties/index.ts'
import { runInTx, record, toWireTime } from '../../platform/index.ts'
import type { Db, MemberActor, Tx } from '../../platform/index.ts'
import { decideReport, countLeft, mostOfYear, requireLeft, toYear } from '../rules.ts'
import type { Counted, OutsideRefund, Year } from '../schema.ts'
import * as store from '../store/index.ts'
import type { RefundsContext } from './giving.ts'

/** The report of another system; the time is text, as it came. */
export type Report = Pick<OutsideRefund, 'reference' | 'state' | 'refunds'> & {
  readonly requestedAt: string
  readonly note?: string | undefined
}
type OfBuyer = RouteReply<'GET /api/operator/buyers/:buyerId/refund-quota'>

/** R131, R136: the ten self-service refunds of a year. */
export function createQuota(context: RefundsContext) {
  const { db, clock, zone, parties } = context
  const thisYear = (): Year => toYear(clock.now(), zone)

  const present = ({ used, open }: Counted, { year }: Year): RefundQuota => ({
    year,
    most: mostOfYear,
    used,
    open,
    left: countLeft({ used, open }),
  })

  /**
   * R132: counts with the buyer's row locked until the refund is written, so that two at the same time cannot both be
   * the tenth.
   */
  async function take(tx: Tx, buyerId: Id<'byr'>): Promise<void> {
    await store.lockQuota(tx, buyerId)
    await requireOne(tx, buyerId)
  }

  /** Throws `refund.quota_used_up`. */
  async function requireOne(from: Db, buyerId: Id<'byr'>): Promise<void> {
    const year = thisYear()
    requireLeft(await store.count(from, buyerId, year), year)
  }

  async function getQuota(actor: MemberActor): Promise<RefundQuota> {
    const year = thisYear()
    return present(await store.count(db, requireBuyer(actor), year), year)
  }

  async function readQuotaOf(from: Db, buyerId: Id<'byr'>): Promise<OfBuyer> {
    await parties.getBuyer(from, buyerId)
    const year = thisYear()
    const outside = await store.listOutside(from, buyerId, year)
    return {
      quota: present(await store.count(from, buyerId, year), year),
      outside: outside.map(({ reference, state, refunds, requestedAt, note, reportedAt }) =>
        omitUndefined({
          reference,
          state,
          refunds,
          requestedAt: toWireTime(requestedAt),
          note,
          reportedAt: toWireTime(reportedAt),
        }),
      ),
    }
  }

  /** For operators; throws `parties.buyer_not_found`. */
  async function getQuotaOf(actor: MemberActor, buyerId: Id<'byr'>): Promise<OfBuyer> {
    requireOperator(actor)
    return readQuotaOf(db, buyerId)
  }

  /**
   * An operator's system reports a refund of another system. A reference counts once, however often it is reported.
   * Throws `refund.reference_taken`.
   */
  const reportOutside = (actor: MemberActor, buyerId: Id<'byr'>, report: Report): Promise<OfBuyer> =>
    runInTx(context, { actor }, async (tx) => {
      requireOperator(actor)
      await parties.getBuyer(tx, buyerId)
      await store.waitForReference(tx, report.reference)
      await store.lockQuota(tx, buyerId)
      const known = await store.findOutside(tx, report.reference)
      const now: Instant = clock.now()
      const decided = decideReport(known, {
        reference: report.reference,
        buyerId,
        state: report.state,
        refunds: report.refunds,
        requestedAt: fromIso(report.requestedAt),
        ...omitUndefined({ note: report.note }),
        reportedAt: now,
        reportedBy: actor.memberId,
      })
      await store.saveOutside(tx, decided)
      if (known?.state !== decided.state)
        await record(tx, 'refund.outside_reported', {
          subject: buyerId,
          at: now,
          data: { reference: decided.reference, state: decided.state, refunds: decided.refunds },
        })
      return readQuotaOf(tx, buyerId)
    })

  return { take, requireOne, getQuota, getQuotaOf, reportOutside }
}
