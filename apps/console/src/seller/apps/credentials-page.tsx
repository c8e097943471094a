import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import type { AppCredential } from '@loggia/protocol/console'
import { CopyText, Time, formatCount, useText } from '@loggia/ui'
import { useList } from '../../centre/api.ts'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { NoRows } from '../../centre/parts/no-rows.tsx'
import { PageTabs } from '../../centre/parts/page-tabs.tsx'
import { Lead, Page } from '../../centre/parts/page.tsx'
import { Named } from '../../centre/parts/product.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { changeSearch } from '../../centre/routing/search.ts'
import { ConnectedApps } from './connected-apps.tsx'
import { TestState } from './test-state.tsx'
import { credentialTexts } from './texts.ts'

const route = getRouteApi('/seller/app-credentials')

/** The app credentials of the seller's joint products, and the apps that customers have connected. */
export function CredentialsPage() {
  const texts = credentialTexts.use()
  const search = route.useSearch()
  const navigate = useNavigate()
  return (
    <Page
      area="seller"
      title={texts.title}
      lead={<Lead>{texts.lead}</Lead>}
      actions={<Create text={texts.create} why={texts.readOnly} />}
    >
      <PageTabs<'credentials' | 'apps'>
        label={texts.tabs.label}
        tab={search.tab}
        onChoose={(tab) =>
          void navigate({
            to: '/seller/app-credentials',
            search: tab === 'apps' ? changeSearch(search, { tab }) : {},
            replace: true,
            resetScroll: false,
          })
        }
        items={[
          { key: 'credentials', label: texts.tabs.credentials, children: <Credentials /> },
          { key: 'apps', label: texts.tabs.apps, children: <ConnectedApps search={search} /> },
        ]}
      />
    </Page>
  )
}

function Create({ text, why }: { readonly text: string; readonly why: string }) {
  const mayWrite = useMayAsk('POST /api/seller/app-credentials', 'access:write')
  if (!mayWrite) return <span className="why">{why}</span>
  return (
    <Link className="btn btn--primary" to="/seller/app-credentials/new">
      {text}
    </Link>
  )
}

function Credentials() {
  const texts = credentialTexts.use()
  const credentials = useList('GET /api/seller/app-credentials')
  return (
    <Listing
      of={credentials}
      columns={useColumns()}
      rowKey={({ id }) => id}
      empty={<NoRows empty={texts.empty} />}
    />
  )
}

function useColumns(): readonly Column<AppCredential>[] {
  const texts = credentialTexts.use()
  const { columns } = texts
  const text = useText()
  return [
    {
      key: 'name',
      title: columns.name,
      head: true,
      render: ({ id, name, product }) => (
        <Named
          name={
            <Link to="/seller/app-credentials/$appCredentialId" params={{ appCredentialId: id }}>
              {name}
            </Link>
          }
          below={text(product.name)}
        />
      ),
    },
    {
      key: 'appId',
      title: columns.appId,
      phone: 'below',
      render: ({ appId }) => <CopyText value={appId} label={columns.appId} />,
    },
    { key: 'test', title: columns.test, phone: 'beside', render: ({ test }) => <TestState of={test} /> },
    {
      key: 'apps',
      title: columns.apps,
      phone: 'end',
      render: ({ connectedApps, notAdopted }) => (
        <>
          <span className="num">{texts.appCount(formatCount(connectedApps), connectedApps)}</span>
          {notAdopted > 0 && (
            <p className="below c-warn">{texts.earlierCount(formatCount(notAdopted), notAdopted)}</p>
          )}
        </>
      ),
    },
    {
      key: 'version',
      title: columns.version,
      phone: 'none',
      render: ({ version }) => texts.version(formatCount(version)),
    },
    {
      key: 'created',
      title: columns.created,
      phone: 'none',
      render: ({ createdAt }) => <Time at={createdAt} precision="day" />,
    },
  ]
}
