import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { formatDisposition } from '../files/index.ts'
import type { Table } from '../platform/index.ts'

/** Sends a table (RFC 4180) row by row as it is read. */
export const sendCsv = (reply: FastifyReply, table: Table): FastifyReply =>
  reply
    .type('text/csv; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-disposition', formatDisposition(`${table.name}.csv`))
    .send(Readable.from(linesOf(table), { objectMode: false }))

async function* linesOf({ head, rows }: Table): AsyncGenerator<string> {
  // The byte order mark tells spreadsheets that the text is UTF-8.
  yield `\uFEFF${head.join(',')}\r\n`
  for await (const row of rows) yield `${row.map(formatCell).join(',')}\r\n`
}

/**
 * Escapes texts that a spreadsheet would evaluate as a formula, since users write some of them. Chinese and Japanese
 * editions also accept the full-width signs, and an edition that splits cells at semicolons, tabs or lines sees a new
 * beginning behind each. Amounts such as `-1.50` are not formulas.
 */
export function formatCell(text: string): string {
  const isAmount = /^-\d+(\.\d+)?$/.test(text)
  const harmless = isAmount
    ? text
    : text.replace(/(^|[;\t\r\n])(?=[\s"']*[=+\-@＝＋－＠])|^(?=[\t\r])/g, "$1'")
  return /[",;\t\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
