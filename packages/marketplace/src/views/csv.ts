import { auditFilterSchema, balanceFilterSchema } from '@loggia/protocol/console'
import type { AuditEntry, BalanceEntry } from '@loggia/protocol/console'
import { requireBuyer } from '../parties/index.ts'
import { defineCsv } from '../platform/index.ts'
import type { CsvTable } from '../platform/index.ts'
import type { Views } from './service/index.ts'

/** Newest first, at most 50,000 rows each. */
export const viewCsvTables = (views: Pick<Views, 'exportAudit' | 'exportBalance'>): readonly CsvTable[] => [
  defineCsv({
    list: 'GET /api/operator/history',
    name: 'loggia-history',
    head: ['at', 'subject', 'sequence', 'kind', 'actorKind', 'actorId', 'actorName', 'data'],
    filter: auditFilterSchema,
    rows: (_, filter) => views.exportAudit(filter),
    rowOf: toAuditRow,
  }),
  defineCsv({
    list: 'GET /api/buyer/balance',
    name: 'loggia-balance',
    head: ['at', 'id', 'kind', 'order', 'reason', 'amount', 'balanceAfter', 'currency'],
    filter: balanceFilterSchema,
    rows: (actor, filter) => views.exportBalance(requireBuyer(actor), filter),
    rowOf: toBalanceRow,
  }),
]

const toAuditRow = ({ at, subject, sequence, kind, actor, data }: AuditEntry): string[] => [
  at,
  subject,
  String(sequence),
  kind,
  actor.kind,
  actor.id ?? '',
  actor.name ?? '',
  JSON.stringify(data),
]

const toBalanceRow = ({ at, id, kind, order, reason, amount, balanceAfter }: BalanceEntry): string[] => [
  at,
  id,
  kind,
  order?.number ?? '',
  reason ?? '',
  amount.amount,
  balanceAfter.amount,
  amount.currency,
]
