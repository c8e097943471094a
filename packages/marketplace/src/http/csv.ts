import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { consoleApi } from '@loggia/protocol/console'
import type { z } from 'zod'
import { partyProblems } from '../parties/index.ts'
import type { CsvTable } from '../platform/index.ts'
import type { Edge } from './edge.ts'
import { admit, identify } from './identity.ts'
import { edgeProblems } from './problems.ts'

/** `GET …/history.csv` beside `GET …/history`, and so for each table (RFC 4180): sent row by row as it is read. */
export function registerCsv(server: FastifyInstance, edge: Edge, tables: readonly CsvTable[]): void {
  for (const table of tables) {
    const path = table.list.slice('GET '.length)
    const { role } = consoleApi[table.list]
    server.get(`${path}.csv`, { exposeHeadRoute: false }, async (request, reply) => {
      const who = await identify(edge, request)
      admit({ role, method: 'GET', path }, who)
      if (!who) throw partyProblems.sign_in_required()
      const filter = readFilter(table.filter, request.query)
      return reply
        .type('text/csv; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename="${table.name}.csv"`)
        .send(Readable.from(linesOf(table, table.rows(who.actor, filter)), { objectMode: false }))
    })
  }
}

async function* linesOf(
  { head, rowOf }: CsvTable,
  rows: ReturnType<CsvTable['rows']>,
): AsyncGenerator<string> {
  // The mark tells spreadsheets that the text is UTF-8.
  yield `\uFEFF${head.join(',')}\r\n`
  for await (const row of rows) yield `${rowOf(row).map(cell).join(',')}\r\n`
}

/**
 * A text that begins like a formula would be worked out by a spreadsheet: people write some of these texts. Chinese and Japanese
 * editions take the full-width signs too, and one that parts cells by semicolons, tabs or lines sees a beginning behind each of
 * them. An amount is no formula.
 */
export function cell(text: string): string {
  const isAmount = /^-\d+(\.\d+)?$/.test(text)
  const harmless = isAmount
    ? text
    : text.replace(/(^|[;\t\r\n])(?=[\s"']*[=+\-@＝＋－＠])|^(?=[\t\r])/g, "$1'")
  return /[",;\t\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** What narrows the table, from the address. Throws `request.invalid` with every fault. */
function readFilter<S extends z.ZodType>(schema: S, query: unknown): z.output<S> {
  const filter = schema.safeParse(query)
  if (filter.success) return filter.data
  const faults = filter.error.issues.map(({ path, message }) => ({
    path: ['query', ...path].join('.'),
    message,
  }))
  throw edgeProblems.invalid({ faults })
}
