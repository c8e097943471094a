import { Button, formatCount } from '@loggia/ui'
import type { ReactNode } from 'react'
import { partTexts } from './texts.ts'
import { Bar, Loaded } from './loaded.tsx'

export type Column<T> = {
  readonly key: string
  readonly title: string
  /** Numbers and actions are aligned to the end of their column. */
  readonly end?: boolean
  /** On a phone a row is a card: this column is its head, without the column's name. */
  readonly head?: boolean
  /**
   * The place in the two lines that a row has on a phone if any of its columns has a place: beside the head, below it,
   * at the end below it, or not shown there.
   */
  readonly phone?: 'beside' | 'below' | 'end' | 'none'
  readonly render: (item: T) => ReactNode
}
type PagedQuery<T> = {
  readonly data: unknown
  readonly items: readonly T[] | undefined
  readonly error: Error | null
  readonly isFetching: boolean
  readonly dataUpdatedAt: number
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  refetch(): Promise<unknown>
  fetchNextPage(): Promise<unknown>
}

/** A paged list: its loaded rows, and a button for more. */
export function Listing<T>(props: {
  readonly of: PagedQuery<T>
  readonly columns: readonly Column<T>[]
  readonly rowKey: (item: T) => string
  readonly empty: ReactNode
  /** False within a card, which has its own frame. */
  readonly framed?: boolean
}) {
  const { items } = props.of
  const frame = props.framed === false ? undefined : 'card listing'
  return (
    <Loaded
      of={{ ...props.of, data: items }}
      skeleton={<TableSkeleton columns={props.columns} frame={frame} />}
    >
      {(rows) => (
        <div className={frame}>
          {rows.length === 0 ? (
            props.empty
          ) : (
            <Rows items={rows} columns={props.columns} rowKey={props.rowKey} />
          )}
          {rows.length > 0 && <More of={props.of} count={rows.length} />}
        </div>
      )}
    </Loaded>
  )
}

/** The rows of a list as a table; below 860 px each becomes a card. */
export function Rows<T>(props: {
  readonly items: readonly T[]
  readonly columns: readonly Column<T>[]
  readonly rowKey: (item: T) => string
}) {
  return (
    <div className="scroll-x">
      <table className={props.columns.some(({ phone }) => phone) ? 'table rows rows--two' : 'table rows'}>
        <Heads columns={props.columns} />
        <tbody>
          {props.items.map((item) => (
            <tr key={props.rowKey(item)}>
              {props.columns.map((column) => (
                <td key={column.key} className={toClass(column)} data-label={column.title}>
                  {column.render(item)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function toClass<T>({ head, end, phone }: Column<T>): string | undefined {
  const names = [head ? 'rows__head' : end && 'n', phone && `rows__${phone}`].filter(Boolean)
  return names.join(' ') || undefined
}

function Heads<T>({ columns }: { readonly columns: readonly Column<T>[] }) {
  return (
    <thead>
      <tr>
        {columns.map(({ key, title, end }) => (
          <th key={key} scope="col" className={end ? 'n' : undefined}>
            {title}
          </th>
        ))}
      </tr>
    </thead>
  )
}

/** The number of shown rows, and a button for more. */
export function More<T>({ of, count }: { readonly of: PagedQuery<T>; readonly count: number }) {
  const texts = partTexts.use()
  return (
    <div className="row between row--wrap card__foot">
      <span className="t13 faint num" role="status">
        {of.hasNextPage ? texts.shown(formatCount(count)) : texts.shownAll(formatCount(count))}
      </span>
      {of.hasNextPage && (
        <Button disabled={of.isFetchingNextPage} onClick={() => void of.fetchNextPage()}>
          {of.isFetchingNextPage ? texts.loadingMore : texts.more}
        </Button>
      )}
    </div>
  )
}

function TableSkeleton<T>(props: {
  readonly columns: readonly Column<T>[]
  readonly frame: string | undefined
}) {
  return (
    <div className={props.frame}>
      <div className="rows-late">
        <table className="table">
          <Heads columns={props.columns} />
          <tbody>
            {[0, 1, 2].map((row) => (
              <tr key={row}>
                {props.columns.map((column, index) => (
                  <td key={column.key} className={column.end ? 'n' : undefined}>
                    <Bar width={index === 0 ? '70%' : 64} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
