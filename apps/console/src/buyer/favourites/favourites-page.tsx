import type { Favourite } from '@loggia/protocol/console'
import { mostCompared } from '@loggia/protocol/console/catalog/kinds'
import { Button, State, Time, UnitPriceText, formatUnitAmount, useText } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { useChange, useList } from '../../centre/api.ts'
import { Refusal } from '../../centre/parts/dialog.tsx'
import { ListPage } from '../../centre/parts/list-page.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Named, ProductLogo } from '../../centre/parts/product.tsx'
import { favouriteTexts } from './texts.ts'

/** The products that the member keeps, with their prices then and now. */
export function FavouritesPage() {
  const texts = favouriteTexts.use()
  const favourites = useList('GET /api/buyer/favourites')
  const change = useChange('PUT /api/buyer/favourites', [
    'GET /api/buyer/favourites',
    'GET /api/buyer/favourites/ids',
  ])
  const remove = (productId: Favourite['id']) => change.mutate({ body: { productId, kept: false } })
  const comparable = (favourites.items ?? [])
    .filter(({ absence }) => absence === undefined)
    .slice(0, mostCompared)
  return (
    <ListPage
      area="buyer"
      title={texts.title}
      lead={texts.lead}
      actions={
        <>
          {comparable.length > 1 && (
            <a className="btn" href={formatCompareHref(comparable)}>
              {texts.compare(comparable.length)}
            </a>
          )}
          <a className="btn" href="/search">
            {texts.browse}
          </a>
        </>
      }
      above={<Refusal error={change.error} />}
      of={favourites}
      columns={useColumns(remove, change.isPending)}
      rowKey={({ id }) => id}
      empty={texts.empty}
    />
  )
}

const formatCompareHref = (products: readonly Favourite[]): string =>
  `/compare?ids=${products.map(({ id }) => id).join(',')}`

const kindOf = {
  suspended: 'ice',
  frozen: 'ice',
  hidden: 'ice',
  delisted: 'end',
  interface_delisted: 'end',
  specification_delisted: 'end',
} as const satisfies Record<NonNullable<Favourite['absence']>, StateKind>

function useColumns(remove: (id: Favourite['id']) => void, isBusy: boolean): readonly Column<Favourite>[] {
  const texts = favouriteTexts.use()
  const text = useText()
  const { columns } = texts
  return [
    {
      key: 'product',
      title: columns.product,
      head: true,
      render: (of) => (
        <Named
          logo={<ProductLogo of={of} small />}
          name={<a href={`/products/${of.id}`}>{text(of.name)}</a>}
          below={text(of.seller.name)}
        />
      ),
    },
    {
      key: 'before',
      title: columns.before,
      end: true,
      phone: 'none',
      render: ({ fromThen }) => <Price of={fromThen} />,
    },
    { key: 'now', title: columns.now, end: true, phone: 'below', render: (of) => <Now of={of} /> },
    {
      key: 'kept',
      title: columns.kept,
      phone: 'end',
      render: ({ keptAt }) => <Time at={keptAt} precision="day" />,
    },
    {
      key: 'act',
      title: columns.act,
      end: true,
      phone: 'beside',
      render: ({ id, name }) => (
        <Button
          variant="plain"
          size="small"
          disabled={isBusy}
          aria-label={texts.removeOf(text(name))}
          onClick={() => remove(id)}
        >
          {texts.remove}
        </Button>
      ),
    },
  ]
}

const Price = ({ of }: { readonly of: Favourite['fromThen'] }) => (
  <UnitPriceText of={of.unitPrice} unit={of.perUnit} period={of.period} />
)

function Now({ of: { from, fromThen, change, absence } }: { readonly of: Favourite }) {
  const texts = favouriteTexts.use()
  if (!from)
    return (
      <State kind={kindOf[absence ?? 'hidden']} pill>
        {texts.absent[absence ?? 'hidden']}
      </State>
    )
  return (
    <>
      <Price of={from} />
      {change && change !== 'same' && (
        <div className={change === 'down' ? 't12 c-ok' : 't12 c-warn'}>
          {texts.change[change](formatUnitAmount(fromThen.unitPrice))}
        </div>
      )}
    </>
  )
}
