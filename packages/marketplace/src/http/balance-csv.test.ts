import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BalanceEntry, BalanceFilter } from '@loggia/protocol/console'
import type { Views } from '../views/index.ts'
import { createViewRoutes } from '../views/routes/index.ts'
import type { AnyHandlers } from './contract-routes.ts'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge } from './stub-edge.ts'

let edge: StubEdge
let asked: { buyerId: string; filter: BalanceFilter } | undefined
const entry: BalanceEntry = {
  id: 'pst_1',
  kind: 'payment',
  at: '2026-11-24T06:33:00.000Z',
  amount: { amount: '-10.00', currency: 'CNY' },
  balanceAfter: { amount: '90.00', currency: 'CNY' },
  reason: '-1+cmd|',
  order: { id: 'ord_1', number: 'CS1' },
}
const views = {
  getBalance: async (buyerId: string, _page: unknown, filter: BalanceFilter) => {
    asked = { buyerId, filter }
    return { entries: { items: [entry] } }
  },
} as unknown as Views
const url = '/api/buyer/balance.csv'
beforeAll(async () => {
  const handlers = { [`GET ${url}`]: createViewRoutes(views)[`GET ${url}`] } as unknown as AnyHandlers
  edge = await openStubEdge({ handlers })
})
afterAll(() => edge.close())

test('a buyer takes out the entries that were filtered: amounts stay numbers, and no text is a formula', async () => {
  const reply = await edge.ask('GET', `${url}?kind=payment&orderNumber=CS1`, await edge.visitor('buyer'))

  expect(reply.headers).toMatchObject({ 'content-disposition': 'attachment; filename="loggia-balance.csv"' })
  expect(asked).toMatchObject({ filter: { kind: 'payment', orderNumber: 'CS1' } })
  expect(asked?.buyerId).toMatch(/^byr_/)
  expect(reply.body.split('\r\n')).toEqual([
    '\uFEFF时间,流水号,类型,订单号,原因,金额,变动后余额,币种',
    `2026-11-24 14:33:00,pst_1,payment,CS1,'-1+cmd|,-10.00,90.00,CNY`,
    '',
  ])
})

test('the heads are in the language of the reader', async () => {
  const english = { headers: { 'accept-language': 'en-US' } }
  const reply = await edge.ask('GET', url, await edge.visitor('buyer'), english)

  expect(reply.body).toContain('Time,ID,Type,Order number,Reason,Amount,Balance after,Currency')
})

test.each(['seller', 'operator', 'member'] as const)('it is not for a %s', async (role) => {
  expect((await edge.ask('GET', url, await edge.visitor(role))).statusCode).toBe(403)
})

test('nor for nobody, and a filter that is none is refused', async () => {
  expect((await edge.ask('GET', url)).statusCode).toBe(401)
  const wrong = await edge.ask('GET', `${url}?kind=gift`, await edge.visitor('buyer'))
  expect(wrong.json()).toMatchObject({ status: 400, code: 'request.invalid' })
})
