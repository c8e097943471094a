import { omitUndefined } from '@loggia/kernel'
import type { Page, PageRequest } from '@loggia/kernel'
import type { Text } from '@loggia/protocol/console'

/** A text in the language of the reader, a time in the zone of the marketplace, or a value as it is. */
export type Cell = string | number | undefined | Text | { readonly at: string | undefined }

/** A table that is sent row by row as it is read; `name` is the file name without its extension. */
export type Table = {
  readonly name: string
  readonly head: readonly Text[]
  readonly rows: AsyncIterable<readonly Cell[]>
}

/** The columns of a list that readers export: the heads in both languages, and the cell of an item. */
export type TableColumns<T> = readonly (readonly [zh: string, en: string, cell: (item: T) => Cell])[]

/** A spreadsheet opens about a million rows at most, and nobody reads that many. */
const mostRows = 50_000
const batchLength = 1_000

/** Reads a whole list in batches. */
export async function* readAll<T>(read: (page: PageRequest) => Promise<Page<T>>): AsyncGenerator<T> {
  let after: string | undefined
  do {
    const { items, next } = await read(omitUndefined({ limit: batchLength, after }))
    yield* items
    after = next
  } while (after !== undefined)
}

/** A list as a table. If it is cut off, its last row says so. */
export const tabulate = <T>(
  { name, columns }: { readonly name: string; readonly columns: TableColumns<T> },
  items: AsyncIterable<T>,
  most = mostRows,
): Table => ({
  name,
  head: columns.map(([zh, en]) => ({ zh, en })),
  rows: listRows(columns, items, most),
})

async function* listRows<T>(
  columns: TableColumns<T>,
  items: AsyncIterable<T>,
  most: number,
): AsyncGenerator<readonly Cell[]> {
  let count = 0
  for await (const item of items) {
    if (count === most) {
      yield [
        {
          zh: `仅导出前 ${most} 行，其余请缩小筛选范围`,
          en: `Only the first ${most} rows; narrow the filters for the rest`,
        },
      ]
      return
    }
    yield columns.map(([, , cell]) => cell(item))
    count += 1
  }
}
