import { createMoney, omitUndefined, toPage } from '@loggia/kernel'
import type { Page, PageRequest } from '@loggia/kernel'
import type { RefundEntry } from '@loggia/protocol/console'
import { toWireMoney, toWireTime } from '../../platform/index.ts'
import type { Platform } from '../../platform/index.ts'
import * as store from '../store/index.ts'

export function createRefundViews({ db }: Platform) {
  /** A buyer's refunds, newest first: requests in every state, and refunds without a request. */
  const listRefundEntries = async (
    of: store.RefundEntriesAsked,
    page: PageRequest,
  ): Promise<Page<RefundEntry>> =>
    toPage(await store.listRefundEntries(db, of, page), page.limit, {
      item: presentEntry,
      cursor: ({ id }) => id,
    })

  return { listRefundEntries }
}

const presentEntry = (row: store.RefundEntryRow): RefundEntry =>
  omitUndefined({
    id: row.id,
    requestId: row.request_id ?? undefined,
    state: row.state,
    cause: row.cause ?? undefined,
    askedAt: toWireTime(row.asked_at),
    endedAt: toWireTime(row.ended_at ?? undefined),
    amount: toWireMoney(createMoney(row.amount_minor, row.currency)),
    order: { id: row.order_id, number: row.order_number },
    product: omitUndefined({ id: row.product_id, name: row.product_name, logo: row.logo ?? undefined }),
    seller: { zh: row.seller_zh, en: row.seller_en },
  })
