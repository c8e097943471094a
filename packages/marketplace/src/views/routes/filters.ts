import { fromIso, omitUndefined } from '@loggia/kernel'
import type { PageRequest } from '@loggia/kernel'
import type { RouteRequest } from '@loggia/protocol/console'
import { viewProblems } from '../problems.ts'

export const toPageRequest = ({
  limit,
  after,
}: {
  limit: number
  after?: string | undefined
}): PageRequest => {
  // Cursors consist of ids and subjects such as `category:data`; the database may reject other characters.
  if (after !== undefined && !/^[\w~:-]+$/.test(after)) throw viewProblems.cursor_malformed()
  return omitUndefined({ limit, after })
}

export const toCallFilter = ({ from, to, ...query }: RouteRequest<'GET /api/seller/calls.csv'>['query']) =>
  omitUndefined({
    orderId: query.orderId,
    orderNumber: query.orderNumber,
    instance: query.instance,
    state: query.state,
    result: query.result,
    activity: query.activity,
    from: from === undefined ? undefined : fromIso(from),
    to: to === undefined ? undefined : fromIso(to),
  })

export const toSellerFilter = ({
  text,
  breaker,
  selling,
  sort,
}: RouteRequest<'GET /api/operator/sellers.csv'>['query']) =>
  omitUndefined({ text, breaker, sort, selling: selling === undefined ? undefined : selling === 'yes' })
