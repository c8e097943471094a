import { connectedAppStates } from '@loggia/protocol/console/apps/kinds'
import type { ConnectedAppState } from '@loggia/protocol/console/apps/kinds'
import { Link, getRouteApi } from '@tanstack/react-router'
import type { OperatorsConnectedApp } from '@loggia/protocol/console'
import { Time, useText } from '@loggia/ui'
import { useList } from '../../centre/api.ts'
import { AskingState } from '../../centre/apps/app-state.tsx'
import { connectedTexts } from '../../centre/apps/texts.ts'
import { Filter } from '../../centre/parts/fields.tsx'
import { ListPage } from '../../centre/parts/list-page.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Named } from '../../centre/parts/product.tsx'
import { changeSearch, isNarrowed } from '../../centre/routing/search.ts'
import { operatorAppTexts } from './texts.ts'

const route = getRouteApi('/operator/connected-apps')
const refreshMs = 30_000

/** The connected apps of all customers, and the test accounts of sellers. */
export function ConnectedAppsPage() {
  const texts = operatorAppTexts.use()
  const { states } = connectedTexts.use()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const apps = useList('GET /api/operator/connected-apps', { ...search }, { refetchInterval: refreshMs })
  const onReset = () => void navigate({ search: {} })
  return (
    <ListPage
      area="operator"
      title={texts.title}
      lead={texts.lead}
      filters={
        <div className="filters">
          <Filter
            label={texts.asking}
            any={texts.anyAsking}
            value={search.asking}
            options={[['true', texts.isAsking]]}
            onChoose={(asking) => void navigate({ search: changeSearch(search, { asking }) })}
          />
          <Filter<ConnectedAppState>
            label={texts.state}
            any={texts.anyState}
            value={search.state}
            options={connectedAppStates.map((name) => [name, states[name]])}
            onChoose={(state) => void navigate({ search: changeSearch(search, { state }) })}
          />
        </div>
      }
      of={apps}
      columns={useColumns()}
      rowKey={({ id }) => id}
      empty={texts.empty}
      narrowed={isNarrowed(search) && { ...texts.filtered, onReset }}
    />
  )
}

function useColumns(): readonly Column<OperatorsConnectedApp>[] {
  const { columns, testAccount } = operatorAppTexts.use()
  const text = useText()
  return [
    {
      key: 'product',
      title: columns.product,
      head: true,
      render: ({ product, seller }) => (
        <Named
          name={
            <Link to="/operator/products/$productId" params={{ productId: product.id }}>
              {text(product.name)}
            </Link>
          }
          below={
            <Link to="/operator/sellers/$sellerId" params={{ sellerId: seller.id }}>
              {text(seller.name)}
            </Link>
          }
        />
      ),
    },
    {
      key: 'customer',
      title: columns.customer,
      phone: 'below',
      render: ({ customer }) =>
        customer ? (
          <Link to="/operator/buyers/$buyerId" params={{ buyerId: customer.id }}>
            {text(customer.name)}
          </Link>
        ) : (
          <span className="faint">{testAccount}</span>
        ),
    },
    {
      key: 'state',
      title: columns.state,
      phone: 'beside',
      render: (app) => <AskingState of={app} isTest={!app.customer} />,
    },
    {
      key: 'order',
      title: columns.order,
      phone: 'none',
      render: ({ service }) =>
        service ? (
          <Link className="mono" to="/operator/orders" search={{ text: service.orderNumber }}>
            {service.orderNumber}
          </Link>
        ) : (
          <span className="faint">–</span>
        ),
    },
    {
      key: 'created',
      title: columns.created,
      phone: 'end',
      end: true,
      render: ({ createdAt }) => <Time at={createdAt} />,
    },
  ]
}
