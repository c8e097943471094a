import { Link, getRouteApi } from '@tanstack/react-router'
import type { Delivery } from '@loggia/protocol/console'
import { Time, useText } from '@loggia/ui'
import { useList } from '../../centre/api.ts'
import { Acts } from '../../centre/deliveries/deliveries-card.tsx'
import { DeliveryState } from '../../centre/deliveries/delivery-state.tsx'
import { ListPage } from '../../centre/parts/list-page.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Named, ProductLogo } from '../../centre/parts/product.tsx'
import { deliveryLists } from './deliveries-search.ts'
import { deliveryTexts } from '../../centre/deliveries/texts.ts'

const route = getRouteApi('/seller/deliveries')

/** R96: deliveries that the seller's people have to perform, that wait for their buyers, or that are over. */
export function DeliveriesPage() {
  const texts = deliveryTexts.use()
  const { list = deliveryLists[0] } = route.useSearch()
  const deliveries = useList('GET /api/seller/deliveries', { list })
  return (
    <ListPage<Delivery>
      area="seller"
      title={texts.title}
      lead={texts.lead}
      filters={
        <div className="filters">
          <div className="seg" role="group" aria-label={texts.lists.label}>
            {deliveryLists.map((name) => (
              <Link
                key={name}
                to="/seller/deliveries"
                search={name === deliveryLists[0] ? {} : { list: name }}
                aria-current={name === list ? 'true' : undefined}
              >
                {texts.lists[name]}
              </Link>
            ))}
          </div>
        </div>
      }
      of={deliveries}
      columns={useColumns()}
      rowKey={({ id }) => id}
      empty={texts.empty[list]}
    />
  )
}

function useColumns(): readonly Column<Delivery>[] {
  const texts = deliveryTexts.use()
  const text = useText()
  return [
    { key: 'what', title: texts.columns.what, head: true, render: (of) => <Name of={of} /> },
    { key: 'state', title: texts.columns.state, render: ({ state }) => <DeliveryState state={state} /> },
    { key: 'buyer', title: texts.columns.buyer, render: ({ buyer }) => text(buyer) },
    { key: 'moment', title: texts.columns.moment, render: (of) => <Moment of={of} /> },
    {
      key: 'act',
      title: texts.columns.act,
      end: true,
      render: (of) => <Acts area="seller" of={of} />,
    },
  ]
}

function Name({ of }: { readonly of: Delivery }) {
  const text = useText()
  return (
    <Named
      logo={<ProductLogo of={of.product} />}
      name={
        <Link to="/seller/orders/$orderId" params={{ orderId: of.order.id }}>
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

/** The newest event of a delivery. */
function Moment({ of }: { readonly of: Delivery }) {
  const texts = deliveryTexts.use()
  const [said, at] =
    of.failedAt !== undefined
      ? [texts.failedAt, of.failedAt]
      : of.acceptedAt !== undefined
        ? [texts.acceptedAt, of.acceptedAt]
        : of.deliveredAt !== undefined
          ? [texts.deliveredAt, of.deliveredAt]
          : [texts.paid, of.startedAt]
  return (
    <span className="num">
      {said} <Time at={at} />
    </span>
  )
}
