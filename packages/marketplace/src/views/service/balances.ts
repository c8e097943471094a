import { omitUndefined, fromIso, toPage } from '@loggia/kernel'
import type { Id, Page, PageRequest } from '@loggia/kernel'
import type { BalanceEntry, BalanceFilter, Money } from '@loggia/protocol/console'
import { marketCurrency } from '../../ledger/index.ts'
import { toWireMoney } from '../../platform/index.ts'
import type { Platform } from '../../platform/index.ts'
import { presentMovement } from '../present/orders.ts'
import { clampToCalendar } from '../rules.ts'
import * as store from '../store/index.ts'

/** The same limit as for exports of the audit record. */
const mostExported = 50_000
const batchLength = 1_000

export function createBalanceViews({ db }: Platform) {
  /** A buyer's balance and its entries, newest first. The filter applies to the entries only. */
  async function getBalance(
    buyerId: Id<'byr'>,
    page: PageRequest,
    filter: BalanceFilter = {},
  ): Promise<{ balance: Money; entries: Page<BalanceEntry> }> {
    const { accountId, balance } = await store.findBalance(db, buyerId, marketCurrency)
    const rows =
      accountId === undefined ? [] : await store.listMovements(db, { ...toFilter(filter), accountId }, page)
    return {
      balance: toWireMoney(balance),
      entries: toPage(rows, page.limit, { item: presentMovement, cursor: (row) => row.id }),
    }
  }

  /** The same entries as a stream, at most 50,000, read from the database in batches. */
  async function* exportBalance(buyerId: Id<'byr'>, filter: BalanceFilter): AsyncGenerator<BalanceEntry> {
    const { accountId } = await store.findBalance(db, buyerId, marketCurrency)
    if (accountId === undefined) return
    const of = { ...toFilter(filter), accountId }
    let after: string | undefined
    for (let left = mostExported; left > 0; left -= batchLength) {
      const rows = await store.listMovements(db, of, omitUndefined({ limit: batchLength, after }))
      for (const row of rows.slice(0, batchLength)) yield presentMovement(row)
      if (rows.length <= batchLength) return
      after = rows[batchLength - 1]?.id
    }
  }

  return { getBalance, exportBalance }
}

const toFilter = ({ from, to, ...rest }: BalanceFilter) =>
  omitUndefined({
    ...rest,
    from: from === undefined ? undefined : clampToCalendar(fromIso(from)),
    to: to === undefined ? undefined : clampToCalendar(fromIso(to)),
  })
