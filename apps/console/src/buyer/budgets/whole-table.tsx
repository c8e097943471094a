import type { ReactNode } from 'react'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'

/** Rows that are all there, as a list shows its own. */
export function WholeTable<T>(props: {
  readonly rows: readonly T[]
  readonly columns: readonly Column<T>[]
  readonly rowKey: (row: T) => string
  readonly empty?: ReactNode
}) {
  const whole = {
    data: props.rows,
    items: props.rows,
    error: null,
    isFetching: false,
    dataUpdatedAt: 0,
    hasNextPage: false,
    isFetchingNextPage: false,
    refetch: () => Promise.resolve(undefined),
    fetchNextPage: () => Promise.resolve(undefined),
  }
  return (
    <Listing<T> of={whole} columns={props.columns} rowKey={props.rowKey} framed={false} empty={props.empty} />
  )
}
