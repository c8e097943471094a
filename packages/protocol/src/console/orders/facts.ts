import { periods } from '../catalog/kinds.ts'
import { factsOn } from '../facts.ts'
import { hidden, listOf, money, number, object, oneOf, optional, text, time } from '../members.ts'

const submittedLine = object({
  name: text,
  quantity: number,
  period: oneOf(periods, 'month'),
  periodCount: number,
  trialDays: optional(number),
})

// Sums over all sellers, and what others sell, are not told to one of several.
export const orderFacts = factsOn(
  'ord',
  {
    'order.submitted': {
      total: hidden(money, 'one_of_sellers'),
      lines: hidden(listOf(submittedLine), 'one_of_sellers'),
    },
    /** A balance is the buyer's own affair. */
    'order.paid': {
      amount: hidden(money, 'one_of_sellers'),
      balanceAfter: hidden(optional(money), 'seller', 'one_of_sellers'),
    },
    /** With what was sold no more, or not now (R50, R53). */
    'order.cancelled': {
      by: oneOf(['buyer', 'market'], 'buyer'),
      product: hidden(optional(text), 'one_of_sellers'),
      why: optional(oneOf(['suspended', 'delisted'])),
    },
    'order.stock_released': {},
    /** With the term that completed it, if one did. */
    'order.completed': { startsAt: optional(time), endsAt: optional(time) },
  },
  { isOfWholeOrder: true },
)
