import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { Edge } from './edge.ts'
import { admit, identify } from './identity.ts'

export const exportUrl = '/api/operator/export'
/** Rows of the tables that an operator may take out. */
export type ExportRows = () => AsyncIterable<{ readonly table: string; readonly row: unknown }>

/** `GET /api/operator/export`: one `{"table","row"}` a line (NDJSON), read as it is sent. */
export function registerExport(server: FastifyInstance, edge: Edge, exportRows: ExportRows): void {
  server.get(exportUrl, { exposeHeadRoute: false }, async (request, reply) => {
    admit({ role: 'operator', method: 'GET', path: exportUrl }, await identify(edge, request))
    return reply
      .type('application/x-ndjson; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment; filename="loggia-export.ndjson"')
      .send(Readable.from(linesOf(exportRows()), { objectMode: false }))
  })
}

async function* linesOf(rows: ReturnType<ExportRows>): AsyncGenerator<string> {
  for await (const row of rows)
    yield `${JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))}\n`
}
