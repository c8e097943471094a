import { OrderListPage } from '../../centre/orders/order-list-page.tsx'

/** All orders with the filters of operators (R287). */
export const OrdersPage = () => <OrderListPage area="operator" />
