import { isGranted } from '@loggia/protocol/console/parties/kinds'
import { purchaseRequestLists } from '@loggia/protocol/console/purchase-requests/kinds'
import type { PurchaseRequestList } from '@loggia/protocol/console/purchase-requests/kinds'
import type { PurchaseRequestSummary } from '@loggia/protocol/console'
import { Money, Segmented, Time, useLanguage, useText } from '@loggia/ui'
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import { useList } from '../../centre/api.ts'
import { useFrame } from '../../centre/frame.ts'
import { useHydrated } from '../../centre/hydrated.ts'
import { formatHeld } from '../../centre/orders/line-text.ts'
import { ListPage } from '../../centre/parts/list-page.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Named, ProductLogo } from '../../centre/parts/product.tsx'
import { paths } from '../../storefront/links.ts'
import { OwnBudgets } from '../budgets/own-budgets.tsx'
import { RequestState } from './request-state.tsx'
import { requestTexts } from './texts.ts'
import '../../centre/parts/filters.css'

const route = getRouteApi('/buyer/purchase-requests')

/** What members ask for: what waits for the reader, the reader's own, and all. */
export function RequestsPage() {
  const texts = requestTexts.use()
  const { session } = useFrame()
  const mayBuy = isGranted(session?.rights.buyer, 'purchase')
  // Members who may not buy see their own requests only.
  const options: readonly PurchaseRequestList[] = mayBuy ? purchaseRequestLists : ['mine']
  const chosen = route.useSearch().list
  const list = options.find((one) => one === chosen) ?? options[0] ?? 'mine'
  const navigate = useNavigate()
  const go = (to: PurchaseRequestList) =>
    void navigate({ to: '/buyer/purchase-requests', search: to === options[0] ? {} : { list: to } })
  return (
    <ListPage<PurchaseRequestSummary>
      area="buyer"
      title={texts.title}
      lead={texts.lead}
      actions={
        <a className="btn" href={paths.products}>
          {texts.toProducts}
        </a>
      }
      above={<OwnBudgets />}
      filters={options.length > 1 && <Lists list={list} options={options} onList={go} />}
      of={useList('GET /api/buyer/purchase-requests', { list })}
      columns={useColumns()}
      rowKey={({ id }) => id}
      empty={texts.empty[list]}
    />
  )
}

function Lists(props: {
  readonly list: PurchaseRequestList
  readonly options: readonly PurchaseRequestList[]
  onList(list: PurchaseRequestList): void
}) {
  const { lists } = requestTexts.use()
  const isHydrated = useHydrated()
  return (
    <div className="filters">
      <div className="scroll-x" inert={!isHydrated}>
        <Segmented
          label={lists.label}
          value={props.list}
          onChange={props.onList}
          options={props.options.map((value) => ({ value, label: lists[value] }))}
        />
      </div>
    </div>
  )
}

function useColumns(): readonly Column<PurchaseRequestSummary>[] {
  const { columns } = requestTexts.use()
  return [
    { key: 'product', title: columns.product, head: true, render: (of) => <Name of={of} /> },
    {
      key: 'state',
      title: columns.state,
      phone: 'below',
      render: ({ state }) => <RequestState of={state} />,
    },
    {
      key: 'requester',
      title: columns.requester,
      phone: 'none',
      render: ({ requester, costCentre }) => (
        <div>
          {requester.name}
          {costCentre && (
            <p className="below">
              {columns.costCentre} {costCentre.code}
            </p>
          )}
        </div>
      ),
    },
    {
      key: 'amount',
      title: columns.amount,
      end: true,
      phone: 'beside',
      render: ({ amount }) => <Money of={amount} />,
    },
    {
      key: 'asked',
      title: columns.asked,
      end: true,
      phone: 'end',
      render: ({ askedAt }) => <Time at={askedAt} />,
    },
  ]
}

function Name({ of }: { readonly of: PurchaseRequestSummary }) {
  const text = useText()
  const language = useLanguage()
  return (
    <Named
      logo={<ProductLogo of={of.product} />}
      name={
        <Link to="/buyer/purchase-requests/$purchaseRequestId" params={{ purchaseRequestId: of.id }}>
          {text(of.product.name)}
        </Link>
      }
      below={`${text(of.specification)} · ${formatHeld(of, language)}`}
    />
  )
}
