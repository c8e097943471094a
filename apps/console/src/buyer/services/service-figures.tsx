import { Link } from '@tanstack/react-router'
import type { ProductType } from '@loggia/kernel'
import type { ServiceFigures, ServiceState } from '@loggia/protocol/console'
import { formatAmount, formatCount } from '@loggia/ui'
import { useRead } from '../../centre/api.ts'
import { Bar } from '../../centre/parts/loaded.tsx'
import { ServiceState as StateMark } from '../../centre/parts/states.tsx'
import { changeSearch } from '../../centre/routing/search.ts'
import { searchTexts } from '../../storefront/search/texts.ts'
import type { readServicesSearch } from './services-search.ts'
import { serviceTexts } from './texts.ts'

type Search = ReturnType<typeof readServicesSearch>

/** Otherwise a link is current too if the address has more filters than it. */
const exactly = { exact: true, includeSearch: true }

/** The states above the list; what is over is left to the filter. */
const shownStates = ['active', 'opening', 'grace', 'retention'] as const

const useServiceFigures = (type: ProductType | undefined): ServiceFigures | undefined =>
  useRead('GET /api/buyer/service-figures', { query: { type } }).data

/** How many services are in each state, each a link to those, and what renews automatically in the next days. */
export function StateFigures({ search }: { readonly search: Search }) {
  const texts = serviceTexts.use().figures
  const figures = useServiceFigures(search.type)
  const renewals = useRead('GET /api/buyer/renewals', {}).data
  if (figures?.types.length === 0) return null
  const countOf = (wanted: ServiceState) => figures?.states.find(({ state }) => state === wanted)?.count ?? 0
  const below = (state: (typeof shownStates)[number]) =>
    state === 'active' && figures && countOf('active') > 0
      ? texts.inUse(figures.expiring, figures.trials)
      : texts.below[state]
  return (
    <section className="figs figs--read" aria-label={texts.label}>
      {shownStates.map((state) => (
        <Link
          key={state}
          to="/buyer/services"
          search={changeSearch(search, { state: search.state === state ? undefined : state })}
          resetScroll={false}
          activeOptions={exactly}
          activeProps={{}}
          aria-current={search.state === state ? 'true' : undefined}
        >
          <span className="k">
            <StateMark state={state} />
          </span>
          <span className="v">{figures ? formatCount(countOf(state)) : <Bar width={48} height={22} />}</span>
          <span className="d">{figures ? below(state) : <Bar width={72} />}</span>
        </Link>
      ))}
      <div>
        <span className="k">{texts.renewals}</span>
        <span className="v">
          {renewals ? formatAmount(renewals.soon.amount) : <Bar width={96} height={22} />}
        </span>
        <span className="d">
          {renewals ? texts.services(formatCount(renewals.soon.count)) : <Bar width={72} />}
        </span>
      </div>
    </section>
  )
}

/** The types of the services as tabs with their numbers; none for services of one type only. */
export function TypeTabs({ search }: { readonly search: Search }) {
  const texts = serviceTexts.use()
  const words = searchTexts.use().types
  // Of all types, so that the tabs stay while the figures of a chosen type are read.
  const types = useServiceFigures(undefined)?.types
  if (!types || (types.length < 2 && search.type === undefined)) return null
  const all = types.reduce((sum, { count }) => sum + count, 0)
  const tabs = [{ type: undefined, count: all }, ...types]
  return (
    <nav className="tabs" aria-label={texts.types}>
      {tabs.map(({ type, count }) => (
        <Link
          key={type ?? 'all'}
          to="/buyer/services"
          search={changeSearch(search, { type })}
          resetScroll={false}
          activeOptions={exactly}
          activeProps={{}}
          aria-current={search.type === type ? 'page' : undefined}
        >
          {type === undefined ? texts.allTypes : words[type]}
          <span className="count">{formatCount(count)}</span>
        </Link>
      ))}
    </nav>
  )
}
