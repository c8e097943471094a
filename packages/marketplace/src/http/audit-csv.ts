import type { FastifyInstance } from 'fastify'
import { auditFilterSchema } from '@loggia/protocol/console'
import type { AuditEntry, AuditFilter } from '@loggia/protocol/console'
import { readFilter, sendCsv } from './csv.ts'
import type { Edge } from './edge.ts'
import { admit, identify } from './identity.ts'

export const auditCsvUrl = '/api/operator/history.csv'
export type ExportAudit = (filter: AuditFilter) => AsyncIterable<AuditEntry>

const head = ['at', 'subject', 'sequence', 'kind', 'actorKind', 'actorId', 'actorName', 'data']

/** `GET /api/operator/history.csv`: what the audit search finds, newest first, as a table (RFC 4180), at most 50,000 rows. */
export function registerAuditCsv(server: FastifyInstance, edge: Edge, entries: ExportAudit): void {
  server.get(auditCsvUrl, { exposeHeadRoute: false }, async (request, reply) => {
    admit({ role: 'operator', method: 'GET', path: '/api/operator/history' }, await identify(edge, request))
    const filter = readFilter(auditFilterSchema, request.query)
    return sendCsv(reply, { name: 'loggia-history', head, rows: entries(filter), rowOf })
  })
}

const rowOf = ({ at, subject, sequence, kind, actor, data }: AuditEntry): string[] => [
  at,
  subject,
  String(sequence),
  kind,
  actor.kind,
  actor.id ?? '',
  actor.name ?? '',
  JSON.stringify(data),
]
