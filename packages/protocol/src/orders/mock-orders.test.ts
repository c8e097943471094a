import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { orderQueryReplySchema } from './messages.ts'
import { createMockOrder, mockOrderIds } from './mock-orders.ts'

const ids = Object.values(mockOrderIds)
const lineOf = (id: string, nowMs: number) => createMockOrder(id, nowMs)?.orderLine[0]

describe('the debug orders', () => {
  const now = Date.UTC(2024, 10, 21, 9, 8, 46)

  test('R251: are nine, with types and charging modes of their names, and the life of one service', () => {
    const kinds = ids.map((id) => {
      const { chargingMode, periodNumber, periodType, expireTime } = lineOf(id, now) ?? {}
      const period = periodType && `${periodNumber} ${periodType}`
      return [id, createMockOrder(id, now)?.orderType, chargingMode, period, expireTime].join(' ').trim()
    })

    expect(kinds).toEqual([
      'MOCKPERIODYEARNEW NEW PERIOD 1 year 20251121235959',
      'MOCKONETIMENEW NEW ONE_TIME',
      'MOCKONDEMAND NEW ON_DEMAND',
      'MOCKONDEMANDPKG NEW ON_DEMAND_PKG 1 year 20251121235959',
      'MOCKPERIODDAYTRIAL TRIAL PERIOD 7 day 20241128235959',
      'MOCKMONTYTRIALTOFORMAL TRIAL_TO_FORMAL PERIOD 1 month 20241221235959',
      'MOCKMONTYUNSUBSCRIBE UNSUBSCRIBE PERIOD 1 month 20251121235959',
      'MOCKMONTYRENEW RENEW PERIOD 1 month 20251221235959',
      'MOCKMONTYCHANGE CHANGE PERIOD 1 month 20251121235959',
    ])
  })

  test('look as the one that was captured', () => {
    expect(createMockOrder('MOCKPERIODYEARNEW', now)).toMatchObject({
      createTime: '20241121090846',
      orderLine: [
        {
          orderLineId: 'MOCKPERIODYEARNEW-000001',
          periodNumber: 1,
          productInfo: [{ linearValue: 50, productName: 'MOCK测试商品,测试规格,基础版,包周期' }],
          currency: '100',
        },
      ],
      buyerInfo: { mobilePhone: '18688888888', email: null, customerName: 'mock_user_01', customerType: 0 },
    })
  })

  test.each([
    ['MOCKMONTYTRIALTOFORMAL', Date.UTC(2026, 0, 31, 12), '20260228235959'],
    ['MOCKMONTYTRIALTOFORMAL', Date.UTC(2024, 0, 31, 12), '20240229235959'],
    // A year with a leap day is one year too.
    ['MOCKPERIODYEARNEW', Date.UTC(2027, 10, 27), '20281127235959'],
    ['MOCKPERIODYEARNEW', Date.UTC(2024, 1, 29), '20250228235959'],
    ['MOCKPERIODDAYTRIAL', Date.UTC(2024, 0, 28), '20240204235959'],
  ])('%s ends by the calendar', (id, at, expireTime) => {
    expect(lineOf(id, at)?.expireTime).toBe(expireTime)
  })

  test.each(['toString', '__proto__', 'MOCK'])('%s is none', (id) => {
    expect(createMockOrder(id, now)).toBeUndefined()
  })
})

test('at any moment each is an answer that can be read, and ends after that moment at the end of a day', () => {
  const anyMoment = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2100, 0, 1) })
  fc.assert(
    fc.property(anyMoment, fc.constantFrom(...ids), (nowMs, id) => {
      const orderInfo = createMockOrder(id, nowMs)

      expect(orderQueryReplySchema.safeParse({ resultCode: 'MKT.0000', orderInfo }).success).toBe(true)
      const { expireTime } = lineOf(id, nowMs) ?? {}
      if (expireTime === undefined) return
      expect(expireTime).toMatch(/235959$/)
      expect(expireTime > (orderInfo?.createTime ?? '')).toBe(true)
    }),
  )
})
