import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { consoleApi } from '@loggia/protocol/console'
import type { Route } from '@loggia/protocol/console'
import { createParties } from '../parties/index.ts'
import type { MemberActor } from '../platform/index.ts'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge } from './stub-edge.ts'
import { allowedWhileSuspended } from './suspended.ts'

const contract: Readonly<Record<string, Route>> = consoleApi
const keysOf = (party: 'buyer' | 'seller') =>
  Object.keys(contract).filter((key) => contract[key]?.role === party && contract[key]?.answers !== 'stream')
const isRead = (key: string) => key.startsWith('GET ')

/** What each suspension stops, as the decision has it. */
const stopped = {
  buyer: [
    'POST /api/buyer/orders',
    'POST /api/buyer/orders/:orderId/payment',
    'POST /api/buyer/quotes',
    'POST /api/buyer/quotes/:quoteId/payment',
    'POST /api/application',
  ],
  seller: [
    'POST /api/seller/products',
    'PUT /api/seller/products/:productId',
    'PUT /api/seller/products/:productId/sale-terms',
    'POST /api/seller/products/:productId/submission',
    'POST /api/seller/products/:productId/changes',
    'POST /api/seller/products/:productId/visibility',
    'POST /api/seller/products/:productId/specifications/:specificationId/stock',
    'POST /api/seller/media',
  ],
} as const

describe.each(['buyer', 'seller'] as const)('the requests of a suspended %s', (party) => {
  let edge: StubEdge
  beforeAll(async () => {
    const keys = [...keysOf('buyer'), ...keysOf('seller')]
    edge = await openStubEdge({
      handlers: Object.fromEntries(keys.map((key) => [key, () => Promise.reject(new Error('reached'))])),
      options: { limits: { all: 100_000, signIn: 10_000 } },
    })
    await suspend()
  })
  afterAll(() => edge.close())

  async function suspend() {
    const parties = createParties(edge.bare.platform)
    const visitor = await edge.visitor(party)
    const { buyerId, sellerId } = await actorOf(visitor.cookie)
    const operator = await actorOf((await edge.visitor('operator')).cookie)
    const reason = 'Payments in dispute'
    if (buyerId) await parties.suspend(operator, { kind: 'buyer', id: buyerId }, { reason })
    if (!sellerId) return
    const { id } = await parties.suspend(operator, { kind: 'seller', id: sellerId }, { reason })
    await parties.confirmSuspension({ ...operator, memberId: visitor.memberId }, id)
  }
  async function actorOf(cookie: string): Promise<MemberActor> {
    const found = await createParties(edge.bare.platform).authenticate(cookie.split('=')[1] ?? '')
    if (!found) throw new Error('Nobody is signed in')
    return found.actor
  }

  async function ask(key: string) {
    const [method = '', path = ''] = key.split(' ')
    const url = path.replace(/:(\w+)/g, 'x')
    return edge.ask(method, url, await edge.visitor(party), { headers: { 'idempotency-key': 'k' } })
  }
  const code = `parties.${party}_suspended`

  test.each(stopped[party])('%s is refused with the reason', async (key) => {
    expect(Object.keys(contract)).toContain(key)

    const reply = await ask(key)

    expect(reply.json()).toMatchObject({ code, details: { reason: 'Payments in dispute' } })
  })

  test.each(keysOf(party).filter((key) => isRead(key) || allowedWhileSuspended[party].has(key)))(
    '%s goes on',
    async (key) => {
      const reply = await ask(key)

      expect([key, reply.body.includes(code)]).toEqual([key, false])
    },
  )

  test('whatever else changes something is refused, also what the decision does not name', async () => {
    for (const key of keysOf(party).filter((one) => !isRead(one) && !allowedWhileSuspended[party].has(one)))
      expect([key, (await ask(key)).json().code]).toEqual([key, code])
    for (const key of allowedWhileSuspended[party]) expect(Object.keys(contract)).toContain(key)
  })

  test('the session names the suspension', async () => {
    const reply = await edge.ask('GET', '/api/session', await edge.visitor(party))

    expect(reply.json().session[party].suspension).toMatchObject({ reason: 'Payments in dispute' })
  })
})
