import { Button, EmptyArch } from '@loggia/ui'
import type { ReactNode } from 'react'
import { Listing } from './listing.tsx'
import { Lead, Page } from './page.tsx'

type PageProps = Omit<Parameters<typeof Page>[0], 'lead' | 'children'>
type ListingProps<T> = Pick<Parameters<typeof Listing<T>>[0], 'of' | 'columns' | 'rowKey'>
type Reason = { readonly title: string; readonly text: string }
type Reasons = {
  /** Why there are no rows at all. */
  readonly empty: Reason
  /** Why the filters let none through, and the way back to all. */
  readonly narrowed?: (Reason & { readonly action: string; onReset(): void }) | false
}
type Props<T> = PageProps &
  ListingProps<T> &
  Reasons & {
    readonly lead: string
    readonly above?: ReactNode
    readonly filters?: ReactNode
    /** What stands below the list, and open dialogs. */
    readonly children?: ReactNode
  }

/** A page that is a list: what narrows it, its rows so far, or why there are none. */
export function ListPage<T>({ lead, above, filters, children, ...props }: Props<T>) {
  const { of, columns, rowKey, empty, narrowed = false, ...page } = props
  return (
    <Page {...page} lead={<Lead>{lead}</Lead>}>
      {above}
      {filters}
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

/** What stands in place of rows. */
export function NoRows({ level = 2, empty, narrowed = false }: Reasons & { readonly level?: 2 | 3 }) {
  if (!narrowed) return <EmptyArch level={level} title={empty.title} text={empty.text} />
  return (
    <EmptyArch
      level={level}
      title={narrowed.title}
      text={narrowed.text}
      action={<Button onClick={narrowed.onReset}>{narrowed.action}</Button>}
    />
  )
}
