import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { Service } from '@loggia/protocol/console'
import { EmptyArch } from '@loggia/ui'
import { useState } from 'react'
import { useList } from '../../centre/api.ts'
import { Filter } from '../../centre/parts/fields.tsx'
import { More } from '../../centre/parts/listing.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Lead, Page } from '../../centre/parts/page.tsx'
import { serviceTexts } from './texts.ts'
import { stateTexts } from '../../centre/parts/state-texts.ts'
import { paths } from '../../storefront/links.ts'
import { LossNotes } from './loss-notes.tsx'
import { RenewalBar } from './renewal-bar.tsx'
import { ServiceRows } from './service-rows.tsx'
import { isRenewable } from './standing.ts'
import { serviceStates } from './services-search.ts'

const route = getRouteApi('/buyer/services')

/** The purchased services with state and end. Several can be renewed at once (R109). */
export function ServicesPage() {
  const texts = serviceTexts.use()
  const words = stateTexts.use().service
  const { state } = route.useSearch()
  const navigate = useNavigate()
  const services = useList('GET /api/buyer/services', { state, sort: 'loss' })
  // The same request as the list's, unless that is narrowed to one state.
  const all = useList('GET /api/buyer/services', { sort: 'loss' })
  return (
    <Page
      area="buyer"
      title={texts.title}
      lead={<Lead>{texts.lead}</Lead>}
      actions={
        <a className="btn" href={paths.products}>
          {texts.browse}
        </a>
      }
    >
      {all.items && <LossNotes services={all.items} />}
      <div className="filters">
        <Filter
          label={texts.filter.label}
          any={texts.filter.any}
          value={state}
          options={serviceStates.map((name) => [name, words[name]])}
          onChoose={(chosen) =>
            void navigate({ to: '/buyer/services', search: chosen ? { state: chosen } : {} })
          }
        />
      </div>
      <Loaded of={{ ...services, data: services.items }} skeleton={<CardSkeleton rows={6} />}>
        {(items) => (
          <div className="card listing">
            {items.length === 0 ? (
              <Nothing isNarrowed={state !== undefined} />
            ) : (
              <Renewable
                key={state ?? 'all'}
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

function Nothing({ isNarrowed }: { readonly isNarrowed: boolean }) {
  const { empty, emptyFiltered } = serviceTexts.use()
  const said = isNarrowed ? emptyFiltered : empty
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
