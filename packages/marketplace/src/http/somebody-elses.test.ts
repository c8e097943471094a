import { globSync } from 'node:fs'
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
import { makePng } from '../media/index.ts'
import { runInTx, notify, system } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'

const contract: Readonly<Record<string, Route>> = consoleApi

/** Ids of one party's things, by the parameter names of the routes. */
type Things = Readonly<Record<string, string>>
type Party = { readonly headers: Record<string, string>; readonly things: Things }

/** Makes one of each thing that a domain owns for a party, by parameter name: `<domain>/testing/owned.ts`. */
type MakeOwned = (
  market: World['market'],
  parties: { readonly buyer: MemberActor; readonly seller: MemberActor & { readonly sellerId: Id<'sel'> } },
) => Promise<Things>
const makers: MakeOwned[] = await Promise.all(
  globSync('*/testing/owned.ts', { cwd: join(import.meta.dirname, '..') }).map(async (path) => {
    const [domain] = path.split(/[\\/]/)
    return ((await import(`../${domain}/testing/owned.ts`)) as { makeOwned: MakeOwned }).makeOwned
  }),
)

const blankLogo = makePng({ data: new Uint8ClampedArray(120 * 120 * 4), width: 120, height: 120 })

let world: World
let server: FastifyInstance
let browserFiles: string
let sellerServer: ScriptedSeller
let mine: Record<'buyer' | 'seller', Party>
let theirs: Record<'buyer' | 'seller', Party>
let unlisted: string
/** Parameter names that the domains' own makers provide. */
const brought = new Set<string>()

async function signIn(actor: MemberActor): Promise<Record<string, string>> {
  const email = `${actor.name.toLowerCase().replace(' ', '-')}@loggia.example`
  const { token, session } = await world.market.parties.signIn({
    email,
    password: 'a password of tests',
    userAgent: 'a test',
    ip: '192.0.2.1',
  })
  return { cookie: `loggia_session=${token}`, 'x-loggia-csrf': session.csrfToken }
}

/** A buyer and a seller who have traded, so that each owns one of everything. */
async function openParties(): Promise<Record<'buyer' | 'seller', Party>> {
  const { given, market } = world
  const buyer = await given.buyer()
  const { seller, sellerId, productId } = await given.listedProduct(sellerServer.url)
  const orderId = await given.paidOrder(buyer, productId)
  await world.settle()
  const buyerHeaders = await signIn(buyer)
  const sellerHeaders = await signIn(seller)
  const get = async (url: string, headers: Record<string, string>) =>
    (await server.inject({ url, headers })).json()
  const order = await get(`/api/buyer/orders/${orderId}`, buyerHeaders)
  const serviceId = order.lines[0].subscriptionId as string
  const calls = await get('/api/seller/calls', sellerHeaders)
  const addresses = await get('/api/seller/addresses', sellerHeaders)
  const { id: keyId } = await market.access.makeKey(seller, 'basic')
  const { id: openApiKeyId } = await market.openApi.makeKey(seller, 'order service')
  const { id: mediaId } = await market.media.upload({ actor: seller }, { purpose: 'logo', bytes: blankLogo })
  const testCase = await testCaseOf(productId, sellerHeaders)
  const ofDomains = await makeThings({ buyer, seller: { ...seller, sellerId } })
  const things = {
    ...testCase,
    ...ofDomains,
    deliveryId: await deliveryOf(buyer, { ...seller, sellerId }),
    orderId,
    serviceId,
    quoteId: await quoteOf(buyer, serviceId as Id<'sub'>),
    mediaId,
    callId: calls.items[0].id,
    addressId: addresses.items[0].id,
    keyId,
    openApiKeyId,
    productId,
    specificationId: (await market.views.getProduct(productId)).specifications[0]?.id ?? '',
  }
  const messageTo = await raiseMessages(orderId, buyer.buyerId, seller.sellerId)
  return {
    buyer: {
      headers: buyerHeaders,
      things: {
        ...things,
        messageId: messageTo.buyer,
        memberId: buyer.memberId,
        roleId: await roleOf(buyer, { kind: 'buyer', id: buyer.buyerId as Id<'byr'> }, ['purchase']),
      },
    },
    seller: {
      headers: sellerHeaders,
      things: {
        ...things,
        messageId: messageTo.seller,
        memberId: seller.memberId,
        roleId: await roleOf(seller, { kind: 'seller', id: sellerId }, ['orders:read']),
      },
    },
  }
}

const roleOf = async (
  actor: MemberActor,
  party: Parameters<World['market']['parties']['listRoles']>[0],
  grants: string[],
): Promise<string> =>
  (await world.market.parties.createRole({ actor, party }, { name: 'Support', grants })).id

async function makeThings(parties: Parameters<MakeOwned>[1]): Promise<Things> {
  const made: Things[] = []
  for (const make of makers) made.push(await make(world.market, parties))
  const things: Things = Object.assign({}, ...made)
  for (const name of Object.keys(things)) brought.add(name)
  return things
}

/** A manual delivery that is paid and not delivered yet. */
async function deliveryOf(
  buyer: MemberActor,
  seller: MemberActor & { sellerId: Id<'sel'> },
): Promise<string> {
  const { productId } = await world.given.listedProduct(sellerServer.url, seller, { type: 'manual_service' })
  const orderId = await world.given.paidOrder(buyer, productId)
  const [shown] = await world.market.fulfilment.listOfOrder(buyer, 'buyer', orderId)
  return shown?.delivery.id ?? ''
}

/** A test call that was stored as a case, by the parameter names of its routes. */
async function testCaseOf(productId: string, headers: Record<string, string>): Promise<Things> {
  const url = `/api/seller/test-calls/${productId}`
  const { scenes } = (await server.inject({ url, headers })).json()
  const [{ scene, parameters }] = scenes
  const presets = Object.fromEntries(
    parameters.map((one: { name: string; value: string }) => [one.name, one.value]),
  )
  const sent = await server.inject({ method: 'POST', url, headers, payload: { scene, parameters: presets } })
  return { target: productId, scene, result: sent.json().saved.passed ? 'passed' : 'failed' }
}

/** A priced renewal. */
async function quoteOf(buyer: MemberActor, subscriptionId: Id<'sub'>): Promise<string> {
  const { quotes, subscriptions } = world.market
  const { choices } = await subscriptions.listChoices(buyer, subscriptionId)
  const priceItemId = choices[0]?.prices[0]?.priceItemId as Id<'pri'>
  const lines = [{ subscriptionId, priceItemId, quantity: 1, periodCount: 1 }]
  return (await quotes.ask(buyer, { kind: 'renewal', lines })).id
}

/** One message to each of the two parties. */
async function raiseMessages(
  orderId: Id<'ord'>,
  buyerId: Id<'byr'> | undefined,
  sellerId: Id<'sel'> | undefined,
): Promise<{ buyer: string; seller: string }> {
  const { notifications } = world.market
  if (!buyerId || !sellerId) throw new Error('They trade for nobody')
  await runInTx(world.platform, { actor: system }, async (tx) => {
    await notify(
      tx,
      'order_refunded',
      { kind: 'buyer', id: buyerId },
      {
        subject: orderId,
        data: {
          orderId,
          orderNumber: 'CS1',
          refundNumber: 'CS2',
          cause: 'five_day',
          amount: { amount: '1.00', currency: 'CNY' },
        },
      },
    )
    await notify(
      tx,
      'address_decided',
      { kind: 'seller', id: sellerId },
      { subject: `adr_${orderId.slice(4)}`, data: { url: 'https://saas.example/', approved: true } },
    )
  })
  const newest = async (party: Parameters<typeof notifications.list>[0]): Promise<string> =>
    (await notifications.list(party, { limit: 1 })).items[0]?.id ?? ''
  return {
    buyer: await newest({ kind: 'buyer', id: buyerId }),
    seller: await newest({ kind: 'seller', id: sellerId }),
  }
}

beforeAll(async () => {
  world = await openWorld()
  browserFiles = await mkdtemp(join(tmpdir(), 'loggia-browser-files-'))
  sellerServer = await openScriptedSeller()
  server = await createMarketplaceHttp(world.market, world.platform, {
    baseUrl: 'http://market.example',
    renderPage: (page) => JSON.stringify(page),
    browserFiles,
  })
  mine = await openParties()
  theirs = await openParties()
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
const urlOf = (key: string, things: Things): string =>
  key.slice(key.indexOf(' ') + 1).replace(/:(\w+)/g, (_, name: string) => things[name] ?? name)

const pdf = { name: 'proof.pdf', mediaType: 'application/pdf', content: btoa('%PDF-1.7\n%%EOF\n') }

/** A body that passes the contract, so that only ownership can refuse it. */
const bodyFor = (key: string, { addressId, keyId }: Things): object | undefined => {
  const part = key
    .replace('/api/seller/products/:productId', '')
    .replace(/\/api\/(?:buyer|seller)\/members\/:memberId/, '/member')
  const bodies: Readonly<Record<string, object>> = {
    'PUT /access': { addressId, keyId, confirm: true },
    'PUT /member/rights': { main: true, grants: [] },
    'PUT /member/access': { enabled: false, reason: 'theirs' },
    'PUT /api/buyer/roles/:roleId': { name: 'theirs', grants: ['purchase'] },
    'PUT /api/seller/roles/:roleId': { name: 'theirs', grants: ['orders:read'] },
    'POST /api/buyer/roles/:roleId/removal': { moveTo: null },
    'POST /api/seller/roles/:roleId/removal': { moveTo: null },
    'PUT ': draft,
    'PUT /draft': { form: emptyForm, version: 0 },
    'POST /draft-removal': { version: 0 },
    'POST /changes': draft,
    'POST /visibility': { hidden: true },
    'POST /delisting': { reason: 'replaced' },
    'PUT /api/buyer/mail-receivers/:receiverId': { name: 'theirs', topics: ['orders'] },
    'PUT /api/seller/mail-receivers/:receiverId': { name: 'theirs', topics: ['orders'] },
    'PUT /api/seller/keys/:keyId': { name: 'theirs' },
    'POST /api/seller/keys/:keyId/rotation': { afterHours: 24 },
    'POST /access/trial': { addressId, keyId },
    'PUT /sale-terms': { audience: { kind: 'all' }, specifications: [] },
    'POST /specifications/:specificationId/stock': { change: 1, remark: 'delivery' },
    'POST /api/seller/test-calls/:target': { scene: 'query', parameters: {} },
    'POST /api/seller/test-calls/:target/request': { scene: 'query', parameters: {} },
    'PUT /api/seller/open-api-keys/:openApiKeyId': { name: 'theirs', enabled: false },
    'POST /api/seller/deliveries/:deliveryId/proof': { file: pdf },
    'PUT /api/buyer/top-up-requests/:requestId/receipt': { file: pdf },
    'POST /api/buyer/deliveries/:deliveryId/rejection': { reason: 'theirs' },
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
        'callId',
        'deliveryId',
        'keyId',
        'mediaId',
        'memberId',
        'messageId',
        'openApiKeyId',
        'orderId',
        'productId',
        'quoteId',
        'roleId',
        // Only the target gives a case its owner: scenes and results are words of the protocol.
        'result',
        'scene',
        'serviceId',
        'specificationId',
        'target',
        ...brought,
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
  const operator = { headers: await signIn(await world.given.operator()), things: {} }
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
