import { readReference, toCursor } from '@loggia/kernel'
import type { Id, Instant, PageRequest } from '@loggia/kernel'
import { sql } from 'kysely'
import type { SqlBool } from 'kysely'
import type { TopUpRequestState } from '../../ledger/index.ts'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db } from '../../platform/index.ts'
import type { ViewTables } from './joined.ts'
import { selectMeantBuyers } from './orders.ts'

const selectRequests = (db: Db) =>
  db
    .withTables<ViewTables>()
    .selectFrom('top_up_request as one')
    .innerJoin('buyer', 'buyer.id', 'one.buyer_id')
    .innerJoin('member as asker', 'asker.id', 'one.member_id')
    .leftJoin('member as ender', 'ender.id', 'one.ended_by')
    .leftJoin('balance_change as change', (join) =>
      join.onRef('change.request_id', '=', 'one.id').on('change.state', 'in', ['waiting', 'confirmed']),
    )
    .leftJoin('member as recorder', 'recorder.id', 'change.proposed_by')
    .selectAll('one')
    .select(['buyer.name_zh', 'buyer.name_en', 'asker.name as asker_name', 'ender.name as ender_name'])
    .select(['change.id as change_id', 'change.amount_minor as recorded_minor'])
    .select(['change.proposed_by', 'recorder.name as recorder_name'])
    .select((eb) =>
      eb
        .selectFrom('balance_change as past')
        .select(({ fn }) => fn.max('past.decided_at').as('at'))
        .whereRef('past.request_id', '=', 'one.id')
        // The index of changes is by buyer.
        .whereRef('past.buyer_id', '=', 'one.buyer_id')
        .where('past.state', 'in', ['rejected', 'withdrawn'])
        .as('returned_at'),
    )
export type TopUpRequestRow = Awaited<ReturnType<typeof findTopUpRequest>> & object

export const findTopUpRequest = (db: Db, id: Id<'tur'>) =>
  selectRequests(db).where('one.id', '=', id).executeTakeFirst()

export type TopUpRequestsAsked = {
  readonly buyerId?: Id<'byr'> | undefined
  readonly state?: TopUpRequestState | undefined
  readonly text?: string | undefined
  /** Requested from and before these times. */
  readonly from?: Instant | undefined
  readonly to?: Instant | undefined
}

/** Requests for top-ups that match all filters, newest first. */
export function listTopUpRequests(
  db: Db,
  of: TopUpRequestsAsked,
  page: PageRequest,
): Promise<TopUpRequestRow[]> {
  let query = selectRequests(db)
  if (of.buyerId !== undefined) query = query.where('one.buyer_id', '=', of.buyerId)
  if (of.state !== undefined) query = query.where('one.state', '=', of.state)
  if (of.from !== undefined) query = query.where('one.asked_at', '>=', toTimestamptz(of.from))
  if (of.to !== undefined) query = query.where('one.asked_at', '<', toTimestamptz(of.to))
  if (of.text !== undefined) {
    const reference = readReference(of.text)
    query =
      reference === undefined
        ? query.where(sql<SqlBool>`one.buyer_id in (${selectMeantBuyers(of.text)})`)
        : query.where('one.reference', '=', reference)
  }
  if (page.after !== undefined) query = query.where('one.id', '<', toCursor(page.after, 'tur'))
  return query
    .orderBy('one.id', 'desc')
    .limit(page.limit + 1)
    .execute()
}
