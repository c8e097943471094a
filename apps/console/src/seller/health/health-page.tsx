import { getRouteApi } from '@tanstack/react-router'
import { useRead } from '../../centre/api.ts'
import { HealthFilters } from '../../centre/health/health-filters.tsx'
import { readingOfHealth, usualDays } from '../../centre/health/health-search.ts'
import { HealthView } from '../../centre/health/health-view.tsx'
import { healthTexts } from '../../centre/health/texts.ts'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Lead, Page } from '../../centre/parts/page.tsx'
import { BreakerState } from '../../centre/parts/states.tsx'
import { changeSearch } from '../../centre/routing/search.ts'

const route = getRouteApi('/seller/health')

/** How calls to the seller's servers did: by day, by interface and by cause. */
export function HealthPage() {
  const texts = healthTexts.use()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const health = useRead(
    'GET /api/seller/health',
    { query: { ...search, days: search.days ?? usualDays } },
    readingOfHealth,
  )
  return (
    <Page
      area="seller"
      title={texts.title}
      state={health.data && <BreakerState breaker={health.data.breaker} pill />}
      lead={<Lead>{texts.lead}</Lead>}
    >
      <HealthFilters
        search={search}
        health={health.data}
        onChange={(change) =>
          void navigate({ search: changeSearch(search, change), replace: true, resetScroll: false })
        }
      />
      <Loaded of={health} skeleton={<CardSkeleton rows={8} />}>
        {(found) => <HealthView area="seller" health={found} isBefore={health.isPlaceholderData} />}
      </Loaded>
    </Page>
  )
}
