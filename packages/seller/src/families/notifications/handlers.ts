import type { Purchase } from '../../purchase.ts'
import type { Answer, Asked, HandlerNeeds } from '../handler.ts'

/** An order of any of the seller's products was paid. */
export type OrderPaidAsked = Asked & { readonly purchase: Purchase }

/** What a seller does with notifications, in our words; called and answered for as those of {@link SaasHandlers} are. */
export type NotificationHandlers = {
  /** Takes note of a paid order, once for each of its lines. */
  orderPaid(asked: OrderPaidAsked): Answer<void>
}

export const notificationHandlerNeeds: HandlerNeeds<NotificationHandlers> = {
  orderPaid: 'it takes note of a paid order',
}
