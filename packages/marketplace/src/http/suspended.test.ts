import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { consoleApi } from '@loggia/protocol/console'
import type { Route, RouteKey } from '@loggia/protocol/console'
import { createParties } from '../parties/index.ts'
import type { MemberActor } from '../platform/index.ts'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge } from './stub-edge.ts'

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
    'POST /api/seller/products/:productId/delivery-templates',
    'DELETE /api/seller/products/:productId/delivery-templates/:fileId',
  ],
} as const

/** Whatever else the members of a suspended party may change, all of it, as the decision has it. */
const possible = {
  buyer: [
    // Cancels unpaid orders, returns, accepts; running services go on.
    'POST /api/buyer/orders/:orderId/cancellation',
    'POST /api/buyer/services/:serviceId/access',
    'PUT /api/buyer/services/:serviceId/auto-renewal',
    'POST /api/buyer/services/:serviceId/refund',
    'POST /api/buyer/supervisions/:supervisionId/demand',
    'POST /api/buyer/supervisions/:supervisionId/design-decision',
    'POST /api/buyer/supervisions/:supervisionId/acceptance',
    'POST /api/buyer/supervisions/:supervisionId/rejection',
    'POST /api/buyer/supervisions/:supervisionId/appeals',
    'POST /api/buyer/supervisions/:supervisionId/appeal-withdrawal',
    'POST /api/buyer/orders/:orderId/refund-requests',
    'POST /api/buyer/refund-requests/:refundRequestId/withdrawal',
    'POST /api/buyer/refund-requests/:refundRequestId/goods',
    // Says what a transfer was for, or that none will come.
    'PUT /api/buyer/top-up-requests/:requestId/receipt',
    'POST /api/buyer/top-up-requests/:requestId/withdrawal',
    'POST /api/buyer/purchase-requests/:purchaseRequestId/withdrawal',
    // Puts the cause right: contact, verification with its papers, the application that waits, members, emails.
    'PUT /api/buyer/organisation/contact',
    'POST /api/buyer/papers',
    'DELETE /api/buyer/papers/:purpose/:fileId',
    'POST /api/application/withdrawal',
    'POST /api/buyer/organisation/applications',
    'POST /api/buyer/organisation/withdrawal',
    'POST /api/buyer/members',
    'PUT /api/buyer/members/:memberId/rights',
    'PUT /api/buyer/members/:memberId/access',
    'POST /api/buyer/members/:memberId/password',
    'POST /api/buyer/roles',
    'PUT /api/buyer/roles/:roleId',
    'POST /api/buyer/roles/:roleId/removal',
    // Gets help with what it bought.
    'POST /api/buyer/tickets',
    'POST /api/buyer/tickets/:ticketId/messages',
    'POST /api/buyer/tickets/:ticketId/closing',
    'POST /api/buyer/tickets/:ticketId/escalation',
    // Whoever leaves a company loses its apps, and whoever should not use one any more is withdrawn.
    'PUT /api/buyer/enterprises/:enterpriseId/people/:personId',
    'POST /api/buyer/enterprises/:enterpriseId/people-acts',
    'DELETE /api/buyer/enterprises/:enterpriseId/people/:personId/invitation',
    'DELETE /api/buyer/enterprises/:enterpriseId/people/:personId/account',
    'DELETE /api/buyer/enterprises/:enterpriseId/scim-tokens/:scimTokenId',
    'POST /api/buyer/connected-apps/:connectedAppId/withdrawals',
    'POST /api/buyer/connected-apps/:connectedAppId/repetition',
    'POST /api/buyer/sync-batches/:syncBatchId/decision',
    'PUT /api/buyer/mail-preferences',
    'PUT /api/buyer/mail-receivers/:receiverId',
    'DELETE /api/buyer/mail-receivers/:receiverId',
    'POST /api/buyer/messages/:messageId/read',
    'POST /api/buyer/messages/read',
  ],
  seller: [
    // Keeps its servers reachable: endpoints, keys and their rotation, channels, test calls, supervised deliveries.
    'POST /api/seller/addresses',
    'POST /api/seller/addresses/:addressId/verification',
    'POST /api/seller/keys',
    'PUT /api/seller/keys/:keyId',
    'DELETE /api/seller/keys/:keyId',
    'POST /api/seller/keys/:keyId/rotation',
    'POST /api/seller/keys/:keyId/rotation/completion',
    'DELETE /api/seller/keys/:keyId/rotation',
    'PUT /api/seller/products/:productId/access',
    'DELETE /api/seller/products/:productId/access',
    'POST /api/seller/products/:productId/access/trial',
    'POST /api/seller/products/:productId/moved-services',
    'PUT /api/seller/services/:serviceId/address',
    'PUT /api/seller/order-channel',
    'PUT /api/seller/app-credentials/:appCredentialId',
    'POST /api/seller/app-credentials/:appCredentialId/key',
    'POST /api/seller/app-credentials/:appCredentialId/adoption',
    'POST /api/seller/open-api-keys',
    'PUT /api/seller/open-api-keys/:openApiKeyId',
    'DELETE /api/seller/open-api-keys/:openApiKeyId',
    'POST /api/seller/calls/:callId/restart',
    'POST /api/seller/call-standing/probe',
    'POST /api/seller/supervisions/:supervisionId/demand-decision',
    'POST /api/seller/supervisions/:supervisionId/design',
    'POST /api/seller/supervisions/:supervisionId/delivery',
    'POST /api/seller/supervisions/:supervisionId/appeals',
    'POST /api/seller/supervisions/:supervisionId/appeal-withdrawal',
    'POST /api/seller/refund-requests/:refundRequestId/decision',
    'POST /api/seller/refund-requests/:refundRequestId/goods-receipt',
    'POST /api/seller/tickets/:ticketId/start',
    'POST /api/seller/tickets/:ticketId/messages',
    'POST /api/seller/diagnoses',
    'POST /api/seller/test-calls/:target/request',
    'POST /api/seller/test-calls/:target/run',
    'POST /api/seller/test-calls/:target',
    'POST /api/seller/clock/moves',
    'POST /api/seller/clock/stop',
    // Ends offers.
    'POST /api/seller/products/:productId/withdrawal',
    'POST /api/seller/products/:productId/delisting',
    'POST /api/seller/prices/preview',
    'DELETE /api/seller/media/:mediaId',
    // Puts the cause right.
    'POST /api/seller/organisation/applications',
    'POST /api/seller/organisation/withdrawal',
    'POST /api/seller/members',
    'PUT /api/seller/members/:memberId/rights',
    'PUT /api/seller/members/:memberId/access',
    'POST /api/seller/members/:memberId/password',
    'POST /api/seller/roles',
    'PUT /api/seller/roles/:roleId',
    'POST /api/seller/roles/:roleId/removal',
    'PUT /api/seller/mail-preferences',
    'PUT /api/seller/mail-receivers/:receiverId',
    'DELETE /api/seller/mail-receivers/:receiverId',
    'POST /api/seller/messages/:messageId/read',
    'POST /api/seller/messages/read',
  ],
} as const satisfies Readonly<Record<'buyer' | 'seller', readonly RouteKey[]>>

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

  test.each([...keysOf(party).filter(isRead), ...possible[party]])('%s goes on', async (key) => {
    const reply = await ask(key)

    expect([key, reply.body.includes(code)]).toEqual([key, false])
  })

  test('whatever else changes something is refused, also what the decision does not name', async () => {
    const named: ReadonlySet<string> = new Set(possible[party])
    for (const key of keysOf(party).filter((one) => !isRead(one) && !named.has(one)))
      expect([key, (await ask(key)).json().code]).toEqual([key, code])
  })

  test('the session names the suspension', async () => {
    const reply = await edge.ask('GET', '/api/session', await edge.visitor(party))

    expect(reply.json().session[party].suspension).toMatchObject({ reason: 'Payments in dispute' })
  })
})
