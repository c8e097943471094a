import { toPage } from '@loggia/kernel'
import type { Id, Page, PageRequest } from '@loggia/kernel'
import type { BalanceEntry, BalanceFilter, Money } from '@loggia/protocol/console'
import { marketCurrency } from '../../ledger/index.ts'
import { toWireMoney } from '../../platform/index.ts'
import type { Platform } from '../../platform/index.ts'
import { presentMovement } from '../present/orders.ts'
import { toRange } from '../rules.ts'
import * as store from '../store/index.ts'

export function createBalanceViews({ db }: Platform) {
  /** A buyer's balance and its entries, newest first. The filter applies to the entries only. */
  async function getBalance(
    buyerId: Id<'byr'>,
    page: PageRequest,
    filter: BalanceFilter = {},
  ): Promise<{ balance: Money; entries: Page<BalanceEntry> }> {
    const { accountId, balance } = await store.findBalance(db, buyerId, marketCurrency)
    const rows =
      accountId === undefined
        ? []
        : await store.listMovements(db, { ...filter, ...toRange(filter), accountId }, page)
    return {
      balance: toWireMoney(balance),
      entries: toPage(rows, page.limit, { item: presentMovement, cursor: (row) => row.id }),
    }
  }

  return { getBalance }
}
