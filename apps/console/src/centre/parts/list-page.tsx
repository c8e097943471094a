import type { ReactNode } from 'react'
import { SavedFilters } from '../saved-filters/saved-filters.tsx'
import { Listing } from './listing.tsx'
import { NoRows } from './no-rows.tsx'
import type { Reasons } from './no-rows.tsx'
import { Lead, Page } from './page.tsx'

type PageProps = Omit<Parameters<typeof Page>[0], 'lead' | 'children'>
type ListingProps<T> = Pick<Parameters<typeof Listing<T>>[0], 'of' | 'columns' | 'rowKey'>
type Props<T> = PageProps &
  ListingProps<T> &
  Reasons & {
    readonly lead: string
    readonly above?: ReactNode
    readonly filters?: ReactNode
    /** Content below the list, and open dialogs. */
    readonly children?: ReactNode
  }

/** A page that is a list: its filters, its loaded rows, or why there are none. */
export function ListPage<T>({ lead, above, filters, children, ...props }: Props<T>) {
  const { of, columns, rowKey, empty, narrowed = false, ...page } = props
  return (
    <Page {...page} lead={<Lead>{lead}</Lead>}>
      {above}
      {filters}
      {filters && <SavedFilters />}
      <Listing
        of={of}
        columns={columns}
        rowKey={rowKey}
        empty={<NoRows empty={empty} narrowed={narrowed} />}
      />
      {children}
    </Page>
  )
}
