import { fromIso, omitUndefined, toPage } from '@loggia/kernel'
import type { Id, Page, PageRequest } from '@loggia/kernel'
import type { OperatorTopUpRequest, TopUpRequest, TopUpRequestFilter } from '@loggia/protocol/console'
import type { KeptFile } from '../../files/index.ts'
import { ledgerProblems } from '../../ledger/index.ts'
import type { Ledger, TopUpRequestState } from '../../ledger/index.ts'
import type { Platform } from '../../platform/index.ts'
import { presentRequestForOperators, presentTopUpRequest } from '../present/top-ups.ts'
import { clampToCalendar } from '../rules.ts'
import * as store from '../store/index.ts'

export type TopUpViewsContext = Platform & { readonly ledger: Pick<Ledger, 'listReceipts'> }

/** Requests for top-ups, with their receipts. */
export function createTopUpViews({ db, ledger }: TopUpViewsContext) {
  async function listWithReceipts<T>(
    of: store.TopUpRequestsAsked,
    page: PageRequest,
    present: (row: store.TopUpRequestRow, receipt: KeptFile | undefined) => T,
  ): Promise<Page<T>> {
    const rows = await store.listTopUpRequests(db, of, page)
    const receiptsOf = await ledger.listReceipts(
      db,
      rows.map(({ id }) => id),
    )
    const item = (row: store.TopUpRequestRow) => present(row, receiptsOf(row.id)[0])
    return toPage(rows, page.limit, { item, cursor: (row) => row.id })
  }

  /** A buyer's own requests, newest first. */
  const listOwnTopUpRequests = (
    of: { readonly buyerId: Id<'byr'>; readonly state?: TopUpRequestState | undefined },
    page: PageRequest,
  ): Promise<Page<TopUpRequest>> => listWithReceipts(of, page, presentTopUpRequest)

  /** Throws `ledger.request_unknown` for another buyer's request. */
  async function getOwnTopUpRequest(buyerId: Id<'byr'>, id: Id<'tur'>): Promise<TopUpRequest> {
    const row = await store.findTopUpRequest(db, id)
    if (row?.buyer_id !== buyerId) throw ledgerProblems.request_unknown()
    return presentTopUpRequest(row, (await ledger.listReceipts(db, [id]))(id)[0])
  }

  /** The requests that match all filters, newest first: for operators. */
  const listTopUpRequests = (
    of: TopUpRequestFilter,
    page: PageRequest,
  ): Promise<Page<OperatorTopUpRequest>> => listWithReceipts(toFilter(of), page, presentRequestForOperators)

  return { listOwnTopUpRequests, getOwnTopUpRequest, listTopUpRequests }
}

const toFilter = ({ from, to, ...rest }: TopUpRequestFilter): store.TopUpRequestsAsked =>
  omitUndefined({
    ...rest,
    from: from === undefined ? undefined : clampToCalendar(fromIso(from)),
    to: to === undefined ? undefined : clampToCalendar(fromIso(to)),
  })
