import { omitUndefined, fromDecimal } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { runInTx, system } from '@loggia/marketplace/embedded'
import type { MemberActor, EmulatorHost, Tx } from '@loggia/marketplace/embedded'
import { isSealingProtocol, protocolTraits } from '@loggia/protocol/protocols'
import { createDraft } from './catalogue.ts'
import { addCompany } from './joint/company.ts'
import { licenseProductKeys, productKeys, sizes } from './schema.ts'
import type { Account, ApiKey, KitProtocol, ProductKey, Protocol, SeededProduct } from './schema.ts'

/** The default access key. It is the same at every start, so that a seller’s server has to be configured only once. */
export const emulatorKey = 'emulatorAccessKey000000000000001'
const password = 'emulator'
export const accounts: readonly Account[] = [
  { role: 'buyer', email: 'buyer@loggia.example', password },
  { role: 'seller', email: 'seller@loggia.example', password },
  { role: 'operator', email: 'operator@loggia.example', password },
]
const balance = '1000000.00'

/** The server that the products call, with all defaults filled in. */
export type Wiring = {
  readonly url: string
  readonly key: string
  readonly protocol: Protocol
  readonly keyBits?: 128 | 256 | undefined
}
/** The server that is called for products with a license, with all defaults filled in. */
export type Licensed = { readonly url: string; readonly key: string; readonly codeKey: string }
/** The server that is told of the company, with all defaults filled in. */
export type KitWiring = { readonly url: string; readonly key: string; readonly protocol: KitProtocol }
/** The server that gets order notifications. */
export type Notified = { readonly url: string; readonly key: string }
/** The initial content of the market, and the members who act in it. */
export type Seed = {
  readonly buyer: MemberActor & { readonly buyerId: Id<'byr'> }
  readonly operator: MemberActor
  readonly seller: MemberActor
  readonly sellerId: Id<'sel'>
  readonly productIds: ReadonlyMap<ProductKey, Id<'prd'>>
  /** The company of the buyer. */
  readonly enterpriseId: Id<'ent'>
  readonly products: readonly SeededProduct[]
}

type Names = { readonly zh: string; readonly en: string; readonly member: string }
const names: Readonly<Record<Account['role'], Names>> = {
  buyer: { zh: '模拟买家', en: 'Emulated buyer', member: 'Buyer' },
  seller: { zh: '模拟商家', en: 'Emulated seller', member: 'Seller' },
  operator: { zh: '模拟运营人员', en: 'Emulated operator', member: 'Operator' },
}

type Beginning = {
  readonly wiring: Wiring
  readonly licensed: Licensed
  readonly told: KitWiring
  readonly apiKey: ApiKey
  readonly notified?: Notified | undefined
}

/** Fills an empty market with a buyer with a balance, a seller whose products call `wiring`, and an operator. */
export async function seedMarket(stage: EmulatorHost, of: Beginning): Promise<Seed> {
  const { platform, market } = stage
  const made = await runInTx(platform, { actor: system }, async (tx) => {
    const buyerId = await market.parties.addBuyer(tx, { nameZh: names.buyer.zh, nameEn: names.buyer.en })
    const sellerId = await market.parties.addSeller(tx, { nameZh: names.seller.zh, nameEn: names.seller.en })
    const members = {
      buyer: await addMember(stage, tx, 'buyer', { buyerId }),
      seller: await addMember(stage, tx, 'seller', { sellerId }),
      operator: await addMember(stage, tx, 'operator', { operator: true }),
    }
    await market.ledger.openBalance(tx, buyerId, 'CNY')
    const amount = fromDecimal(balance, 'CNY')
    await market.ledger.topUpIn(tx, { buyerId, amount, reason: 'Balance of the emulator' })
    const productIds = new Map<ProductKey, Id<'prd'>>()
    for (const [position, key] of productKeys.entries())
      productIds.set(
        key,
        await market.catalog.addProduct(tx, sellerId, { ...createDraft(key), state: 'listed', position }),
      )
    await market.openApi.addKeyIn(tx, { sellerId, name: 'Emulator', own: of.apiKey })
    return { buyerId, sellerId, members, productIds }
  })
  await connectSeller(stage, made.sellerId, of.wiring)
  await connectLicenses(stage, made, of.licensed)
  await connectKit(stage, made, of.told)
  if (of.notified) await connectNotified(stage, made.sellerId, of.notified)
  const products: SeededProduct[] = []
  for (const [key, id] of made.productIds) products.push(await presentProduct(stage, key, id))
  const { buyerId, sellerId, members } = made
  const buyer = {
    kind: 'member',
    memberId: members.buyer,
    name: names.buyer.member,
    operator: false,
    buyerId,
  } as const
  return {
    buyer,
    enterpriseId: await addCompany(stage, buyer),
    operator: { kind: 'member', memberId: members.operator, name: names.operator.member, operator: true },
    seller: {
      kind: 'member',
      memberId: members.seller,
      name: names.seller.member,
      operator: false,
      sellerId,
    },
    sellerId,
    productIds: made.productIds,
    products,
  }
}

function addMember(
  { market }: EmulatorHost,
  tx: Tx,
  role: Account['role'],
  of: { buyerId?: Id<'byr'>; sellerId?: Id<'sel'>; operator?: boolean },
): Promise<Id<'mbr'>> {
  const email = accounts.find((account) => account.role === role)?.email ?? ''
  return market.parties.addMember(tx, {
    email,
    password,
    name: names[role].member,
    language: 'en-US',
    ...of,
  })
}

/** Makes all SaaS products call this server with this key. */
export const connectSeller = (
  { platform, market: { access } }: EmulatorHost,
  sellerId: Id<'sel'>,
  { url, key, protocol, keyBits = 256 }: Wiring,
): Promise<void> =>
  runInTx(platform, { actor: system }, async (tx) => {
    const { keyId } = await access.addKeyIn(tx, sellerId, 'basic', key)
    const addressId = await access.approveAddressIn(tx, { sellerId, url })
    const speech = isSealingProtocol(protocol) ? { protocol, keyBits } : { protocol }
    await access.bindAllIn(tx, { sellerId, addressId, keyId, speech })
  })

/** Makes each product with a license call this server in its own protocol. */
export const connectLicenses = (
  { platform, market: { access } }: EmulatorHost,
  { sellerId, productIds }: Pick<Seed, 'sellerId' | 'productIds'>,
  { url, key, codeKey }: Licensed,
): Promise<void> =>
  runInTx(platform, { actor: system }, async (tx) => {
    const addressId = await access.approveAddressIn(tx, { sellerId, url })
    const basic = await access.addKeyIn(tx, sellerId, 'basic', key)
    const ofCodes = await access.addKeyIn(tx, sellerId, 'authorisation_code', codeKey)
    for (const protocol of licenseProductKeys) {
      const { keyId } = protocolTraits[protocol].keyClass === 'basic' ? basic : ofCodes
      const only = productIds.get(protocol)
      await access.bindAllIn(tx, { sellerId, addressId, keyId, speech: { protocol }, only })
    }
  })

/** Makes this server be told of the people who use the joint product. */
export const connectKit = (
  { platform, market: { access } }: EmulatorHost,
  { sellerId, productIds }: Pick<Seed, 'sellerId' | 'productIds'>,
  { url, key, protocol }: KitWiring,
): Promise<void> =>
  runInTx(platform, { actor: system }, async (tx) => {
    const { keyId } = await access.addKeyIn(tx, sellerId, 'joint_sync', key)
    const addressId = await access.approveAddressIn(tx, { sellerId, url })
    const only = productIds.get('joint')
    await access.bindAllIn(tx, { sellerId, addressId, keyId, speech: { protocol }, only })
  })

/** Makes this address get a notification for each paid order. */
export const connectNotified = (
  { platform, market: { access } }: EmulatorHost,
  sellerId: Id<'sel'>,
  { url, key }: Notified,
): Promise<void> =>
  runInTx(platform, { actor: system }, async (tx) => {
    const { keyId } = await access.addKeyIn(tx, sellerId, 'common', key)
    const addressId = await access.approveAddressIn(tx, { sellerId, url })
    await access.setOrderChannelIn(tx, { sellerId, addressId, keyId, switchedOn: true })
  })

async function presentProduct(
  { market }: EmulatorHost,
  key: ProductKey,
  id: Id<'prd'>,
): Promise<SeededProduct> {
  const product = await market.views.getProduct(id)
  const hasSizes = (product.attributes?.length ?? 0) > 0
  const skus = product.specifications.flatMap((specification) => specification.skus)
  return omitUndefined({
    key,
    id,
    name: product.name.en,
    prices: skus.flatMap(({ values, priceItems }) =>
      priceItems.map(({ id: priceItemId, period, unitPrice, trialDays }) =>
        omitUndefined({
          id: priceItemId,
          period,
          size: hasSizes ? (sizes[values[0] ?? 0] ?? 'small') : undefined,
          unitPrice: unitPrice.amount,
          trialDays,
        }),
      ),
    ),
    parameters: product.buyerParameters?.map(({ name, kind, required }) => ({ name, kind, required })),
  })
}
