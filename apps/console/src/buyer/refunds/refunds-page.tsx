import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import { refundRequestStates } from '@loggia/protocol/console/refunds/kinds'
import type { RefundEntry, RefundRequestState } from '@loggia/protocol/console'
import { Money, Time, useText } from '@loggia/ui'
import { useList } from '../../centre/api.ts'
import { CsvLink } from '../../centre/parts/csv-link.tsx'
import { Filter } from '../../centre/parts/fields.tsx'
import { FindField } from '../../centre/parts/find-field.tsx'
import { ListPage } from '../../centre/parts/list-page.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Named, ProductLogo } from '../../centre/parts/product.tsx'
import { RequestState } from '../../centre/refunds/request-state.tsx'
import { refundTexts } from '../../centre/refunds/texts.ts'
import { changeSearch, isNarrowed } from '../../centre/routing/search.ts'
import { ownRefundTexts } from './texts.ts'

const route = getRouteApi('/buyer/refunds')

/** R139: everything that the buyer asked back or got back. */
export function RefundsPage() {
  const texts = ownRefundTexts.use()
  const { states, find } = refundTexts.use()
  const search = route.useSearch()
  const navigate = useNavigate()
  const refunds = useList('GET /api/buyer/refunds', { ...search })
  const go = (to: typeof search) => void navigate({ to: '/buyer/refunds', search: to })
  return (
    <ListPage<RefundEntry>
      area="buyer"
      title={texts.title}
      lead={texts.lead}
      actions={<CsvLink of="GET /api/buyer/refunds.csv" query={search} />}
      filters={
        <div className="filters">
          <FindField
            className="filters__text"
            label={find}
            hint={find}
            value={search.q}
            isCode={false}
            maxLength={100}
            onFind={(q) => go(changeSearch(search, { q }))}
          />
          <Filter<RefundRequestState>
            label={texts.state}
            any={texts.any}
            value={search.state}
            options={refundRequestStates.map((name) => [name, states[name]])}
            onChoose={(state) => go(changeSearch(search, { state }))}
          />
        </div>
      }
      of={refunds}
      columns={useColumns()}
      rowKey={({ id }) => id}
      empty={texts.empty}
      narrowed={isNarrowed(search) && { ...texts.filtered, onReset: () => go({}) }}
    />
  )
}

function useColumns(): readonly Column<RefundEntry>[] {
  const texts = ownRefundTexts.use()
  const { columns } = refundTexts.use()
  const text = useText()
  return [
    { key: 'what', title: columns.what, head: true, render: (of) => <Name of={of} /> },
    { key: 'state', title: columns.state, phone: 'below', render: (of) => <RequestState of={of} /> },
    {
      key: 'cause',
      title: texts.cause,
      phone: 'none',
      render: ({ cause }) => (cause ? texts.causes[cause] : texts.asked),
    },
    { key: 'seller', title: columns.seller, phone: 'none', render: ({ seller }) => text(seller) },
    {
      key: 'amount',
      title: texts.amount,
      end: true,
      phone: 'beside',
      render: ({ amount }) => <Money of={amount} />,
    },
    {
      key: 'asked',
      title: texts.time,
      end: true,
      phone: 'end',
      render: ({ askedAt }) => <Time at={askedAt} />,
    },
  ]
}

/** Leads to the request, or to the order whose money came back without one. */
function Name({ of }: { readonly of: RefundEntry }) {
  const text = useText()
  const name = text(of.product.name)
  return (
    <Named
      logo={<ProductLogo of={of.product} />}
      name={
        of.requestId === undefined ? (
          <Link to="/buyer/orders/$orderId" params={{ orderId: of.order.id }}>
            {name}
          </Link>
        ) : (
          <Link to="/buyer/refunds/$refundRequestId" params={{ refundRequestId: of.requestId }}>
            {name}
          </Link>
        )
      }
      below={<span className="mono">{of.order.number}</span>}
    />
  )
}
