import { encodeNotificationReply } from '@loggia/protocol/orders'
import type { ReceivedNotification } from '@loggia/protocol/orders'
import { resultCodeOf } from '../refusals.ts'
import type { Outcome, SellerRequest } from '../requests.ts'

/** A notification of a paid order in our words. */
export const requestOfNotification = ({
  orderId,
  orderLineId,
  testFlag,
}: ReceivedNotification): SellerRequest => ({
  protocol: 'order-notification',
  isTest: testFlag === '1',
  activity: 'orderPaid',
  orderId,
  orderLineId,
})

/** The body of the reply to a notification. */
export function replyOfNotification(outcome: Outcome): string {
  if (outcome.kind === 'refused') {
    const resultCode = resultCodeOf(outcome.code)
    return encodeNotificationReply({ resultCode, resultMsg: outcome.message.slice(0, 255) || resultCode })
  }
  return encodeNotificationReply(
    outcome.kind === 'under way'
      ? { resultCode: '000004', resultMsg: 'The request is being processed.' }
      : { resultCode: '000000', resultMsg: 'success.' },
  )
}
