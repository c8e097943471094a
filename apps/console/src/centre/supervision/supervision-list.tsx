import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { Supervision } from '@loggia/protocol/console'
import { Money, Time, useText } from '@loggia/ui'
import { useList } from '../api.ts'
import type { Area } from '../frame.ts'
import { CsvLink } from '../parts/csv-link.tsx'
import { ListFilters } from '../parts/list-filters.tsx'
import { ListPage } from '../parts/list-page.tsx'
import type { Column } from '../parts/listing.tsx'
import { Named, ProductLogo } from '../parts/product.tsx'
import { changeSearch } from '../routing/search.ts'
import { SupervisionState } from './supervision-state.tsx'
import { findList, listsOf } from './supervisions-search.ts'
import { supervisionTexts } from './texts.ts'
import { UntilText } from './until-text.tsx'

/** R96: the supervised deliveries of a centre, by whose turn it is; the CSV has those that are listed. */
export function SupervisionListPage({ area }: { readonly area: Area }) {
  const texts = supervisionTexts.use()
  const search = useSearch({ from: `/${area}/supervisions` })
  const navigate = useNavigate()
  const list = findList(area, search.list)
  const { q } = search
  const key: 'GET /api/buyer/supervisions' = `GET /api/${area}/supervisions` as never
  const supervisions = useList(key, { list, q })
  const go = (to: typeof search) => void navigate({ to: `/${area}/supervisions`, search: to })
  return (
    <ListPage<Supervision>
      area={area}
      title={texts.title}
      lead={texts.lead[area]}
      actions={<CsvLink of={`GET /api/${area}/supervisions.csv`} query={{ list, q }} />}
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
      of={supervisions}
      columns={useColumns(area)}
      rowKey={({ id }) => id}
      empty={texts.empty[list]}
      narrowed={
        q !== undefined && { ...texts.filtered, onReset: () => go(changeSearch(search, { q: undefined })) }
      }
    />
  )
}

function useColumns(area: Area): readonly Column<Supervision>[] {
  const texts = supervisionTexts.use()
  const { columns } = texts
  const text = useText()
  const buyer: Column<Supervision> = {
    key: 'buyer',
    title: columns.buyer,
    phone: area === 'seller' ? 'below' : 'none',
    render: (of) => text(of.buyer),
  }
  const seller: Column<Supervision> = {
    key: 'seller',
    title: columns.seller,
    phone: area === 'seller' ? 'none' : 'below',
    render: (of) => text(of.seller),
  }
  return [
    { key: 'what', title: columns.what, head: true, render: (of) => <Name area={area} of={of} /> },
    {
      key: 'state',
      title: columns.state,
      phone: 'beside',
      render: (of) => <SupervisionState of={of} />,
    },
    { key: 'turn', title: columns.turn, phone: 'none', render: (of) => <Turn area={area} of={of} /> },
    ...(area === 'buyer' ? [seller] : area === 'seller' ? [buyer] : [buyer, seller]),
    {
      key: 'amount',
      title: columns.amount,
      end: true,
      phone: 'none',
      render: ({ amount }) => <Money of={amount} />,
    },
    {
      key: 'moment',
      title: columns.moment,
      end: true,
      phone: 'end',
      render: ({ since }) => <Time at={since} />,
    },
  ]
}

type OfArea = { readonly area: Area; readonly of: Supervision }

function Name({ area, of }: OfArea) {
  const text = useText()
  return (
    <Named
      logo={<ProductLogo of={of.product} />}
      name={
        <Link to={`/${area}/supervisions/$supervisionId`} params={{ supervisionId: of.id }}>
          {text(of.product.name)}
        </Link>
      }
      below={
        <>
          {text(of.specification)} · <span className="mono">{of.order.number}</span>
        </>
      }
    />
  )
}

/** Whose turn it is, and until when. */
function Turn({ area, of }: OfArea) {
  const texts = supervisionTexts.use()
  if (!of.turn) return <span className="faint">–</span>
  return (
    <div>
      {of.turn === area ? <b className="strong">{texts.you}</b> : texts.turns[of.turn]}
      {of.until && (
        <p className="below">
          <UntilText of={of} until={of.until} />
        </p>
      )}
    </div>
  )
}
