import { defineFamily } from '../define-family.ts'
import { orderNotification } from './notification.ts'

/**
 * Notifications of orders, to the server that a seller named for them; it may differ from the servers of its products.
 */
export const orders = defineFamily({
  name: 'orders',
  of: 'seller',
  dialects: { 'order-notification': orderNotification },
})
