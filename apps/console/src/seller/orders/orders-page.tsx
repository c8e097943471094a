import { Link } from '@tanstack/react-router'
import { OrderListPage } from '../../centre/orders/order-list-page.tsx'
import { orderTexts } from '../../centre/orders/texts.ts'

export function OrdersPage() {
  const texts = orderTexts.use().empty.seller
  return (
    <OrderListPage
      area="seller"
      emptyAction={
        <Link className="btn" to="/seller/products">
          {texts.action}
        </Link>
      }
    />
  )
}
