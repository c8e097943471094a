import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { auditFilterSchema } from '@loggia/protocol/console'
import type { AuditEntry, AuditFilter } from '@loggia/protocol/console'
import type { Edge } from './edge.ts'
import { admit, identify } from './identity.ts'
import { edgeProblems } from './problems.ts'

export const auditCsvUrl = '/api/operator/history.csv'
export type ExportAudit = (filter: AuditFilter) => AsyncIterable<AuditEntry>

const head = ['at', 'subject', 'sequence', 'kind', 'actorKind', 'actorId', 'actorName', 'data']

/** `GET /api/operator/history.csv`: what the audit search finds, newest first, as a table (RFC 4180), at most 50,000 rows. */
export function registerAuditCsv(server: FastifyInstance, edge: Edge, entries: ExportAudit): void {
  server.get(auditCsvUrl, { exposeHeadRoute: false }, async (request, reply) => {
    admit({ role: 'operator', method: 'GET', path: '/api/operator/history' }, await identify(edge, request))
    const filter = auditFilterSchema.safeParse(request.query)
    if (!filter.success)
      throw edgeProblems.invalid({
        faults: filter.error.issues.map(({ path, message }) => ({
          path: ['query', ...path].join('.'),
          message,
        })),
      })
    return reply
      .type('text/csv; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment; filename="loggia-history.csv"')
      .send(Readable.from(linesOf(entries(filter.data)), { objectMode: false }))
  })
}

async function* linesOf(entries: AsyncIterable<AuditEntry>): AsyncGenerator<string> {
  // The mark tells spreadsheets that the text is UTF-8.
  yield `\uFEFF${head.join(',')}\r\n`
  for await (const { at, subject, sequence, kind, actor, data } of entries)
    yield `${[at, subject, String(sequence), kind, actor.kind, actor.id ?? '', actor.name ?? '', JSON.stringify(data)].map(cell).join(',')}\r\n`
}

/** A text that begins like a formula would be worked out by a spreadsheet: people write some of these texts. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
