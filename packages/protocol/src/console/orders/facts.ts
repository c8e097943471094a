import { periods } from '../catalog/kinds.ts'
import { defineFacts } from '../facts.ts'
import {
  hide,
  defineList,
  money,
  number,
  defineObject,
  defineOneOf,
  defineOptional,
  text,
  time,
} from '../members.ts'

const submittedLine = defineObject({
  name: text,
  quantity: number,
  period: defineOneOf(periods, 'month'),
  periodCount: number,
  trialDays: defineOptional(number),
})

// Sums over all sellers, and what others sell, are not told to one of several.
export const orderFacts = defineFacts(
  'ord',
  {
    'order.submitted': {
      total: hide(money, 'one_of_sellers'),
      lines: hide(defineList(submittedLine), 'one_of_sellers'),
    },
    /** A balance is the buyer's own affair. */
    'order.paid': {
      amount: hide(money, 'one_of_sellers'),
      balanceAfter: hide(defineOptional(money), 'seller', 'one_of_sellers'),
    },
    /** With what was sold no more, or not now (R50, R53). */
    'order.cancelled': {
      by: defineOneOf(['buyer', 'market'], 'buyer'),
      product: hide(defineOptional(text), 'one_of_sellers'),
      why: defineOptional(defineOneOf(['suspended', 'delisted'])),
    },
    'order.stock_released': {},
    /** With the term that completed it, if one did. */
    'order.completed': { startsAt: defineOptional(time), endsAt: defineOptional(time) },
  },
  { isOfWholeOrder: true },
)
