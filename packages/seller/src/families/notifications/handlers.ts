import type { Purchase } from '../../purchase.ts'
import type { Answer, Asked, HandlerNeeds } from '../handler.ts'

/** The argument of `orderPaid`: an order of one of the seller's products was paid. */
export type OrderPaidAsked = Asked & { readonly purchase: Purchase }

/** The handlers for order notifications. They are called and repeated under the same rules as {@link SaasHandlers}. */
export type NotificationHandlers = {
  /** Records a paid order; called once for each order line. */
  orderPaid(asked: OrderPaidAsked): Answer<void>
}

export const notificationHandlerNeeds: HandlerNeeds<NotificationHandlers> = {
  orderPaid: 'it handles a paid order',
}
