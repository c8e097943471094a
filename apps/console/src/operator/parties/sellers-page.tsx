import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import type { OperatorSeller } from '@loggia/protocol/console'
import { Time, formatCount, useText } from '@loggia/ui'
import { useList } from '../../centre/api.ts'
import { formatCounted } from '../../centre/parts/counted.ts'
import { CsvLink } from '../../centre/parts/csv-link.tsx'
import { Filter } from '../../centre/parts/fields.tsx'
import { ListPage } from '../../centre/parts/list-page.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Named, ProductLogo } from '../../centre/parts/product.tsx'
import { FindField } from '../../centre/parts/find-field.tsx'
import { BreakerState } from '../../centre/parts/states.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { changeSearch } from '../../centre/routing/search.ts'
import type { SearchChange } from '../../centre/routing/search.ts'
import { partiesTexts } from './texts.ts'
import { stateTexts } from '../../centre/parts/state-texts.ts'
import { SellerStateOf, SortFilter } from './party-parts.tsx'
import { breakers, isPartyListNarrowed, sellerSorts, suspensionStates } from './party-search.ts'
import type { SellersSearch } from './party-search.ts'
import { suspensionTexts } from './suspension-texts.ts'
import '../operator.css'

const route = getRouteApi('/operator/sellers')

/** All sellers, with filters; each row links to the seller's page. */
export function SellersPage() {
  const texts = partiesTexts.use()
  const search = route.useSearch()
  const navigate = useNavigate()
  const sellers = useList('GET /api/operator/sellers', { ...search })
  return (
    <ListPage
      area="operator"
      title={texts.sellers.title}
      lead={texts.sellers.lead}
      actions={
        <>
          <CsvLink of="GET /api/operator/sellers.csv" query={{ ...search }} />
          <Add />
        </>
      }
      filters={<Filters search={search} />}
      of={sellers}
      columns={useColumns()}
      rowKey={({ id }) => id}
      empty={texts.sellers.empty}
      narrowed={
        isPartyListNarrowed(search) && {
          ...texts.filtered,
          onReset: () => void navigate({ to: '/operator/sellers', search: {} }),
        }
      }
    />
  )
}

function Add() {
  const texts = partiesTexts.use().sellers
  if (!useMayAsk('POST /api/operator/sellers', 'reviewer')) return null
  return (
    <Link className="btn btn--primary" to="/operator/sellers/new">
      {texts.add}
    </Link>
  )
}

function Filters({ search }: { readonly search: SellersSearch }) {
  const texts = partiesTexts.use().sellers
  const suspensions = suspensionTexts.use()
  const words = stateTexts.use().breaker
  const navigate = useNavigate()
  const change = (to: SearchChange<SellersSearch>) =>
    void navigate({ to: '/operator/sellers', search: changeSearch(search, to) })
  return (
    <div className="filters filters--wrap">
      <FindField
        className="searchfield"
        isCode={false}
        maxLength={100}
        label={texts.search}
        hint={texts.searchHint}
        value={search.text}
        onFind={(text) => change({ text })}
      />
      <Filter
        label={texts.breaker}
        any={texts.anyBreaker}
        value={search.breaker}
        options={breakers.map((name) => [name, words[name]])}
        onChoose={(breaker) => change({ breaker })}
      />
      <Filter
        label={texts.selling}
        any={texts.anySelling}
        value={search.selling}
        options={[
          ['yes', texts.sells],
          ['no', texts.sellsNot],
        ]}
        onChoose={(selling) => change({ selling })}
      />
      <Filter
        label={suspensions.filter}
        any={suspensions.anyState}
        value={search.suspension}
        options={suspensionStates.map((name) => [name, suspensions.sellerState[name]])}
        onChoose={(suspension) => change({ suspension })}
      />
      <SortFilter value={search.sort} options={sellerSorts} onChoose={(sort) => change({ sort })} />
    </div>
  )
}

function useColumns(): readonly Column<OperatorSeller>[] {
  const { columns } = partiesTexts.use().sellers
  const text = useText()
  return [
    {
      key: 'name',
      title: columns.name,
      head: true,
      render: (seller) => (
        <Named
          logo={<ProductLogo of={seller} small />}
          name={
            <Link to="/operator/sellers/$sellerId" params={{ sellerId: seller.id }}>
              {text(seller.name)}
            </Link>
          }
          below={
            <span className="row row--wrap">
              {seller.registrationNumber && <span className="mono">{seller.registrationNumber}</span>}
              <SellerStateOf of={seller} />
            </span>
          }
        />
      ),
    },
    {
      key: 'products',
      title: columns.products,
      end: true,
      phone: 'none',
      render: ({ products }) => (
        <span className="num">{`${formatCount(products.listed)} / ${formatCount(products.total)}`}</span>
      ),
    },
    {
      key: 'breaker',
      title: columns.breaker,
      phone: 'below',
      render: ({ breaker }) => <BreakerState breaker={breaker} />,
    },
    {
      key: 'failures',
      title: columns.failures,
      end: true,
      render: (seller) => <Failures of={seller} label={columns.failures} />,
    },
    {
      key: 'members',
      title: columns.members,
      phone: 'none',
      end: true,
      render: ({ members }) => formatCount(members),
    },
    { key: 'added', title: columns.added, phone: 'end', render: ({ createdAt }) => <Time at={createdAt} /> },
  ]
}

/** A number that links to the calls that it counts. */
export function Failures(props: {
  readonly of: Pick<OperatorSeller, 'id' | 'openFailures'>
  readonly label: string
}) {
  const { id, openFailures } = props.of
  if (openFailures === 0) return <span className="faint num">0</span>
  return (
    <Link
      className="num"
      to="/operator/calls"
      search={{ sellerId: id, result: 'open_failure' }}
      aria-label={`${formatCounted(openFailures)}: ${props.label}`}
    >
      {formatCounted(openFailures)}
    </Link>
  )
}
