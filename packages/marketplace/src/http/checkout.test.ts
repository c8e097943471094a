import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { defineProblems } from '@loggia/kernel'
import type { PageData } from '@loggia/protocol/console'
import { toOrderKey } from '@loggia/protocol/console/orders/kinds'
import { runInTx } from '../platform/index.ts'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge, Visitor } from './stub-edge.ts'

const product = `prd_${'0'.repeat(26)}`
const [specification, ended] = [`spc_${'0'.repeat(26)}`, `spc_${'1'.repeat(26)}`]
const order = `ord_${'0'.repeat(26)}`
const key = '0123456789abcdef0123456789abcdef'
const problems = defineProblems('checkout_test', {
  gone: { kind: 'not_found', zh: '没有', en: 'There is none' },
})
const balance = { amount: '12.00', currency: 'CNY' }
let edge: StubEdge
let buyerData: string[] = []
beforeAll(async () => {
  edge = await openStubEdge({
    handlers: {
      'GET /api/products/:productId': async ({ params }) => {
        if ((params as { productId: string }).productId !== product) throw problems.gone()
        return { id: product, buyerData }
      },
      'GET /api/products/:productId/specifications/:specificationId': async ({ params }) => {
        const { specificationId } = params as { specificationId: string }
        if (specificationId !== specification) throw problems.gone()
        return { id: product, opened: specificationId }
      },
      'GET /api/products/:productId/absence': async ({ params }) => {
        const { productId } = params as { productId: string }
        if (productId.endsWith('9')) throw problems.gone()
        return { id: productId, absence: 'suspended' }
      },
      'GET /api/products/:productId/feedback': async () => ({}),
      'GET /api/buyer/rating': async () => ({}),
      'GET /api/agreements/:kind': async () => ({ version: 4, text: { zh: '约定', en: 'Terms' } }),
      'GET /api/buyer/balance': async () => ({ balance }),
      'GET /api/buyer/organisation': async () => ({
        contact: { name: '周行', email: 'contact@cangye.example', phone: '13800002046' },
      }),
      'GET /api/buyer/buying-options': async () => ({
        costCentres: [
          { id: 'cct_1', code: 'RD', archived: false },
          { id: 'cct_2', code: 'OLD', archived: true },
        ],
        approvers: [{ id: 'mbr_1', name: '唐宁', owner: true }],
      }),
    },
  })
})
afterAll(() => edge.close())
beforeEach(() => {
  buyerData = []
})

const path = `/products/${product}/checkout`
async function open(url: string, as?: Visitor): Promise<PageData> {
  const { body } = await edge.ask('GET', url, as)
  return (JSON.parse(body) as { page: PageData }).page
}
/** As the order of this checkout was answered. */
const placeOrder = (as: Visitor): Promise<unknown> =>
  runInTx(
    edge.bare.platform,
    {
      actor: { kind: 'member', memberId: as.memberId, name: '林知遥', operator: false },
      idempotency: { key: toOrderKey(key), input: {} },
    },
    async () => ({ orderId: order, number: 'CS1' }),
  )

test('a guest sees what is chosen, and nothing of anybody', async () => {
  expect(await open(`${path}?quantity=7`)).toEqual({
    route: 'checkout',
    product: { id: product, buyerData: [] },
    terms: { version: 4 },
  })
})

test('R52: the specification of the address is shown, also a hidden one; one that has ended leaves the product', async () => {
  expect(await open(`${path}?specification=${specification}`)).toMatchObject({
    product: { opened: specification },
  })
  expect(await open(`${path}?specification=${ended}`)).toMatchObject({ product: { id: product } })
  expect(await open(`${path}?specification=nothing`)).toMatchObject({ product: { id: product } })
})

test.each([
  [`/products/prd_${'0'.repeat(25)}a/checkout`, 404, 'absence'],
  [`/products/prd_${'0'.repeat(25)}9/checkout`, 404, 'problem'],
  ['/products/nothing/checkout', 404, 'problem'],
])('a product that is not on sale has no checkout: %s', async (url, status, route) => {
  const reply = await edge.ask('GET', url)

  expect(reply.statusCode).toBe(status)
  expect((JSON.parse(reply.body) as { page: PageData }).page.route).toBe(route)
})

describe('for a buyer', () => {
  test('R47, R66: it has the balance, and of the account only what the product requires', async () => {
    const buyer = await edge.visitor('buyer')
    buyerData = ['phone', 'email']

    const page = await open(path, buyer)

    expect(page).toMatchObject({
      own: { balance, passed: { phone: '13800002046', email: 'contact@cangye.example' } },
    })
    expect(JSON.stringify(page)).not.toContain('周行')
    buyerData = []
    expect(await open(path, buyer)).toMatchObject({ own: { balance, passed: {} } })
  })

  test('R3a, R3c: it has the cost centres on offer, and who may approve a request', async () => {
    const { own } = (await open(path, await edge.visitor('buyer'))) as Extract<
      PageData,
      { route: 'checkout' }
    >

    expect(own?.options.costCentres.map(({ code }) => code)).toEqual(['RD'])
    expect(own?.options.approvers.map(({ name }) => name)).toEqual(['唐宁'])
  })

  test('once its order is placed, the address leads to the order, for this member alone', async () => {
    const [buyer, other] = [await edge.visitor('buyer'), await edge.visitor('seller')]
    const url = `${path}?quantity=7&key=${key}`
    expect(await open(url, buyer)).toMatchObject({ route: 'checkout' })

    await placeOrder(buyer)

    const reply = await edge.ask('GET', url, buyer)
    expect([reply.statusCode, reply.headers.location]).toEqual([303, `/buyer/orders/${order}`])
    expect(reply.headers['cache-control']).toBe('no-store')
    expect(await open(url)).toMatchObject({ route: 'checkout' })
    expect(await open(url, other)).toMatchObject({ route: 'checkout' })
    expect(await open(`${path}?key=${key.replace('0', '1')}`, buyer)).toMatchObject({ route: 'checkout' })
    expect(await open(`${path}?key=${key}&key=${key}`, buyer)).toMatchObject({ route: 'checkout' })
  })
})
