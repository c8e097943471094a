import { OrderListPage } from '../../centre/orders/order-list-page.tsx'
import { orderTexts } from '../../centre/orders/texts.ts'
import { paths } from '../../storefront/links.ts'

export function OrdersPage() {
  const texts = orderTexts.use().empty.buyer
  return (
    <OrderListPage
      area="buyer"
      emptyAction={
        <a className="btn btn--primary" href={paths.products}>
          {texts.action}
        </a>
      }
    />
  )
}
