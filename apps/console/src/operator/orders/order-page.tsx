import { getRouteApi } from '@tanstack/react-router'
import type { SellerOrder } from '@loggia/protocol/console'
import { useLiveOrder } from '../../centre/history/use-live-order.ts'
import { LicenseCards } from '../../centre/licenses/license-cards.tsx'
import { OrderFrame, OrderMissing } from '../../centre/orders/order-head.tsx'
import { MoneyCard } from '../../centre/orders/money-card.tsx'
import { LinesCard } from '../../centre/orders/order-lines.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { SupervisionCards } from '../../centre/supervision/later.ts'
import { useSupervisionsOf } from '../../centre/supervision/use-supervisions.ts'
import { HistoryCard } from '../../centre/history/later.tsx'
import { NotesCard } from '../notes/later.ts'

const route = getRouteApi('/operator/orders/$orderId')

/** An order for operators: everything about it, with its whole history. */
export function OrderPage() {
  const { orderId } = route.useParams()
  return <OneOrder key={orderId} orderId={orderId} />
}

function OneOrder({ orderId }: { readonly orderId: string }) {
  const { query, isLive } = useLiveOrder('operator', orderId)
  const supervised = useSupervisionsOf('operator', orderId, query.data)
  return (
    <Loaded<SellerOrder>
      of={query}
      skeleton={<CardSkeleton rows={8} />}
      missing={<OrderMissing area="operator" />}
    >
      {(order) =>
        supervised.isLoading ? (
          <CardSkeleton rows={8} />
        ) : (
          <OrderFrame area="operator" order={order}>
            <div className="od">
              <div className="od__main">
                {supervised.data && <SupervisionCards area="operator" order={order} of={supervised} />}
                <LicenseCards area="operator" order={order} />
                <HistoryCard area="operator" order={order} isLive={isLive} />
                <LinesCard order={order} wireNames />
                <NotesCard subjectId={order.id} />
              </div>
              <aside className="od__side">
                <MoneyCard order={order} />
              </aside>
            </div>
          </OrderFrame>
        )
      }
    </Loaded>
  )
}
