import { factsOn, ofSeller } from '../facts.ts'
import { added, id, money, number, oneOf, string } from '../members.ts'
import { outsideRefundStates, refundCauses } from './kinds.ts'

export const refundFacts = {
  ...factsOn('ord', {
    'order.refunded': {
      ...ofSeller,
      amount: money,
      cause: added(oneOf(refundCauses)),
      refundNumber: added(string),
      refundOrderId: added(id('ord')),
    },
    /** On the refund order's own time line. */
    'refund.paid': {
      ...ofSeller,
      amount: money,
      cause: added(oneOf(refundCauses)),
      orderNumber: added(string),
      orderId: added(id('ord')),
    },
  }),
  ...factsOn('byr', {
    'refund.outside_reported': { reference: string, state: oneOf(outsideRefundStates), refunds: number },
  }),
}
