import { addDays, addMonths, toCalendarParts, fromCalendar, toInstant, toZone } from '@loggia/kernel'

import { formatOrderTime } from './messages.ts'
import type { chargingModes, orderTypes } from './messages.ts'

/** Orders that can be queried while a server is debugged (open-apis §3.4); the spelling is the published one. */
export const mockOrderIds = {
  period: 'MOCKPERIODYEARNEW',
  oneTime: 'MOCKONETIMENEW',
  usage: 'MOCKONDEMAND',
  package: 'MOCKONDEMANDPKG',
  trial: 'MOCKPERIODDAYTRIAL',
  trialToFormal: 'MOCKMONTYTRIALTOFORMAL',
  refund: 'MOCKMONTYUNSUBSCRIBE',
  renewal: 'MOCKMONTYRENEW',
  change: 'MOCKMONTYCHANGE',
} as const
export type MockOrderId = (typeof mockOrderIds)[keyof typeof mockOrderIds]

type Term = {
  readonly periodType: 'day' | 'month' | 'year'
  readonly periodNumber: number
  /** Time from now to the day on which the service then ends. */
  readonly endsIn: { readonly months: number } | { readonly days: number }
}
type Mock = {
  readonly orderType: (typeof orderTypes)[number]
  readonly chargingMode: (typeof chargingModes)[number]
  readonly term?: Term
  readonly amount: string
}

const aYear: Term = { periodType: 'year', periodNumber: 1, endsIn: { months: 12 } }
/** A month of a service that was bought for a year; `months` is the time from that order to its end. */
const aMonthEnding = (months: number): Term => ({ periodType: 'month', periodNumber: 1, endsIn: { months } })
const trialDays = 7

// Only the content of the first is published. The others follow the life of one service: bought for a year or as a
// trial, paid for a month, renewed by a month, that renewal refunded, changed.
const mocks: Readonly<Record<MockOrderId, Mock>> = {
  MOCKPERIODYEARNEW: { orderType: 'NEW', chargingMode: 'PERIOD', term: aYear, amount: '100' },
  MOCKONETIMENEW: { orderType: 'NEW', chargingMode: 'ONE_TIME', amount: '100' },
  MOCKONDEMAND: { orderType: 'NEW', chargingMode: 'ON_DEMAND', amount: '100' },
  MOCKONDEMANDPKG: { orderType: 'NEW', chargingMode: 'ON_DEMAND_PKG', term: aYear, amount: '100' },
  MOCKPERIODDAYTRIAL: {
    orderType: 'TRIAL',
    chargingMode: 'PERIOD',
    term: { periodType: 'day', periodNumber: trialDays, endsIn: { days: trialDays } },
    amount: '0',
  },
  MOCKMONTYTRIALTOFORMAL: {
    orderType: 'TRIAL_TO_FORMAL',
    chargingMode: 'PERIOD',
    term: aMonthEnding(1),
    amount: '100',
  },
  MOCKMONTYUNSUBSCRIBE: {
    orderType: 'UNSUBSCRIBE',
    chargingMode: 'PERIOD',
    term: aMonthEnding(12),
    amount: '100',
  },
  MOCKMONTYRENEW: { orderType: 'RENEW', chargingMode: 'PERIOD', term: aMonthEnding(13), amount: '100' },
  MOCKMONTYCHANGE: { orderType: 'CHANGE', chargingMode: 'PERIOD', term: aMonthEnding(12), amount: '100' },
}

const modeNames: Readonly<Record<Mock['chargingMode'], string>> = {
  PERIOD: '包周期',
  ONE_TIME: '一次性',
  ON_DEMAND: '按需',
  ON_DEMAND_PKG: '按需套餐包',
}
const utc = toZone('UTC')

/** The last second of that day, in UTC. */
function endOf({ endsIn }: Term, nowMs: number): number {
  const now = toInstant(nowMs)
  const at = 'months' in endsIn ? addMonths(now, endsIn.months, utc) : addDays(now, endsIn.days, utc)
  return fromCalendar({ ...toCalendarParts(at, utc), hour: 23, minute: 59, second: 59, ms: 0 }, utc)
}

/** A debugging order as if it had been placed at `nowMs` (UTC milliseconds); undefined for other ids. */
export function createMockOrder(orderId: string, nowMs: number) {
  return Object.hasOwn(mocks, orderId)
    ? presentMock(orderId, mocks[orderId as MockOrderId], nowMs)
    : undefined
}

/** The reply of the order query: the members of captured replies, in their order. */
function presentMock(orderId: string, { orderType, chargingMode, term, amount }: Mock, nowMs: number) {
  return {
    orderId,
    orderType,
    createTime: formatOrderTime(nowMs),
    orderLine: [
      {
        orderLineId: `${orderId}-000001`,
        chargingMode,
        ...(term && {
          periodType: term.periodType,
          periodNumber: term.periodNumber,
          expireTime: formatOrderTime(endOf(term, nowMs)),
        }),
        productInfo: [
          {
            productId: 'OFFI846204237451911168',
            skuCode: 'd0abcd12-1234-5678-9abc-1234567890ab',
            linearValue: 50,
            productName: `MOCK测试商品,测试规格,基础版,${modeNames[chargingMode]}`,
          },
        ],
        extendParams: [
          { name: 'emailDomainName', value: 'test.xxxx.com' },
          { name: 'ip', value: '127.0.0.1' },
        ],
        currency: amount,
        currencyAfterDiscount: amount,
      },
    ],
    buyerInfo: {
      mobilePhone: '18688888888',
      email: null,
      customerId: '68cbc86abc2018ab880d92f36422fa0e',
      customerName: 'mock_user_01',
      customerRealName: '测试用户1',
      customerType: 0 as const,
      userId: null,
      userName: null,
    },
    extendParams: [] as [],
  }
}
/** A debugging order, as the order query returns it. */
export type MockOrder = ReturnType<typeof presentMock>
