import { addMonths, calendarParts, fromCalendar, zone } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import { formatOrderTime } from '@loggia/protocol/orders'
import type { WireOrder, WireOrderLine } from '../schema.ts'

type Mock = {
  readonly type: WireOrder['orderType']
  readonly mode: WireOrderLine['chargingMode']
  readonly period?: NonNullable<WireOrderLine['periodType']>
}

/** Orders to try the query with before there is any (open-apis §3.4); the spelling is the published one. */
const mocks: Readonly<Record<string, Mock>> = {
  MOCKPERIODYEARNEW: { type: 'NEW', mode: 'PERIOD', period: 'year' },
  MOCKONETIMENEW: { type: 'NEW', mode: 'ONE_TIME' },
  MOCKONDEMAND: { type: 'NEW', mode: 'ON_DEMAND' },
  MOCKONDEMANDPKG: { type: 'NEW', mode: 'ON_DEMAND_PKG' },
  MOCKPERIODDAYTRIAL: { type: 'TRIAL', mode: 'PERIOD', period: 'day' },
  MOCKMONTYTRIALTOFORMAL: { type: 'TRIAL_TO_FORMAL', mode: 'PERIOD', period: 'month' },
  MOCKMONTYUNSUBSCRIBE: { type: 'UNSUBSCRIBE', mode: 'PERIOD', period: 'month' },
  MOCKMONTYRENEW: { type: 'RENEW', mode: 'PERIOD', period: 'month' },
  MOCKMONTYCHANGE: { type: 'CHANGE', mode: 'PERIOD', period: 'month' },
}
export const mockOrderIds = Object.keys(mocks)

const modeWords = {
  PERIOD: '包周期',
  ONE_TIME: '一次性',
  ON_DEMAND: '按需',
  ON_DEMAND_PKG: '按需套餐包',
} as const
const trialDays = 7
const utc = zone('UTC')

/** The last second of the day on which the period ends, in the wire's own UTC. */
function endOf({ period }: Mock, now: Instant): Instant | undefined {
  if (period === undefined) return undefined
  const months = { day: 0, month: 1, year: 12 }[period]
  const { year, month, day } = calendarParts(addMonths(now, months, utc), utc)
  return fromCalendar(
    { year, month, day: period === 'day' ? day + trialDays : day, hour: 23, minute: 59, second: 59, ms: 0 },
    utc,
  )
}

/** The debug order of that id, as if it had been placed just now; undefined if there is none. */
export function mockOrder(orderId: string, now: Instant): WireOrder | undefined {
  const mock = Object.hasOwn(mocks, orderId) ? mocks[orderId] : undefined
  if (!mock) return undefined
  const { type, mode, period } = mock
  const endsAt = endOf(mock, now)
  return {
    orderId,
    orderType: type,
    createTime: formatOrderTime(now),
    orderLine: [
      {
        orderLineId: `${orderId}-000001`,
        chargingMode: mode,
        ...(period && { periodType: period, periodNumber: period === 'day' ? trialDays : 1 }),
        ...(endsAt !== undefined && { expireTime: formatOrderTime(endsAt) }),
        productInfo: [
          {
            productId: 'OFFI846204237451911168',
            skuCode: 'd0abcd12-1234-5678-9abc-1234567890ab',
            linearValue: 50,
            productName: `MOCK测试商品,测试规格,基础版,${modeWords[mode]}`,
          },
        ],
        extendParams: [
          { name: 'emailDomainName', value: 'test.xxxx.com' },
          { name: 'ip', value: '127.0.0.1' },
        ],
        currency: '100',
        currencyAfterDiscount: '100',
      },
    ],
    buyerInfo: {
      mobilePhone: '18688888888',
      email: null,
      customerId: '68cbc86abc2018ab880d92f36422fa0e',
      customerName: 'mock_user_01',
      customerRealName: '测试用户1',
      customerType: 0,
      userId: null,
      userName: null,
    },
    extendParams: [],
  }
}
