import { globSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Id } from '@loggia/kernel'
import type { RouteKey } from '@loggia/protocol/console'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import { makePng } from '../../media/index.ts'
import { notify, runInTx, system } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'

/** Ids of one party's things, by the parameter names of the routes. */
export type Things = Readonly<Record<string, string>>
export type Party = { readonly headers: Record<string, string>; readonly things: Things }

/** Makes one of each thing that a domain owns for a party, by parameter name: `<domain>/testing/owned.ts`. */
type MakeOwned = (
  market: World['market'],
  parties: { readonly buyer: MemberActor; readonly seller: MemberActor & { readonly sellerId: Id<'sel'> } },
  world: World,
) => Promise<Things>
type OfDomain = { readonly makeOwned: MakeOwned; readonly bodies?: Bodies }
const owners: OfDomain[] = await Promise.all(
  globSync('*/testing/owned.ts', { cwd: join(import.meta.dirname, '../..') }).map(async (path) => {
    const [domain] = path.split(/[\\/]/)
    return (await import(`../../${domain}/testing/owned.ts`)) as OfDomain
  }),
)

/** Bodies that pass the contract, so that only ownership can refuse the request, by route. */
export type Bodies = { readonly [K in RouteKey]?: object }
export const bodiesOfDomains: Bodies = Object.assign({}, ...owners.map(({ bodies }) => bodies))

type Setting = {
  readonly world: World
  readonly server: FastifyInstance
  readonly sellerServer: ScriptedSeller
}

const blankLogo = makePng({ data: new Uint8ClampedArray(120 * 120 * 4), width: 120, height: 120 })

/** Parties that have traded with each other in a world, each with what it owns by then. */
export function createTrading({ world, server, sellerServer }: Setting) {
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
    const { id: mediaId } = await market.media.upload(
      { actor: seller },
      { purpose: 'logo', bytes: blankLogo },
    )
    const testCase = await testCaseOf(productId, sellerHeaders)
    const ofDomains = await makeThings({ buyer, seller: { ...seller, sellerId } })
    const things = {
      ...testCase,
      ...ofDomains,
      supervisionId: (await supervisionOf(buyer, { ...seller, sellerId })).id,
      refundRequestId: await refundRequestOf(buyer, { ...seller, sellerId }),
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
    for (const { makeOwned } of owners) made.push(await makeOwned(world.market, parties, world))
    const things: Things = Object.assign({}, ...made)
    for (const name of Object.keys(things)) brought.add(name)
    return things
  }

  /** A supervised delivery that is paid and not delivered yet. */
  async function supervisionOf(
    buyer: MemberActor,
    seller: MemberActor & { sellerId: Id<'sel'> },
  ): Promise<{ id: Id<'spv'>; orderId: Id<'ord'> }> {
    const { productId } = await world.given.listedProduct(sellerServer.url, seller, {
      type: 'manual_service',
    })
    const orderId = await world.given.paidOrder(buyer, productId)
    const [shown] = await world.market.supervisions.listOfOrder(buyer, 'buyer', orderId)
    if (!shown) throw new Error('It is not supervised')
    return { id: shown.of.id, orderId }
  }

  /** A request for a refund of another delivery, which the seller has not answered. */
  async function refundRequestOf(
    buyer: MemberActor,
    seller: MemberActor & { readonly sellerId: Id<'sel'> },
  ): Promise<string> {
    const { orderId } = await supervisionOf(buyer, seller)
    const asked = { amount: { amountMinor: 100n, currency: 'CNY' }, reason: 'too late' } as const
    return (await world.market.refunds.askRefund({ actor: buyer }, orderId, asked)).requestId
  }

  /** A test call that was stored as a case, by the parameter names of its routes. */
  async function testCaseOf(productId: string, headers: Record<string, string>): Promise<Things> {
    const url = `/api/seller/test-calls/${productId}`
    const { scenes } = (await server.inject({ url, headers })).json()
    const [{ scene, parameters }] = scenes
    const presets = Object.fromEntries(
      parameters.map((one: { name: string; value: string }) => [one.name, one.value]),
    )
    const sent = await server.inject({
      method: 'POST',
      url,
      headers,
      payload: { scene, parameters: presets },
    })
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

  return { signIn, openParties, brought }
}
