import { encodeNotificationReply, readDecodedNotification } from '@loggia/protocol/orders'
import type { ReceivedNotification } from '@loggia/protocol/orders'
import { toSaasResultCode } from '../refusals.ts'
import type { OrderPaidRequest, Outcome } from '../requests.ts'
import type { SignedProtocol } from './wire-protocol.ts'

const kind = { family: 'notifications', protocol: 'order-notification' } as const

export const orderNotification: SignedProtocol = {
  ...kind,
  keyClass: 'common',
  activities: ['orderNotify'],
  notServed: 'Order notifications are not served here.',
  encryptType: 'none',
  answersOpenedWithAccess: false,
  renewalUnfreezes: false,
  answersSoon: false,
  read: (decoded) => {
    const read = readDecodedNotification(decoded)
    return read.ok ? { ok: true, request: toOurs(read.notification) } : read
  },
  write: writeReplyTo,
}

const toOurs = ({ orderId, orderLineId, testFlag }: ReceivedNotification): OrderPaidRequest => ({
  ...kind,
  isTest: testFlag === '1',
  activity: 'orderPaid',
  orderId,
  orderLineId,
})

function writeReplyTo(outcome: Outcome): string {
  if (outcome.kind === 'refused') {
    const resultCode = toSaasResultCode(outcome.code)
    return encodeNotificationReply({ resultCode, resultMsg: outcome.message.slice(0, 255) || resultCode })
  }
  return encodeNotificationReply(
    outcome.kind === 'under way'
      ? { resultCode: '000004', resultMsg: 'The request is being processed.' }
      : { resultCode: '000000', resultMsg: 'success.' },
  )
}
