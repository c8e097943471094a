import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { fromIso, toCalendarParts } from '@loggia/kernel'
import type { Language, Zone } from '@loggia/kernel'
import { formatDisposition } from '../files/index.ts'
import { escapeFormulas } from '../platform/index.ts'
import type { Cell, Table } from '../platform/index.ts'

type Reader = { readonly language: Language; readonly zone: Zone }

/** Sends a table (RFC 4180) row by row as it is read. */
export const sendCsv = (reply: FastifyReply, table: Table, reader: Reader): FastifyReply =>
  reply
    .type('text/csv; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-disposition', formatDisposition(`${table.name}.csv`))
    .send(Readable.from(linesOf(table, reader), { objectMode: false }))

async function* linesOf({ head, rows }: Table, reader: Reader): AsyncGenerator<string> {
  const format = (cells: readonly Cell[]) =>
    `${cells.map((cell) => formatCell(toText(cell, reader))).join(',')}\r\n`
  // The byte order mark tells spreadsheets that the text is UTF-8.
  yield `\uFEFF${format(head)}`
  for await (const row of rows) yield format(row)
}

function toText(cell: Cell, { language, zone }: Reader): string {
  if (cell === undefined) return ''
  if (typeof cell !== 'object') return String(cell)
  if ('zh' in cell) return language === 'zh-CN' ? cell.zh : cell.en
  return cell.at === undefined ? '' : formatMoment(cell.at, zone)
}

/** `2026-11-24 14:33:00`: spreadsheets read it as a time. */
function formatMoment(at: string, zone: Zone): string {
  const { year, month, day, hour, minute, second } = toCalendarParts(fromIso(at), zone)
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`
}

/** Marks what a spreadsheet would evaluate as a formula; amounts such as `-1.50` are none. */
export function formatCell(text: string): string {
  const harmless = /^-\d+(\.\d+)?$/.test(text) ? text : escapeFormulas(text)
  return /[",;\t\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
