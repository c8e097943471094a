import { formatOrderTime } from '@loggia/protocol/orders'
import type { MarketOrder } from './order-query.ts'

// Only the first one's contents are published (open-apis §3.3); those of the others are what their names say.
const mocks = {
  MOCKPERIODYEARNEW: { orderType: 'NEW', chargingMode: 'PERIOD', periodType: 'year', days: 365 },
  MOCKONETIMENEW: { orderType: 'NEW', chargingMode: 'ONE_TIME' },
  MOCKONDEMAND: { orderType: 'NEW', chargingMode: 'ON_DEMAND' },
  MOCKONDEMANDPKG: { orderType: 'NEW', chargingMode: 'ON_DEMAND_PKG', periodType: 'year', days: 365 },
  MOCKPERIODDAYTRIAL: { orderType: 'TRIAL', chargingMode: 'PERIOD', periodType: 'day', days: 1 },
  MOCKMONTYTRIALTOFORMAL: {
    orderType: 'TRIAL_TO_FORMAL',
    chargingMode: 'PERIOD',
    periodType: 'month',
    days: 30,
  },
  MOCKMONTYUNSUBSCRIBE: { orderType: 'UNSUBSCRIBE', chargingMode: 'PERIOD', periodType: 'month', days: 30 },
  MOCKMONTYRENEW: { orderType: 'RENEW', chargingMode: 'PERIOD', periodType: 'month', days: 30 },
  MOCKMONTYCHANGE: { orderType: 'CHANGE', chargingMode: 'PERIOD', periodType: 'month', days: 30 },
} as const satisfies Readonly<Record<string, MockOrder>>

type MockOrder = { orderType: string; chargingMode: string; periodType?: string; days?: number }

/** The ids of the orders that the marketplace offers for debugging; each has the line `<id>-000001` (open-apis §3.4). */
export const mockOrderIds = Object.keys(mocks) as readonly (keyof typeof mocks)[]

const dayMs = 86_400_000
const names: Readonly<Record<string, string>> = {
  PERIOD: '包周期',
  ONE_TIME: '一次性',
  ON_DEMAND: '按需',
  ON_DEMAND_PKG: '按需套餐包',
}

/** One of the orders for debugging as the order query answers it, or undefined if the id is none. `nowMs` is UTC milliseconds. */
export function mockOrder(orderId: string, nowMs: number): MarketOrder | undefined {
  if (!Object.hasOwn(mocks, orderId)) return undefined
  const mock: MockOrder = mocks[orderId as keyof typeof mocks]
  return {
    orderId,
    orderType: mock.orderType,
    createTime: formatOrderTime(nowMs),
    orderLine: [
      {
        orderLineId: `${orderId}-000001`,
        chargingMode: mock.chargingMode,
        ...(mock.periodType && { periodType: mock.periodType, periodNumber: 1 }),
        ...(mock.days && { expireTime: `${formatOrderTime(nowMs + mock.days * dayMs).slice(0, 8)}235959` }),
        productInfo: [
          {
            productId: 'OFFI846204237451911168',
            skuCode: '7f3ad3f5-33f2-4b84-9dfc-1d6d4a6b1f0e',
            linearValue: 50,
            productName: `MOCK测试商品,测试规格,基础版,${names[mock.chargingMode] ?? ''}`,
          },
        ],
        extendParams: [
          { name: 'emailDomainName', value: 'test.example.com' },
          { name: 'ip', value: '127.0.0.1' },
        ],
        currency: '100',
        currencyAfterDiscount: '100',
      },
    ],
    buyerInfo: {
      mobilePhone: '18688888888',
      email: null,
      customerId: '00000000000000000000000000000001',
      customerName: 'mock_user_01',
      customerRealName: '测试用户1',
      customerType: 0,
      userId: null,
      userName: null,
    },
    extendParams: [],
  }
}
