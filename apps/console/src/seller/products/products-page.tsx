import { productStates } from '@loggia/protocol/console/catalog/kinds'
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import { fromIso } from '@loggia/kernel'
import type { ProductState as State_, SellerProduct } from '@loggia/protocol/console'
import { State, Time, useText } from '@loggia/ui'
import { useList, useRead } from '../../centre/api.ts'
import { useNow } from '../../centre/frame.ts'
import { BoundAccess } from '../../centre/parts/bound-access.tsx'
import { CsvLink } from '../../centre/parts/csv-link.tsx'
import { Filter } from '../../centre/parts/fields.tsx'
import { FindField } from '../../centre/parts/find-field.tsx'
import { ListPage } from '../../centre/parts/list-page.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Named, ProductLogo } from '../../centre/parts/product.tsx'
import { ProductState } from '../../centre/parts/states.tsx'
import { findAccessNeed } from '../../centre/products/product-access.ts'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { changeSearch } from '../../centre/routing/search.ts'
import type { SearchChange } from '../../centre/routing/search.ts'
import { DraftsCard } from './drafts-card.tsx'
import { ownProductTexts } from './texts.ts'
import { stateTexts } from '../../centre/parts/state-texts.ts'
import { ApplicationState } from './detail/application-state.tsx'

const route = getRouteApi('/seller/products')

/** The seller's products: state, waiting applications, and when they are due. */
export function ProductsPage() {
  const texts = ownProductTexts.use()
  const words = stateTexts.use().product
  const mayWrite = useMayAsk('POST /api/seller/products', 'products:write')
  const search = route.useSearch()
  const { state, q } = search
  const navigate = useNavigate()
  const products = useList('GET /api/seller/products', { state, q })
  const narrow = (to: SearchChange<typeof search>) =>
    void navigate({ to: '/seller/products', search: changeSearch(search, to) })
  return (
    <ListPage
      area="seller"
      title={texts.title}
      lead={texts.lead}
      actions={
        <>
          <CsvLink of="GET /api/seller/products.csv" query={{ state, q }} />
          {mayWrite ? (
            <Link className="btn btn--primary" to="/seller/products/new">
              {texts.publish}
            </Link>
          ) : (
            <span className="why">{texts.readOnly}</span>
          )}
        </>
      }
      above={(state === undefined || state === 'draft') && !q && <DraftsCard mayWrite={mayWrite} />}
      filters={
        <div className="filters">
          <FindField
            label={texts.find}
            hint={texts.findHint}
            isCode={false}
            value={q}
            onFind={(text) => narrow({ q: text })}
          />
          <Filter<State_>
            label={texts.states.label}
            any={texts.states.any}
            value={state}
            options={productStates.map((name) => [name, words[name]])}
            onChoose={(chosen) => narrow({ state: chosen })}
          />
        </div>
      }
      of={products}
      columns={useColumns(mayWrite)}
      rowKey={(product) => product.id}
      empty={state || q ? texts.emptyFiltered : texts.empty}
    />
  )
}

function useColumns(mayWrite: boolean): readonly Column<SellerProduct>[] {
  const texts = ownProductTexts.use()
  const text = useText()
  const { columns } = texts
  return [
    {
      key: 'product',
      title: columns.product,
      head: true,
      render: (product) => (
        <Named
          logo={<ProductLogo of={product} />}
          name={
            <Link to="/seller/products/$productId" params={{ productId: product.id }}>
              {text(product.name)}
            </Link>
          }
          below={text(product.summary)}
        />
      ),
    },
    {
      key: 'state',
      title: columns.state,
      phone: 'below',
      render: ({ state }) => <ProductState state={state} />,
    },
    {
      key: 'review',
      title: columns.review,
      phone: 'end',
      render: (product) => <Waiting product={product} />,
    },
    {
      key: 'access',
      title: columns.access,
      phone: 'none',
      render: (product) => <Access of={product} />,
    },
    {
      key: 'acts',
      title: columns.acts,
      end: true,
      render: (product) => <Act of={product} mayWrite={mayWrite} />,
    },
  ]
}

function Access({ of }: { readonly of: SellerProduct }) {
  const texts = ownProductTexts.use()
  const need = findAccessNeed(of)
  if (need === 'none' || (need === 'optional' && !of.access))
    return <span className="faint">{need === 'none' ? texts.noAccess : texts.noCallbacks}</span>
  return (
    <div className="bound">
      <State kind={of.access ? 'ok' : 'warn'}>{of.access ? texts.bound : texts.unbound}</State>
      {of.access && <BoundAccess of={of.access} />}
    </div>
  )
}

/** The latest application, with the time by which it is to be decided. */
function Waiting({ product }: { readonly product: SellerProduct }) {
  const texts = ownProductTexts.use()
  const now = useNow()
  const isNew = product.state === 'draft'
  const last = useRead(
    'GET /api/seller/products/:productId/applications',
    { params: { productId: product.id }, query: { limit: 1 } },
    { enabled: !isNew },
  ).data?.items[0]
  if (!last) return <span className="faint">{isNew ? texts.nothingWaits : '–'}</span>
  const isLate = last.state === 'in_review' && now() > fromIso(last.dueAt)
  return (
    <div className="bound">
      <ApplicationState of={last} />
      {last.state === 'in_review' && (
        <span className={isLate ? 'below bad' : 'below'}>
          {isLate ? texts.late : texts.dueBy} <Time at={last.dueAt} />
        </span>
      )}
    </div>
  )
}

function Act({ of, mayWrite }: { readonly of: SellerProduct; readonly mayWrite: boolean }) {
  const texts = ownProductTexts.use()
  const name = useText()(of.name)
  const isDraft = of.state === 'draft' || of.state === 'rejected'
  return (
    <div className="acts">
      {mayWrite && isDraft ? (
        <Link
          className="link"
          to="/seller/products/$productId/edit"
          params={{ productId: of.id }}
          aria-label={texts.editOf(name)}
        >
          {texts.edit}
        </Link>
      ) : (
        <Link
          className="link"
          to="/seller/products/$productId"
          params={{ productId: of.id }}
          aria-label={texts.openOf(name)}
        >
          {texts.open}
        </Link>
      )}
    </div>
  )
}
