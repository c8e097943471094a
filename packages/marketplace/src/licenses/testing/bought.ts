import { createMoney, omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { identificationParameter } from '@loggia/protocol/console/licenses/kinds'
import type { ProductFlow } from '@loggia/protocol/console/catalog/draft/flows'
import { protocolTraits } from '@loggia/protocol/protocols'
import type { LicenseProtocol } from '@loggia/protocol/protocols'
import type { World } from '../../embedded/index.ts'
import { listHistory, runInTx, system } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { criteria, template } from '../../supervision/testing/supervised.ts'
import * as store from '../store/index.ts'

export const lic = {
  name: 'license.lic',
  mediaType: 'application/octet-stream',
  content: Buffer.from([0x00, 0x01, 0xfe, 0xff]),
}
const parameter = {
  name: identificationParameter,
  label: { zh: '识别码', en: 'Identification code' },
  kind: 'text',
  required: false,
  maxLength: 200,
} as const

type Ask = {
  readonly flow: Extract<ProductFlow, `license_${string}`>
  /** The seller's server, and how it is called; without it the product is bound to none. */
  readonly server?: { readonly url: string; readonly protocol: LicenseProtocol }
  readonly quantity?: number
  /** Given with the order. */
  readonly identification?: string
}

/** A license of a new product is paid for a month. */
async function buy(world: World, { flow, server, quantity = 1, identification }: Ask) {
  const { given, market } = world
  const seller = await given.seller()
  const isOnline = flow === 'license_online'
  const { productId } = await given.listedProduct('http://127.0.0.1:9/', seller, {
    type: 'license',
    supervision: omitUndefined({ flow, criteria, template: isOnline ? template : undefined }),
    buyerParameters: isOnline ? [parameter] : [],
  })
  const accessKey = server && (await bindSeller(world, seller.sellerId, server))
  const buyer = (await given.buyer(1_000_000n)) as MemberActor & { readonly buyerId: Id<'byr'> }
  const parameters =
    identification === undefined ? undefined : [{ name: identificationParameter, value: identification }]
  const line = {
    priceItemId: await given.monthlyPriceItem(productId),
    quantity,
    periodCount: 1,
    ...omitUndefined({ parameters }),
  }
  const expectedTotal = createMoney(BigInt(quantity) * 1000n, 'CNY')
  const { orderId } = await market.orders.submit(
    { actor: buyer },
    { lines: [line], expectedTotal, agreed: true },
  )
  await market.orders.pay({ actor: buyer }, orderId)
  await world.settle()
  return { seller, productId, accessKey, buyer, orderId, operator: await given.operator() }
}

/** A license that was bought, with everybody who acts on it. */
export async function buyLicense(world: World, ask: Ask) {
  const { market, platform } = world
  const { db } = platform
  const bought = await buy(world, ask)
  const { seller, buyer, orderId, operator } = bought
  const supervision = async () => {
    const [shown] = await market.supervisions.listOfOrder(operator, 'operator', orderId)
    if (!shown) throw new Error(`Order ${orderId} is not supervised`)
    return shown.of
  }
  const { id: supervisionId, subscriptionId, orderLineId } = await supervision()
  const license = async () => {
    const found = await store.licenses.findBySubscription(db, subscriptionId)
    if (!found) throw new Error(`Order ${orderId} has no license`)
    return found
  }
  const { id } = await license()
  const order = () => market.orders.get(db, orderId)
  return {
    ...bought,
    orderLineId,
    subscriptionId,
    supervisionId,
    id,
    license,
    supervision,
    order,
    state: async () => (await license()).state,
    stage: async () => (await supervision()).stage,
    orderState: async () => (await order()).state,
    subscription: () => market.subscriptions.find(db, subscriptionId),
    applications: () => store.applications.listByLicense(db, platform.seal, id),
    kinds: async () => (await listHistory(db, orderId)).map(({ kind }) => kind),
    /** The seller hands it over, or releases the code. */
    handOver: (what: { readonly text?: string; readonly file?: typeof lic } = {}) =>
      market.licenses.handOver({ actor: seller }, supervisionId, what),
    open: async () => (await market.licenses.openAsBuyer(buyer, id)).text,
    submitDemand: (text: string) =>
      market.supervisions.submitDemand({ actor: buyer }, supervisionId, { text }),
    activate: (
      codes: readonly string[],
      begunAt?: Parameters<typeof market.licenses.activate>[0]['begunAt'],
    ) => market.licenses.activate({ sellerId: seller.sellerId, codes, begunAt }),
    query: (codes: readonly string[]) => market.licenses.query({ sellerId: seller.sellerId, codes }),
    renew: () => renew(world, { buyer, subscriptionId }),
  }
}
export type BoughtLicense = Awaited<ReturnType<typeof buyLicense>>

/** Binds the seller's products to its server; gives the access key. */
export const bindSeller = (
  { market, platform }: World,
  sellerId: Id<'sel'>,
  { url, protocol }: NonNullable<Ask['server']>,
): Promise<string> =>
  runInTx(platform, { actor: system }, async (tx) => {
    const { keyId, accessKey } = await market.access.addKeyIn(tx, sellerId, protocolTraits[protocol].keyClass)
    const addressId = await market.access.approveAddressIn(tx, { sellerId, url })
    await market.access.bindAllIn(tx, { sellerId, addressId, keyId, speech: { protocol } })
    return accessKey
  })

/** Renews it for another month. */
async function renew(
  { market, platform }: World,
  { buyer, subscriptionId }: { readonly buyer: MemberActor; readonly subscriptionId: Id<'sub'> },
): Promise<Id<'ord'>> {
  const subscription = await market.subscriptions.find(platform.db, subscriptionId)
  if (!subscription) throw new Error(`There is no subscription ${subscriptionId}`)
  const { priceItemId, quantity } = subscription
  const lines = [{ subscriptionId, priceItemId, quantity, periodCount: 1 }]
  const { id } = await market.quotes.ask(buyer, { kind: 'renewal', lines })
  const { orderId } = await market.quotes.pay({ actor: buyer }, id as Id<'quo'>)
  return orderId as Id<'ord'>
}

/** A code that is released and seen by its buyer, so that software may activate it. */
export async function collectCode(
  world: World,
  flow: 'license_code' | 'license_code_collected' = 'license_code',
  more: Pick<Ask, 'server' | 'quantity'> = {},
) {
  const it = await buyLicense(world, { flow, ...more })
  await it.handOver()
  return { ...it, code: await it.open() }
}
