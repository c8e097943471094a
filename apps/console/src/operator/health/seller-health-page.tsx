import { Link, getRouteApi } from '@tanstack/react-router'
import { useText } from '@loggia/ui'
import { useRead } from '../../centre/api.ts'
import { HealthFilters } from '../../centre/health/health-filters.tsx'
import { readingOfHealth, usualDays } from '../../centre/health/health-search.ts'
import { HealthView } from '../../centre/health/health-view.tsx'
import { healthTexts } from '../../centre/health/texts.ts'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Page } from '../../centre/parts/page.tsx'
import { BreakerState } from '../../centre/parts/states.tsx'
import { useMayOpen } from '../../centre/rights/rights.ts'
import { changeSearch } from '../../centre/routing/search.ts'

const route = getRouteApi('/operator/health/$sellerId')

/** How the interfaces of one seller did, as the seller sees it. */
export function SellerHealthPage() {
  const texts = healthTexts.use()
  const text = useText()
  const mayOpen = useMayOpen()
  const { sellerId } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const health = useRead(
    'GET /api/operator/health/:sellerId',
    { params: { sellerId }, query: { ...search, days: search.days ?? usualDays } },
    readingOfHealth,
  )
  return (
    <Page
      area="operator"
      title={health.data ? text(health.data.seller.name) : texts.title}
      crumbs={<Link to="/operator/health">{texts.title}</Link>}
      state={health.data && <BreakerState breaker={health.data.breaker} pill />}
      actions={
        <div className="row row--wrap">
          {mayOpen('/operator/monitoring') && (
            <Link className="btn" to="/operator/monitoring" search={{ sellerId }}>
              {texts.list.monitoring}
            </Link>
          )}
          <Link className="btn" to="/operator/calls" search={{ sellerId }}>
            {texts.list.calls}
          </Link>
        </div>
      }
    >
      <HealthFilters
        search={search}
        health={health.data}
        onChange={(change) =>
          void navigate({ search: changeSearch(search, change), replace: true, resetScroll: false })
        }
      />
      <Loaded of={health} skeleton={<CardSkeleton rows={8} />}>
        {(found) => <HealthView area="operator" health={found} isBefore={health.isPlaceholderData} />}
      </Loaded>
    </Page>
  )
}
