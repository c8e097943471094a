import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import { Money } from '@loggia/ui'
import { useApi } from '../../centre/api.ts'
import { BalanceFilters, BalanceList } from '../../centre/balance/balance-list.tsx'
import { changeSearch } from '../../centre/routing/search.ts'
import { usePeriodQuery } from '../../centre/calls/period-query.ts'
import { CsvLink } from '../../centre/parts/csv-link.tsx'
import type { BalanceSearch, BalanceSearchChange } from '../../centre/balance/balance-search.ts'
import { Lead, Page } from '../../centre/parts/page.tsx'
import { useMayOpen } from '../../centre/rights/rights.ts'
import { SavedFilters } from '../../centre/saved-filters/saved-filters.tsx'
import { moneyTexts } from '../../centre/balance/texts.ts'

const route = getRouteApi('/buyer/balance')

/** The balance and its entries. */
export function BalancePage() {
  const texts = moneyTexts.use()
  const search = route.useSearch()
  const query = usePeriodQuery(search)
  const { entries, balance } = useBalance(query)
  const navigate = useNavigate()
  const mayOpen = useMayOpen()
  const change = (to: BalanceSearchChange) =>
    void navigate({ to: '/buyer/balance', search: changeSearch(search, to) })
  return (
    <Page
      area="buyer"
      narrow
      title={texts.title}
      lead={<Lead>{texts.lead}</Lead>}
      actions={
        <>
          <CsvLink of="GET /api/buyer/balance.csv" query={query} />
          {mayOpen('/buyer/top-ups/new') && (
            <Link className="btn btn--primary" to="/buyer/top-ups/new">
              {texts.topUp}
            </Link>
          )}
        </>
      }
    >
      {/* There from the beginning: what follows would move. */}
      <dl className="figs figs--one">
        <div>
          <dt>{texts.now}</dt>
          <dd className="v">{balance ? <Money of={balance} /> : '–'}</dd>
        </div>
      </dl>
      <BalanceFilters search={search} onChange={change} />
      <SavedFilters />
      <BalanceList
        of={entries}
        search={search}
        orderLink={({ id, number }) => (
          <Link className="mono" to="/buyer/orders/$orderId" params={{ orderId: id }}>
            {number}
          </Link>
        )}
        onReset={() => void navigate({ to: '/buyer/balance', search: {} })}
      />
    </Page>
  )
}

type Query = ReturnType<typeof usePeriodQuery<BalanceSearch>>

function useBalance(query: Query) {
  const api = useApi()
  const pages = useInfiniteQuery({
    queryKey: ['GET /api/buyer/balance', 'pages', query],
    queryFn: ({ pageParam, signal }) =>
      api.request('GET /api/buyer/balance', { query: { ...query, after: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.entries.next,
  })
  return {
    entries: { ...pages, items: pages.data?.pages.flatMap((page) => page.entries.items) },
    balance: pages.data?.pages[0]?.balance,
  }
}
