import { defineFamily } from '../define-family.ts'
import { orderNotification } from './notification.ts'

/** What the server that a seller has named for their orders hears of them: it may be another than what serves their products. */
export const orders = defineFamily({
  name: 'orders',
  interfaceClass: 'common',
  of: 'seller',
  dialects: { 'order-notification': orderNotification },
})
