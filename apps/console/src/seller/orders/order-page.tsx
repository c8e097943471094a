import { Link, getRouteApi } from '@tanstack/react-router'
import type { SellerOrder } from '@loggia/protocol/console'
import { useLiveOrder } from '../../centre/history/use-live-order.ts'
import { LicenseCards } from '../../centre/licenses/license-cards.tsx'
import { OrderFrame, OrderMissing } from '../../centre/orders/order-head.tsx'
import { MoneyCard } from '../../centre/orders/money-card.tsx'
import { LinesCard } from '../../centre/orders/order-lines.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { orderTexts } from '../../centre/orders/texts.ts'
import { SupervisionCards } from '../../centre/supervision/later.ts'
import { useSupervisionsOf } from '../../centre/supervision/use-supervisions.ts'
import { OrderAddressesCard } from './addresses-card.tsx'
import { HistoryCard } from '../../centre/history/later.tsx'

const route = getRouteApi('/seller/orders/$orderId')

/** An order of the seller's products, with its calls. */
export function OrderPage() {
  const { orderId } = route.useParams()
  return <OneOrder key={orderId} orderId={orderId} />
}

function OneOrder({ orderId }: { readonly orderId: string }) {
  const texts = orderTexts.use()
  const { query, isLive } = useLiveOrder('seller', orderId)
  const supervised = useSupervisionsOf('seller', orderId, query.data)
  return (
    <Loaded<SellerOrder>
      of={query}
      skeleton={<CardSkeleton rows={8} />}
      missing={<OrderMissing area="seller" />}
    >
      {(order) =>
        supervised.isLoading ? (
          <CardSkeleton rows={8} />
        ) : (
          <OrderFrame
            area="seller"
            order={order}
            actions={
              <Link className="btn" to="/seller/calls" search={{ orderNumber: order.number }}>
                {texts.calls}
              </Link>
            }
          >
            <div className="od">
              <div className="od__main">
                {supervised.data && <SupervisionCards area="seller" order={order} of={supervised} />}
                <LicenseCards area="seller" order={order} />
                <HistoryCard area="seller" order={order} isLive={isLive} />
                <LinesCard order={order} wireNames />
              </div>
              <aside className="od__side">
                <MoneyCard order={order} />
                <OrderAddressesCard order={order} />
              </aside>
            </div>
          </OrderFrame>
        )
      }
    </Loaded>
  )
}
