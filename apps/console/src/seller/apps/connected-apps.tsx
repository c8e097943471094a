import { connectedAppStates } from '@loggia/protocol/console/apps/kinds'
import type { ConnectedAppState } from '@loggia/protocol/console/apps/kinds'
import { Link, useNavigate } from '@tanstack/react-router'
import { omitUndefined } from '@loggia/kernel'
import type { SellersConnectedApp } from '@loggia/protocol/console'
import { Time, formatCount, useText } from '@loggia/ui'
import { useList, useRead } from '../../centre/api.ts'
import { AskingState } from '../../centre/apps/app-state.tsx'
import { connectedTexts } from '../../centre/apps/texts.ts'
import { Filter } from '../../centre/parts/fields.tsx'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { NoRows } from '../../centre/parts/no-rows.tsx'
import { Named } from '../../centre/parts/product.tsx'
import { useMayOpen } from '../../centre/rights/rights.ts'
import { changeSearch, isNarrowed } from '../../centre/routing/search.ts'
import type { AppsSearch } from './apps-search.ts'
import { credentialTexts } from './texts.ts'

const refreshMs = 30_000

/** The apps that customers have connected: nothing of their people but the number. */
export function ConnectedApps({ search }: { readonly search: AppsSearch }) {
  const texts = credentialTexts.use().apps
  const navigate = useNavigate()
  const { credential, state, adoption } = search
  const apps = useList(
    'GET /api/seller/connected-apps',
    omitUndefined({
      appCredentialId: credential,
      state,
      notAdopted: adoption === 'earlier' ? 'true' : undefined,
    }),
    { refetchInterval: refreshMs },
  )
  const go = (to: AppsSearch) =>
    void navigate({ to: '/seller/app-credentials', search: { ...to, tab: 'apps' }, resetScroll: false })
  const narrowed = isNarrowed(omitUndefined({ credential, state, adoption })) && {
    ...texts.filtered,
    onReset: () => go({}),
  }
  return (
    <div className="stack">
      <Filters search={search} onGo={go} />
      <Listing
        of={apps}
        columns={useAppColumns()}
        rowKey={({ id }) => id}
        empty={<NoRows empty={texts.empty} narrowed={narrowed} />}
      />
    </div>
  )
}

function Filters({ search, onGo }: { readonly search: AppsSearch; onGo(to: AppsSearch): void }) {
  const { filters } = credentialTexts.use().apps
  const { states } = connectedTexts.use()
  const credentials = useRead('GET /api/seller/app-credentials', {}).data?.items ?? []
  return (
    <div className="filters">
      <Filter
        label={filters.credential}
        any={filters.anyCredential}
        value={search.credential}
        options={credentials.map(({ id, name }) => [id as string, name])}
        onChoose={(credential) => onGo(changeSearch(search, { credential }))}
      />
      <Filter<ConnectedAppState>
        label={filters.state}
        any={filters.anyState}
        value={search.state}
        options={connectedAppStates.map((name) => [name, states[name]])}
        onChoose={(state) => onGo(changeSearch(search, { state }))}
      />
      <Filter
        label={filters.adoption}
        any={filters.anyAdoption}
        value={search.adoption}
        options={[['earlier', filters.earlier]]}
        onChoose={(adoption) => onGo(changeSearch(search, { adoption }))}
      />
    </div>
  )
}

/** What a seller sees of a connected app. */
export function useAppColumns(): readonly Column<SellersConnectedApp>[] {
  const all = credentialTexts.use()
  const texts = all.apps
  const { columns } = texts
  const text = useText()
  return [
    {
      key: 'customer',
      title: columns.customer,
      head: true,
      render: ({ customer, product }) => <Named name={text(customer)} below={text(product.name)} />,
    },
    { key: 'state', title: columns.state, phone: 'beside', render: (app) => <State of={app} /> },
    {
      key: 'people',
      title: columns.people,
      phone: 'below',
      render: ({ people }) => <span className="num">{texts.people(formatCount(people), people)}</span>,
    },
    {
      key: 'version',
      title: columns.version,
      phone: 'end',
      render: ({ adopted, version }) =>
        adopted ? texts.current : <span className="c-warn">{all.version(formatCount(version))}</span>,
    },
    { key: 'order', title: columns.order, phone: 'none', render: (app) => <OrderOf of={app} /> },
    {
      key: 'connected',
      title: columns.connected,
      phone: 'none',
      render: ({ createdAt, connectedAt }) => <Time at={connectedAt ?? createdAt} />,
    },
  ]
}

/** With the calls that failed, if somebody has to decide. */
function State({ of }: { readonly of: SellersConnectedApp }) {
  const texts = credentialTexts.use().apps
  const mayOpen = useMayOpen()
  return (
    <div className="bound">
      <AskingState of={of} />
      {of.asks && mayOpen('/seller/calls') && (
        <Link className="t12" to="/seller/calls" search={{ result: 'open_failure' }}>
          {texts.calls}
        </Link>
      )}
    </div>
  )
}

function OrderOf({ of: { service } }: { readonly of: SellersConnectedApp }) {
  const mayOpen = useMayOpen()
  if (!service) return <span className="faint">–</span>
  const { orderNumber } = service
  if (!mayOpen('/seller/orders')) return <span className="mono">{orderNumber}</span>
  return (
    <Link className="mono" to="/seller/orders" search={{ text: orderNumber }}>
      {orderNumber}
    </Link>
  )
}
