import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { consoleApi } from '@loggia/protocol/console'
import type { Route } from '@loggia/protocol/console'
import { emptyForm } from '@loggia/protocol/console/catalog/draft/form'
import type { Id } from '@loggia/kernel'
import { openScriptedSeller, openWorld } from '../embedded/index.ts'
import type { ScriptedSeller, World } from '../embedded/index.ts'
import { createMarketplaceHttp } from '../http.ts'
import { bodiesOfDomains, createTrading } from './testing/traded-parties.ts'
import type { Party, Things } from './testing/traded-parties.ts'

const contract: Readonly<Record<string, Route>> = consoleApi

let world: World
let server: FastifyInstance
let browserFiles: string
let sellerServer: ScriptedSeller
let mine: Record<'buyer' | 'seller', Party>
let theirs: Record<'buyer' | 'seller', Party>
let unlisted: string
let trading: ReturnType<typeof createTrading>

beforeAll(async () => {
  world = await openWorld()
  browserFiles = await mkdtemp(join(tmpdir(), 'loggia-browser-files-'))
  sellerServer = await openScriptedSeller()
  server = await createMarketplaceHttp(world.market, world.platform, {
    baseUrl: 'http://market.example',
    renderPage: (page) => JSON.stringify(page),
    browserFiles,
  })
  trading = createTrading({ world, server, sellerServer })
  mine = await trading.openParties()
  theirs = await trading.openParties()
  unlisted = (await world.market.catalog.saveDraft({ actor: await world.given.seller() }, draft)).productId
})
afterAll(async () => {
  await server.close()
  await sellerServer.close()
  await world.close()
  await rm(browserFiles, { recursive: true, force: true })
})

const draft = {
  name: { zh: '草稿', en: 'Draft' },
  summary: { zh: '草稿', en: 'Draft' },
  description: { zh: '草稿', en: 'Draft' },
  category: 'data',
  tags: ['数据'],
  specifications: [
    {
      name: { zh: '基础版', en: 'Basic' },
      features: [],
      prices: [{ period: 'month' as const, unitPrice: { amount: '1', currency: 'CNY' as const } }],
    },
  ],
}

const owned = Object.entries(contract).filter(
  ([, { role, params }]) => params && (role === 'buyer' || role === 'seller'),
)
const queries: Readonly<Record<string, string>> = {
  'DELETE /api/seller/products/:productId/access': '?of=joint',
}
const urlOf = (key: string, things: Things): string =>
  key.slice(key.indexOf(' ') + 1).replace(/:(\w+)/g, (_, name: string) => things[name] ?? name) +
  (queries[key] ?? '')

const pdf = { name: 'proof.pdf', mediaType: 'application/pdf', content: btoa('%PDF-1.7\n%%EOF\n') }

/** A body that passes the contract, so that only ownership can refuse it. */
const bodyFor = (key: string, { addressId, keyId }: Things): object | undefined => {
  const part = key
    .replace('/api/seller/products/:productId', '')
    .replace(/\/api\/(?:buyer|seller)\/members\/:memberId/, '/member')
  const bodies: Readonly<Record<string, object>> = {
    'PUT /access': { addressId, keyId, confirm: true },
    'PUT /member/rights': { main: true, grants: [] },
    'PUT /member/cost-centre': { costCentreId: null },
    'PUT /member/access': { enabled: false, reason: 'theirs' },
    'PUT /api/buyer/roles/:roleId': { name: 'theirs', grants: ['purchase'] },
    'PUT /api/seller/roles/:roleId': { name: 'theirs', grants: ['orders:read'] },
    'POST /api/buyer/roles/:roleId/removal': { moveTo: null },
    'POST /api/seller/roles/:roleId/removal': { moveTo: null },
    ...bodiesOfDomains,
    'PUT ': draft,
    'PUT /draft': { form: emptyForm, version: 0 },
    'POST /draft-removal': { version: 0 },
    'POST /changes': draft,
    'POST /visibility': { hidden: true },
    'POST /delivery-templates': { file: pdf },
    'POST /delisting': { reason: 'replaced' },
    'POST /relisting': {},
    'PUT /api/seller/keys/:keyId': { name: 'theirs' },
    'POST /api/seller/keys/:keyId/rotation': { afterHours: 24 },
    'POST /api/seller/addresses/:addressId/verification': { way: 'file' },
    'POST /access/trial': { addressId, keyId },
    'POST /moved-services': { fromAddressId: addressId, toAddressId: addressId, services: 1, orders: 1 },
    'PUT /api/seller/services/:serviceId/address': { addressId },
    'PUT /sale-terms': { audience: { kind: 'all' }, specifications: [] },
    'POST /specifications/:specificationId/stock': { change: 1, remark: 'delivery' },
    'POST /api/seller/test-calls/:target': { scene: 'query', parameters: {} },
    'POST /api/seller/test-calls/:target/run': {},
    'POST /api/seller/test-calls/:target/request': { scene: 'query', parameters: {} },
    'PUT /api/seller/open-api-keys/:openApiKeyId': { name: 'theirs', enabled: false },
    'POST /api/seller/supervisions/:supervisionId/demand-decision': { approve: true },
    'POST /api/seller/supervisions/:supervisionId/design': { file: pdf },
    'POST /api/seller/supervisions/:supervisionId/delivery': { file: pdf },
    'POST /api/seller/supervisions/:supervisionId/appeals': { reason: 'theirs' },
    'POST /api/buyer/supervisions/:supervisionId/demand': { text: 'theirs' },
    'POST /api/buyer/supervisions/:supervisionId/design-decision': { approve: true },
    'POST /api/buyer/supervisions/:supervisionId/rejection': { reason: 'theirs' },
    'POST /api/buyer/supervisions/:supervisionId/appeals': { reason: 'theirs' },
    'POST /api/buyer/orders/:orderId/refund-requests': {
      amount: { amount: '1.00', currency: 'CNY' },
      reason: 'theirs',
    },
    'POST /api/buyer/refund-requests/:refundRequestId/goods': {
      carrier: 'theirs',
      trackingNumber: 'SF123456',
    },
    'POST /api/seller/refund-requests/:refundRequestId/decision': { approve: true },
    'POST /api/seller/refund-requests/:refundRequestId/goods-receipt': { approve: true },
    'PUT /api/buyer/services/:serviceId/auto-renewal': { on: true },
    'POST /api/buyer/services/:serviceId/refund': {
      kind: 'five_day',
      expectedAmount: { amount: '10.00', currency: 'CNY' },
    },
  }
  return bodies[part]
}

async function ask(key: string, party: Party, request: { url: string; payload?: object | undefined }) {
  const method = key.split(' ')[0] as 'GET'
  const { url, payload } = request
  return server.inject({
    method,
    url,
    headers: { ...party.headers, 'idempotency-key': `k-${url}` },
    ...(payload && { payload }),
  })
}

describe('what is somebody else’s is not there', () => {
  test.each(owned)('%s', async (key, { role }) => {
    const party = mine[role as 'buyer' | 'seller']
    const { things } = theirs[role as 'buyer' | 'seller']

    const reply = await ask(key, party, { url: urlOf(key, things), payload: bodyFor(key, party.things) })

    expect(reply.statusCode).toBe(404)
    expect(reply.json().code).toMatch(/not_found$|_unknown$/)
  })

  test('the table above holds every kind of thing that has an owner', () => {
    const names = new Set(owned.flatMap(([key]) => [...key.matchAll(/:(\w+)/g)].map(([, name]) => name)))

    expect(names).toEqual(
      new Set([
        'addressId',
        'callId',
        'keyId',
        'mediaId',
        'memberId',
        'messageId',
        'openApiKeyId',
        'orderId',
        'productId',
        'quoteId',
        'refundRequestId',
        'roleId',
        // Only the target gives a case its owner: scenes and results are words of the protocol.
        'result',
        'scene',
        'serviceId',
        'specificationId',
        'supervisionId',
        'target',
        ...trading.brought,
      ]),
    )
  })

  test.each(['addressId', 'keyId'])('a product is not bound to the %s of another seller', async (name) => {
    const { things } = mine.seller
    const payload = {
      addressId: things['addressId'],
      keyId: things['keyId'],
      confirm: true,
      [name]: theirs.seller.things[name],
    }

    const reply = await ask('PUT', mine.seller, {
      url: `/api/seller/products/${things['productId']}/access`,
      payload,
    })

    expect(reply.statusCode).toBe(404)
  })

  test('lists hold one’s own things only', async () => {
    for (const [role, list] of [
      ['buyer', 'orders'],
      ['buyer', 'services'],
      ['buyer', 'enterprises'],
      ['seller', 'orders'],
      ['seller', 'calls'],
      ['seller', 'addresses'],
      ['seller', 'keys'],
      ['seller', 'products'],
    ] as const) {
      const own = await ask('GET', mine[role], { url: `/api/${role}/${list}` })
      const other = await ask('GET', theirs[role], { url: `/api/${role}/${list}` })

      const ids = (reply: { json(): { items: { id: string }[] } }) => reply.json().items.map(({ id }) => id)
      expect(ids(own).length).toBeGreaterThan(0)
      expect(ids(own).filter((id) => ids(other).includes(id))).toEqual([])
    }
  })

  test('the events of another’s order', async () => {
    for (const role of ['buyer', 'seller'] as const) {
      const reply = await ask('GET', mine[role], {
        url: `/api/${role}/orders/${theirs[role].things['orderId']}/events`,
      })

      expect(reply.statusCode).toBe(404)
    }
  })

  test('a filter by another’s order finds nothing', async () => {
    const order = await ask('GET', theirs.seller, {
      url: `/api/seller/orders/${theirs.seller.things['orderId']}`,
    })
    const { id, number } = order.json() as { id: string; number: string }

    for (const filter of [`orderId=${id}`, `orderNumber=${number}`]) {
      const found = await ask('GET', theirs.seller, { url: `/api/seller/calls?${filter}` })
      const reply = await ask('GET', mine.seller, { url: `/api/seller/calls?${filter}` })

      expect(found.json().items.length).toBeGreaterThan(0)
      expect(reply.json()).toEqual({ items: [] })
    }
  })
})

test('one’s own things are there', async () => {
  // A stream does not end by itself.
  const readable = owned.filter(([key, { answers }]) => key.startsWith('GET') && answers !== 'stream')
  for (const [key, { role }] of readable) {
    const party = mine[role as 'buyer' | 'seller']

    expect((await ask(key, party, { url: urlOf(key, party.things) })).statusCode).toBe(200)
  }
})

test('a product that is not listed is neither in the interface nor a page', async () => {
  expect((await server.inject({ url: `/api/products/${unlisted}` })).statusCode).toBe(404)
  expect((await server.inject({ url: `/products/${unlisted}` })).statusCode).toBe(404)
  const listed = (await server.inject({ url: '/api/products' })).json() as { items: { id: Id<'prd'> }[] }
  expect(listed.items.map(({ id }) => id)).not.toContain(unlisted)
})

test('an idempotent request that is sent again gets the first answer, and one with another body is refused', async () => {
  const operator = { headers: await trading.signIn(await world.given.operator()), things: {} }
  const { buyerId = '' } = await world.given.buyer(0n)
  const topUp = (amount: string) =>
    server.inject({
      method: 'POST',
      url: `/api/operator/buyers/${buyerId}/top-ups`,
      headers: { ...operator.headers, 'idempotency-key': 'once' },
      payload: { amount: { amount, currency: 'CNY' }, reason: 'a transfer' },
    })

  const first = await topUp('10.00')
  const again = await topUp('10.00')
  const other = await topUp('20.00')

  expect(first.json()).toMatchObject({ balance: { amount: '10.00' } })
  expect(again.json()).toEqual(first.json())
  expect(other.json()).toMatchObject({ status: 409, code: 'request.key_reused' })
})
