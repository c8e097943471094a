import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { Service } from '@loggia/protocol/console'
import { EmptyArch } from '@loggia/ui'
import { useState } from 'react'
import { useList } from '../../centre/api.ts'
import { CsvLink } from '../../centre/parts/csv-link.tsx'
import { Filter } from '../../centre/parts/fields.tsx'
import { FindField } from '../../centre/parts/find-field.tsx'
import { More } from '../../centre/parts/listing.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Lead, Page } from '../../centre/parts/page.tsx'
import { changeSearch, isNarrowed } from '../../centre/routing/search.ts'
import type { SearchChange } from '../../centre/routing/search.ts'
import { SavedFilters } from '../../centre/saved-filters/saved-filters.tsx'
import { serviceTexts } from './texts.ts'
import { stateTexts } from '../../centre/parts/state-texts.ts'
import { paths } from '../../storefront/links.ts'
import { LossNotes } from './loss-notes.tsx'
import { RenewalBar } from './renewal-bar.tsx'
import { StateFigures, TypeTabs } from './service-figures.tsx'
import { ServiceRows } from './service-rows.tsx'
import { isRenewable } from './standing.ts'
import { serviceStates } from './services-search.ts'

const route = getRouteApi('/buyer/services')

/** The purchased services with state and end. Several can be renewed at once (R109). */
export function ServicesPage() {
  const texts = serviceTexts.use()
  const words = stateTexts.use().service
  const search = route.useSearch()
  const navigate = useNavigate()
  const go = (to: SearchChange<typeof search>) =>
    void navigate({ to: '/buyer/services', search: changeSearch(search, to) })
  const services = useList('GET /api/buyer/services', { ...search, sort: 'loss' })
  // The same request as the list's, unless that is narrowed.
  const all = useList('GET /api/buyer/services', { sort: 'loss' })
  return (
    <Page
      area="buyer"
      title={texts.title}
      lead={<Lead>{texts.lead}</Lead>}
      actions={
        <>
          <CsvLink of="GET /api/buyer/services.csv" query={search} />
          <a className="btn" href={paths.products}>
            {texts.browse}
          </a>
        </>
      }
    >
      {all.items && <LossNotes services={all.items} />}
      <StateFigures search={search} />
      <TypeTabs search={search} />
      <div className="filters">
        <FindField
          className="filters__text"
          label={texts.filter.text}
          hint={texts.filter.text}
          isCode={false}
          maxLength={100}
          value={search.text}
          onFind={(text) => go({ text })}
        />
        <Filter
          label={texts.filter.label}
          any={texts.filter.any}
          value={search.state}
          options={serviceStates.map((name) => [name, words[name]])}
          onChoose={(state) => go({ state })}
        />
      </div>
      <SavedFilters />
      <Loaded of={{ ...services, data: services.items }} skeleton={<CardSkeleton rows={6} />}>
        {(items) => (
          <div className="card listing">
            {items.length === 0 ? (
              <Nothing narrowed={isNarrowed(search)} />
            ) : (
              <Renewable
                key={JSON.stringify(search)}
                services={items}
                more={<More of={services} count={items.length} />}
              />
            )}
          </div>
        )}
      </Loaded>
    </Page>
  )
}

function Nothing({ narrowed }: { readonly narrowed: boolean }) {
  const { empty, emptyFiltered } = serviceTexts.use()
  const said = narrowed ? emptyFiltered : empty
  return <EmptyArch level={2} title={said.title} text={said.text} />
}

/** The list with the selection. */
function Renewable({
  services,
  more,
}: {
  readonly services: readonly Service[]
  readonly more: React.ReactNode
}) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const renewable = services.filter(isRenewable)
  const onChoose = (id: string, isChosen: boolean) =>
    setChosen((before) => new Set(isChosen ? [...before, id] : [...before].filter((one) => one !== id)))
  const onAll = (isChosen: boolean) => setChosen(new Set(isChosen ? renewable.map(({ id }) => id) : []))
  return (
    <>
      <RenewalBar
        services={services.filter(({ id }) => chosen.has(id))}
        onClear={() => setChosen(new Set())}
      />
      <ServiceRows
        services={services}
        chosen={chosen}
        all={renewable.length > 0 && renewable.every(({ id }) => chosen.has(id))}
        onChoose={onChoose}
        onAll={renewable.length > 1 ? onAll : undefined}
      />
      {more}
    </>
  )
}
