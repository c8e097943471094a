import { OrderListPage } from '../../centre/orders/order-list.tsx'

export const OrdersPage = () => <OrderListPage area="operator" />
