import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { RefundRequest } from '@loggia/protocol/console'
import { Money, Time, useText } from '@loggia/ui'
import { useList } from '../api.ts'
import { CsvLink } from '../parts/csv-link.tsx'
import { ListFilters } from '../parts/list-filters.tsx'
import { ListPage } from '../parts/list-page.tsx'
import type { Column } from '../parts/listing.tsx'
import { Named, ProductLogo } from '../parts/product.tsx'
import { changeSearch } from '../routing/search.ts'
import { RequestState } from './request-state.tsx'
import { findList, listsOf } from './requests-search.ts'
import type { RefundArea } from './requests-search.ts'
import { refundTexts } from './texts.ts'

/** The refund requests of a seller or of the marketplace; the CSV has those that are listed. */
export function RequestListPage({ area }: { readonly area: RefundArea }) {
  const texts = refundTexts.use()
  const search = useSearch({ from: `/${area}/refunds` })
  const navigate = useNavigate()
  const list = findList(area, search.list)
  const { q } = search
  const key: 'GET /api/seller/refund-requests' = `GET /api/${area}/refund-requests` as never
  const requests = useList(key, { list, q })
  const go = (to: typeof search) => void navigate({ to: `/${area}/refunds`, search: to })
  return (
    <ListPage<RefundRequest>
      area={area}
      title={texts.title}
      lead={texts.lead[area]}
      actions={<CsvLink of={`GET /api/${area}/refund-requests.csv`} query={{ list, q }} />}
      filters={
        <ListFilters
          label={texts.lists.label}
          lists={listsOf[area]}
          list={list}
          names={texts.lists}
          find={texts.find}
          q={q}
          onList={(chosen) => go(changeSearch(search, { list: chosen }))}
          onFind={(found) => go(changeSearch(search, { q: found }))}
        />
      }
      of={requests}
      columns={useColumns(area)}
      rowKey={({ id }) => id}
      empty={texts.empty[list]}
      narrowed={
        q !== undefined && { ...texts.filtered, onReset: () => go(changeSearch(search, { q: undefined })) }
      }
    />
  )
}

function useColumns(area: RefundArea): readonly Column<RefundRequest>[] {
  const { columns } = refundTexts.use()
  const text = useText()
  const seller: Column<RefundRequest> = {
    key: 'seller',
    title: columns.seller,
    phone: 'none',
    render: (of) => text(of.seller),
  }
  return [
    { key: 'what', title: columns.what, head: true, render: (of) => <Name area={area} of={of} /> },
    { key: 'state', title: columns.state, phone: 'below', render: (of) => <RequestState of={of} /> },
    { key: 'buyer', title: columns.buyer, phone: 'none', render: (of) => text(of.buyer) },
    ...(area === 'operator' ? [seller] : []),
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

function Name({ area, of }: { readonly area: RefundArea; readonly of: RefundRequest }) {
  const text = useText()
  const [line] = of.lines
  return (
    <Named
      logo={line && <ProductLogo of={line.product} />}
      name={
        <Link to={`/${area}/refunds/$refundRequestId`} params={{ refundRequestId: of.id }}>
          {line ? text(line.product.name) : of.order.number}
        </Link>
      }
      below={<span className="mono">{of.order.number}</span>}
    />
  )
}
