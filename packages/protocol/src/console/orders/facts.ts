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

// Totals over all sellers, and what other sellers sell, are hidden from one of several sellers.
export const orderFacts = defineFacts(
  'ord',
  {
    'order.submitted': {
      total: hide(money, 'one_of_sellers'),
      lines: hide(defineList(submittedLine), 'one_of_sellers'),
    },
    /** A balance is shown to its buyer only. */
    'order.paid': {
      amount: hide(money, 'one_of_sellers'),
      balanceAfter: hide(defineOptional(money), 'seller', 'one_of_sellers'),
    },
    /** With the product that was suspended or delisted, if that was the cause (R50, R53). */
    'order.cancelled': {
      by: defineOneOf(['buyer', 'market'], 'buyer'),
      product: hide(defineOptional(text), 'one_of_sellers'),
      why: defineOptional(defineOneOf(['suspended', 'delisted'])),
    },
    'order.stock_released': {},
    /** With the term of the line that completed it, if there is one. */
    'order.completed': { startsAt: defineOptional(time), endsAt: defineOptional(time) },
  },
  { isOfWholeOrder: true },
)
