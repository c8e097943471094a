import type { FastifyInstance } from 'fastify'
import { balanceFilterSchema } from '@loggia/protocol/console'
import type { BalanceEntry, BalanceFilter } from '@loggia/protocol/console'
import type { Id } from '@loggia/kernel'
import { partyProblems, requireBuyer } from '../parties/index.ts'
import { readFilter, sendCsv } from './csv.ts'
import type { Edge } from './edge.ts'
import { admit, identify } from './identity.ts'

export const balanceCsvUrl = '/api/buyer/balance.csv'
export type ExportBalance = (buyerId: Id<'byr'>, filter: BalanceFilter) => AsyncIterable<BalanceEntry>

const head = ['at', 'id', 'kind', 'order', 'reason', 'amount', 'balanceAfter', 'currency']

/** `GET /api/buyer/balance.csv`: what changed the buyer's balance, newest first, as a table, at most 50,000 rows. */
export function registerBalanceCsv(server: FastifyInstance, edge: Edge, entries: ExportBalance): void {
  server.get(balanceCsvUrl, { exposeHeadRoute: false }, async (request, reply) => {
    const who = await identify(edge, request)
    admit({ role: 'buyer', method: 'GET', path: '/api/buyer/balance' }, who)
    if (!who) throw partyProblems.sign_in_required()
    const filter = readFilter(balanceFilterSchema, request.query)
    return sendCsv(reply, {
      name: 'loggia-balance',
      head,
      rows: entries(requireBuyer(who.actor), filter),
      rowOf,
    })
  })
}

const rowOf = ({ at, id, kind, order, reason, amount, balanceAfter }: BalanceEntry): string[] => [
  at,
  id,
  kind,
  order?.number ?? '',
  reason ?? '',
  amount.amount,
  balanceAfter.amount,
  amount.currency,
]
