import { mostImportedRows as most } from '@loggia/protocol/console/directory/kinds'
import { unescapeFormulas } from '../../platform/index.ts'
import { directoryProblems } from '../problems.ts'

/** A row of a file with the line in which it begins. */
export type CsvRow = { readonly line: number; readonly cells: readonly string[] }

/** The text of a file: UTF-8, UTF-16 with a mark, or GB 18030, in which spreadsheets in China write. Throws `directory.file_unreadable`. */
export function decodeCsv(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe
  for (const encoding of isUtf16 ? ['utf-16le'] : ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // The next one.
    }
  throw directoryProblems.file_unreadable()
}

/**
 * The rows of a file (RFC 4180), without blank lines; cells are divided by commas, or by semicolons or tabs if the first
 * line has more of these. Throws `directory.file_quotes`, `directory.file_rows_many`.
 */
export function parseCsv(text: string): CsvRow[] {
  const divider = findDivider(text)
  const cell = new RegExp(
    `(?:"([^"]*(?:""[^"]*)*)"|([^"${divider}\\r\\n][^${divider}\\r\\n]*|))(${divider}|\\r\\n|\\n|\\r|$)`,
    'y',
  )
  const rows: CsvRow[] = []
  let cells: string[] = []
  let line = 1
  let start = 1
  let read = 0
  while (cell.lastIndex < text.length || cells.length > 0) {
    const found = cell.exec(text)
    if (!found) throw directoryProblems.file_quotes({ line })
    const [all, quoted, plain = '', end] = found
    cells.push(unescapeFormulas(quoted?.replaceAll('""', '"') ?? plain))
    line += countLines(all)
    // Blank rows, and columns that nobody asked for, take time as well.
    if ((read += 1) > most * cellsInRow) throw directoryProblems.file_rows_many({ most })
    if (end === divider) continue
    if (cells.some((one) => one.trim() !== '')) rows.push({ line: start, cells })
    if (rows.length - 1 > most) throw directoryProblems.file_rows_many({ most })
    cells = []
    start = line
  }
  return rows
}

/** More than anybody needs, on average. */
const cellsInRow = 50

const findDivider = (text: string): string => {
  const [first = ''] = text.split(/[\r\n]/, 1)
  const count = (divider: string): number => first.split(divider).length
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best))
}

const countLines = (text: string): number => text.split(/\r\n|\n|\r/).length - 1
