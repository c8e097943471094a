import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import type { SellerProduct } from '@loggia/protocol/console'
import { Time, useText } from '@loggia/ui'
import { useList, useRead } from '../../centre/api.ts'
import { BoundAccess } from '../../centre/parts/bound-access.tsx'
import { CsvLink } from '../../centre/parts/csv-link.tsx'
import { Filter } from '../../centre/parts/fields.tsx'
import { FindField } from '../../centre/parts/find-field.tsx'
import { ListPage } from '../../centre/parts/list-page.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Named, ProductLogo } from '../../centre/parts/product.tsx'
import { ProductState } from '../../centre/parts/states.tsx'
import { Codes } from '../../centre/products/codes.tsx'
import { changeSearch, isNarrowed } from '../../centre/routing/search.ts'
import type { SearchChange } from '../../centre/routing/search.ts'
import { reviewTexts } from '../reviews/texts.ts'
import { stateTexts } from '../../centre/parts/state-texts.ts'
import { productStates } from './product-search.ts'

const route = getRouteApi('/operator/products')

/** The products of all sellers, in one state or in all states. */
export function ProductsPage() {
  const texts = reviewTexts.use().products
  const words = stateTexts.use().product
  const search = route.useSearch()
  const navigate = useNavigate()
  const products = useList('GET /api/operator/products', { ...search })
  const go = (to: SearchChange<typeof search>) =>
    void navigate({ to: '/operator/products', search: changeSearch(search, to) })
  return (
    <ListPage
      area="operator"
      title={texts.title}
      lead={texts.lead}
      actions={<CsvLink of="GET /api/operator/products.csv" query={{ ...search }} />}
      filters={
        <div className="filters">
          <FindField
            className="filters__text"
            label={texts.find}
            hint={texts.find}
            isCode={false}
            maxLength={100}
            value={search.q}
            onFind={(q) => go({ q })}
          />
          <Filter
            label={texts.state}
            any={texts.any}
            value={search.state}
            options={productStates.map((name) => [name, words[name]])}
            onChoose={(state) => go({ state })}
          />
        </div>
      }
      of={products}
      columns={useColumns()}
      rowKey={({ id }) => id}
      empty={texts.empty}
      narrowed={
        isNarrowed(search) && {
          ...texts.filtered,
          onReset: () => void navigate({ to: '/operator/products', search: {} }),
        }
      }
    />
  )
}

function useColumns(): readonly Column<SellerProduct>[] {
  const { columns, unbound, until } = reviewTexts.use().products
  const text = useText()
  const categories = useRead('GET /api/categories', {}).data?.items
  return [
    {
      key: 'product',
      title: columns.product,
      head: true,
      render: (product) => (
        <Named
          logo={<ProductLogo of={product} />}
          name={
            <Link to="/operator/products/$productId" params={{ productId: product.id }}>
              {text(product.name)}
            </Link>
          }
          below={
            <Link to="/operator/sellers/$sellerId" params={{ sellerId: product.seller.id }}>
              {text(product.seller.name)}
            </Link>
          }
        />
      ),
    },
    {
      key: 'state',
      title: columns.state,
      phone: 'below',
      render: ({ state, suspendedUntil }) => (
        <div>
          <ProductState state={state} />
          {suspendedUntil !== undefined && (
            <span className="below due">
              {until} <Time at={suspendedUntil} />
            </span>
          )}
        </div>
      ),
    },
    {
      key: 'category',
      title: columns.category,
      phone: 'end',
      render: ({ category }) => {
        const found = categories?.find(({ code }) => code === category)
        return found ? text(found.name) : category
      },
    },
    { key: 'codes', title: columns.codes, phone: 'none', render: (product) => <Codes of={product} /> },
    {
      key: 'access',
      title: columns.access,
      phone: 'none',
      render: ({ access }) =>
        access ? <BoundAccess of={access} /> : <span className="faint">{unbound}</span>,
    },
  ]
}
