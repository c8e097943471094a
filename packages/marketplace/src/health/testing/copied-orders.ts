import { toIso } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import type { World } from '../../embedded/index.ts'

/** Purchases like one that was made, for markets that would take hours to live through. */
export type Copied = {
  readonly buyerIds: readonly string[]
  readonly each: number
  readonly paidAt: Instant
  /** How long the nth of all copies took, or that it failed; spread over the copies. */
  readonly tookMs: readonly (number | 'failed')[]
  /** Every so many activated ones were refunded. */
  readonly refundedEvery?: number
}

const quote = (values: readonly (string | null)[]): string =>
  values.map((value) => (value === null ? 'null' : `'${value}'`)).join(', ')

/** Copies the rows of an order with other buyers, in the order of time: one a second. Each was paid at the last moment. */
export function createCopies({ db }: World['platform']) {
  let copied = 0
  let madeBuyers = 0

  async function copyOrders(orderId: Id<'ord'>, of: Copied): Promise<void> {
    const first = copied
    const rows = of.buyerIds.flatMap((buyerId) => Array.from({ length: of.each }, () => buyerId))
    copied += rows.length
    const place = (nth: number): string => String(first + nth).padStart(25, '0')
    const values = rows.map((buyerId, nth) => {
      const took = of.tookMs[nth % of.tookMs.length] ?? 0
      const paidAt = of.paidAt + nth * 1000
      const end = took === 'failed' ? null : toIso(paidAt + took)
      const isRefunded = end !== null && of.refundedEvery !== undefined && nth % of.refundedEvery === 0
      return `(${quote([place(nth), buyerId, toIso(paidAt), end, took === 'failed' ? toIso(paidAt + 10_800_000) : null])}, ${isRefunded})`
    })
    await db.script(`
      set local session_replication_role = replica;
      create temporary table copy (place text, buyer_id text, paid_at timestamptz, opened_at timestamptz, failed_at timestamptz, refunded boolean);
      insert into copy values ${values.join(', ')};
      insert into "order" select one.* from copy c, "order" o, jsonb_populate_record(o, jsonb_build_object('id', 'ord_z' || c.place,
        'number', 'CS98' || c.place, 'buyer_id', c.buyer_id, 'created_at', c.paid_at - interval '7 days' + interval '1 second', 'paid_at', c.paid_at)) one where o.id = '${orderId}';
      insert into order_line (id, order_id, number, seller_id, product_id, sku_id, price_item_id, offer, quantity, amount_minor, currency, state)
        select 'orl_z' || c.place, 'ord_z' || c.place, 'CS98' || c.place || '-1', seller_id, product_id, sku_id, price_item_id, offer,
          quantity, amount_minor, currency, state from copy c, order_line where order_id = '${orderId}';
      insert into delivery select one.* from copy c, delivery d, jsonb_populate_record(d, jsonb_build_object('id', 'dlv_z' || c.place,
        'order_line_id', 'orl_z' || c.place, 'subscription_id', 'sub_z' || c.place, 'order_id', 'ord_z' || c.place,
        'state', case when c.opened_at is null then 'failed' else 'accepted' end, 'started_at', c.paid_at,
        'delivered_at', c.opened_at, 'accepted_at', c.opened_at, 'failed_at', c.failed_at)) one where d.order_id = '${orderId}';
      insert into refund (id, buyer_id, order_line_id, order_id, refund_order_id, cause, state, amount_minor, currency, requested_at, paid_at)
        select 'rfd_z' || c.place, c.buyer_id, 'orl_z' || c.place, 'ord_z' || c.place, 'ord_r' || c.place, 'five_day', 'paid', 1000, 'CNY',
          c.opened_at + interval '1 hour', c.opened_at + interval '1 hour' from copy c where c.refunded;
      drop table copy`)
  }

  /** Buyers like this one, whose names differ. */
  async function copyBuyers(buyerId: Id<'byr'>, count: number): Promise<string[]> {
    const ids = Array.from({ length: count }, () => `byr_z${String((madeBuyers += 1)).padStart(25, '0')}`)
    await db.script(`
      insert into buyer select one.* from buyer b, unnest(array[${quote(ids)}]) as made, jsonb_populate_record(b,
        jsonb_build_object('id', made, 'name_zh', '买家 ' || made, 'name_en', 'Buyer ' || made)) one where b.id = '${buyerId}'`)
    return ids
  }

  return { copyOrders, copyBuyers }
}
