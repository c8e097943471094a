import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { usePeriodQuery } from '../calls/period-query.ts'
import type { Area } from '../frame.ts'
import { CsvLink } from '../parts/csv-link.tsx'
import { Lead, Page } from '../parts/page.tsx'
import { changeSearch, isNarrowed } from '../routing/search.ts'
import { SavedFilters } from '../saved-filters/saved-filters.tsx'
import { OrderFilters } from './order-filters.tsx'
import { OrderList } from './order-list.tsx'
import type { OrdersSearch } from './orders-search.ts'
import { orderTexts } from './texts.ts'

/** The orders of a centre, newest first; the CSV has those that are listed. */
export function OrderListPage({
  area,
  emptyAction,
}: {
  readonly area: Area
  readonly emptyAction?: ReactNode
}) {
  const texts = orderTexts.use()
  const search = useSearch({ from: `/${area}/orders` })
  const query = usePeriodQuery(search)
  const navigate = useNavigate()
  const go = (to: OrdersSearch) => void navigate({ to: `/${area}/orders`, search: to })
  const narrowed = isNarrowed(search) && { ...texts.filtered, onReset: () => go({}) }
  return (
    <Page
      area={area}
      narrow={area === 'buyer'}
      title={texts.title}
      lead={<Lead>{texts.lead[area]}</Lead>}
      actions={<CsvLink of={`GET /api/${area}/orders.csv`} query={query} />}
    >
      <OrderFilters area={area} search={search} onChange={(to) => go(changeSearch(search, to))} />
      <SavedFilters />
      <OrderList area={area} query={query} emptyAction={emptyAction} narrowed={narrowed} />
    </Page>
  )
}
