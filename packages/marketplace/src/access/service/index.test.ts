import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import type { Id } from '@loggia/kernel'
import type { DraftProduct } from '@loggia/protocol/console'
import { openWorld, listWorldEngines } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import { runInTx, listHistory, system } from '../../platform/index.ts'
import type { MemberActor, Tx } from '../../platform/index.ts'
import type { ChannelAsk } from '../schema.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const speech = { protocol: 'saas-v2' } as const
const draft: DraftProduct = {
  name: { zh: '云账本', en: 'Cloud Ledger' },
  summary: { zh: '记账', en: 'Bookkeeping' },
  description: { zh: '说明', en: 'Description' },
  category: 'finance',
  tags: ['记账'],
  specifications: [
    {
      name: { zh: '标准版', en: 'Standard' },
      features: [],
      prices: [{ period: 'month', unitPrice: { amount: '9.9', currency: 'CNY' } }],
    },
  ],
}
type Seller = MemberActor & { sellerId: Id<'sel'> }

describe.each(listWorldEngines(postgresUrl))('access on %s', (engine) => {
  let world: World
  let operator: MemberActor
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    operator = await world.given.operator()
  })
  afterAll(() => world.close())

  const asSystem = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    runInTx(world.platform, { actor: system }, work)
  const kindsOf = async (subject: string) =>
    (await listHistory(world.platform.db, subject)).map((entry) => entry.kind)
  const rows = async <T>(query: ReturnType<typeof sql<T>>) =>
    (await query.execute(world.platform.db.withTables<unknown>())).rows
  let serial = 0
  const newUrl = () => `https://saas-${(serial += 1)}.example/produce`

  async function approvedAddress(seller: Seller): Promise<Id<'adr'>> {
    const { id } = await world.market.access.addAddress(seller, newUrl())
    await world.market.access.decideAddress(operator, id, { approve: true })
    return id
  }
  /** A seller with a draft that uses an approved address and a key. */
  async function boundDraft() {
    const { access, catalog } = world.market
    const seller = await world.given.seller()
    const { productId } = await catalog.saveDraft({ actor: seller }, draft)
    const addressId = await approvedAddress(seller)
    const { id: keyId, accessKey } = await access.makeKey(seller, 'basic')
    await access.bind(seller, productId, { addressId, keyId, speech, confirm: false })
    return { seller, productId, addressId, keyId, accessKey }
  }

  const askOf = ({ sellerId }: Seller, productId: Id<'prd'>): ChannelAsk => ({
    sellerId,
    family: 'saas',
    productId,
  })
  const accessTo = (seller: Seller, productId: Id<'prd'>) =>
    world.market.access.getAccess(world.platform.db, askOf(seller, productId))
  const targetOf = async (seller: Seller, productId: Id<'prd'>) =>
    (await world.market.access.findAccess(world.platform.db, askOf(seller, productId))).target

  test('R259: an added address awaits an operator, whose decision reaches the seller', async () => {
    const seller = await world.given.seller()

    const added = await world.market.access.addAddress(seller, 'https://SAAS.example/produce')
    const decided = await world.market.access.decideAddress(operator, added.id, {
      approve: false,
      reason: 'certificate expired',
    })

    expect(added).toMatchObject({ url: 'https://saas.example/produce', state: 'pending' })
    expect(decided).toMatchObject({
      id: added.id,
      state: 'rejected',
      reason: 'certificate expired',
      decidedAt: world.clock.now(),
    })
    expect(await kindsOf(added.id)).toEqual(['address.added', 'address.rejected'])
    const { items } = await world.market.notifications.list(
      { kind: 'seller', id: seller.sellerId },
      { limit: 5 },
    )
    expect(items).toMatchObject([
      {
        kind: 'address_decided',
        subject: added.id,
        data: { url: 'https://saas.example/produce', approved: false, reason: 'certificate expired' },
      },
    ])
  })

  test('a rejected address may be added again, and the latest decision is the one that is told', async () => {
    const seller = await world.given.seller()
    const url = newUrl()
    const { id } = await world.market.access.addAddress(seller, url)
    await world.market.access.decideAddress(operator, id, { approve: false, reason: 'certificate expired' })

    const again = await world.market.access.addAddress(seller, url)
    await world.market.access.decideAddress(operator, id, { approve: true })

    expect(again).toEqual({
      id,
      sellerId: seller.sellerId,
      url,
      state: 'pending',
      createdAt: world.clock.now(),
      token: expect.stringMatching(/^[\da-f]{32}$/) as string,
      proof: { state: 'unverified' },
      byHand: true,
    })
    const { items } = await world.market.notifications.list(
      { kind: 'seller', id: seller.sellerId },
      { limit: 5 },
    )
    expect(items).toMatchObject([{ kind: 'address_decided', data: { url, approved: true } }])
    expect(items[0]?.data).not.toHaveProperty('reason')
    await expect(world.market.access.addAddress(seller, url)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'access.address_known',
    })
  })

  test('two sellers may use one address, each approved for itself', async () => {
    const [a, b] = [await world.given.seller(), await world.given.seller()]
    const url = newUrl()

    const first = await world.market.access.addAddress(a, url)
    const second = await world.market.access.addAddress(b, url)

    expect(second.id).not.toBe(first.id)
  })

  test('nobody but an operator decides an address', async () => {
    const seller = await world.given.seller()
    const { id } = await world.market.access.addAddress(seller, newUrl())

    await expect(world.market.access.decideAddress(seller, id, { approve: true })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await expect(world.market.access.addAddress(operator, newUrl())).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await expect(
      world.market.access.decideAddress(operator, 'adr_none', { approve: true }),
    ).rejects.toMatchObject({ kind: 'not_found' })
  })

  test('R253: a key is in the answer that makes it and in no column, history or list', async () => {
    const seller = await world.given.seller()

    const { id, accessKey, hint } = await world.market.access.makeKey(seller, 'basic')

    expect(await world.market.access.openKey(world.platform.db, id)).toBe(accessKey)
    expect(accessKey.endsWith(hint)).toBe(true)
    const [kept] = await rows<{ kept: string }>(
      sql`select row_to_json(k)::text || encode(secret_sealed, 'escape') as kept from access_key k where id = ${id}`,
    )
    const told = JSON.stringify([
      await listHistory(world.platform.db, id),
      await world.market.views.listKeys(seller.sellerId, { limit: 5 }),
    ])
    for (const text of [kept?.kept, told]) {
      expect(text).toContain(hint)
      expect(text).not.toContain(accessKey)
    }
  })

  test('a sealed key that is moved to another row does not open', async () => {
    const seller = await world.given.seller()
    const first = await world.market.access.makeKey(seller, 'basic')
    const second = await world.market.access.makeKey(seller, 'basic')
    await rows(
      sql`update access_key set secret_sealed = (select secret_sealed from access_key where id = ${first.id}) where id = ${second.id}`,
    )

    await expect(world.market.access.openKey(world.platform.db, second.id)).rejects.toThrow(
      /authenticate data/,
    )
  })

  test('R255: a key of another class is not bound', async () => {
    const { seller, productId, addressId } = await boundDraft()
    const other = await world.market.access.makeKey(seller, 'joint_sync')

    const rebound = world.market.access.bind(seller, productId, {
      addressId,
      keyId: other.id,
      speech,
      confirm: true,
    })

    await expect(rebound).rejects.toMatchObject({ kind: 'refused', code: 'access.key_class_wrong' })
  })

  test('R256: a bound key is changed only when that is confirmed, and calls use the new one then', async () => {
    const { seller, productId, addressId, keyId, accessKey } = await boundDraft()
    const next = await world.market.access.makeKey(seller, 'basic')
    const rebind = (confirm: boolean) =>
      world.market.access.bind(seller, productId, { addressId, keyId: next.id, speech, confirm })
    const used = async () => (await accessTo(seller, productId)).accessKey

    await expect(rebind(false)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'access.change_needs_confirmation',
    })
    expect(await used()).toBe(accessKey)

    await rebind(true)
    expect(await used()).toBe(next.accessKey)
    const entry = (await listHistory(world.platform.db, productId)).at(-1)
    expect(entry).toMatchObject({
      kind: 'product.access_bound',
      data: { from: { addressId, keyId }, to: { addressId, keyId: next.id } },
    })
  })

  test('R256: a bound key is not deleted and the products are named; an unbound one is', async () => {
    const { seller, productId, addressId, keyId } = await boundDraft()
    const next = await world.market.access.makeKey(seller, 'basic')

    await expect(world.market.access.deleteKey(seller, keyId)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'access.key_bound',
      details: { products: [{ id: productId, name: draft.name }] },
    })
    await world.market.access.bind(seller, productId, { addressId, keyId: next.id, speech, confirm: true })
    await world.market.access.deleteKey(seller, keyId)

    await expect(world.market.access.openKey(world.platform.db, keyId)).rejects.toMatchObject({
      code: 'access.key_not_found',
    })
    expect(await kindsOf(keyId)).toEqual(['key.made', 'key.deleted'])
  })

  test('another seller’s product, address and key are not found', async () => {
    const own = await boundDraft()
    const other = await boundDraft()
    const { access } = world.market
    const bind = (productId: Id<'prd'>, addressId: Id<'adr'>, keyId: Id<'key'>) =>
      access.bind(own.seller, productId, { addressId, keyId, speech, confirm: true })

    await expect(bind(other.productId, own.addressId, own.keyId)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(bind(own.productId, other.addressId, own.keyId)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(bind(own.productId, own.addressId, other.keyId)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(access.deleteKey(own.seller, other.keyId)).rejects.toMatchObject({ kind: 'not_found' })
  })

  test('saas-v2 §11, 6 and 7: how two things are said to a product’s server is set with its binding, and goes with its calls', async () => {
    const { seller, productId, addressId, keyId } = await boundDraft()
    const { access } = world.market
    const own = { protocol: 'saas-v2', expireDigits: 14, cancellationOrder: 'renewal' } as const
    const rebind = (to: typeof speech | typeof own) =>
      access.bind(seller, productId, { addressId, keyId, speech: to, confirm: true })

    await rebind(own)

    const wording = { expireDigits: 14, cancellationOrder: 'renewal' }
    expect(await accessTo(seller, productId)).toMatchObject(wording)
    expect(await targetOf(seller, productId)).toMatchObject(wording)
    const [shown] = (await world.market.views.listSellerProducts(seller.sellerId, { limit: 1 })).items
    expect(shown?.access).toMatchObject(wording)
    await rebind(speech)
    expect(await targetOf(seller, productId)).not.toHaveProperty('expireDigits')
  })

  test('order notification: another’s address and key are not found, and its own key is kept', async () => {
    const own = await boundDraft()
    const other = await boundDraft()
    const { access } = world.market
    const { id: keyId } = await access.makeKey(own.seller, 'common')
    const turn = (addressId: Id<'adr'>, key: Id<'key'>, switchedOn = true) =>
      access.setOrderChannel(own.seller, { addressId, keyId: key, switchedOn })

    await expect(turn(other.addressId, keyId)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(turn(own.addressId, other.keyId)).rejects.toMatchObject({ kind: 'not_found' })
    expect(await access.findOrderChannel(own.seller)).toBeUndefined()
    await turn(own.addressId, keyId)
    await turn(own.addressId, keyId, false)

    expect(await access.findOrderChannel(own.seller)).toMatchObject({ keyId, switchedOn: false })
    expect(await access.findOrderChannel(other.seller)).toBeUndefined()
    await expect(access.deleteKey(own.seller, keyId)).rejects.toMatchObject({ code: 'access.key_of_orders' })
    expect(await kindsOf(own.seller.sellerId)).toEqual(['order_channel.set', 'order_channel.set'])
  })

  test('V1.0 is bound with its number of bits, kept and told as it is', async () => {
    const { seller, productId, addressId, keyId } = await boundDraft()
    const old = { protocol: 'saas-v1', keyBits: 128 } as const

    await world.market.access.bind(seller, productId, { addressId, keyId, speech: old, confirm: true })

    expect(await accessTo(seller, productId)).toMatchObject(old)
    expect((await world.market.views.getSellerProduct(productId, seller.sellerId)).access).toMatchObject(old)
    await expect(world.market.catalog.submit(seller, productId)).rejects.toMatchObject({
      code: 'access.renewal_changes_unspoken',
    })
  })

  test('a product on sale with V1.0 proposes no promise that V1.0 cannot say', async () => {
    const { catalog } = world.market
    const afterSale = { fiveDayRefund: true, upgrades: true, renewalChanges: false }
    const { seller, productId } = await world.given.listedProduct(newUrl(), undefined, {
      speech: { protocol: 'saas-v1', keyBits: 128 },
      afterSale,
    })
    const { afterSale: _, ...allPromised } = await catalog.getContent(seller, productId)

    await expect(catalog.proposeChange(seller, productId, allPromised)).rejects.toMatchObject({
      code: 'access.renewal_changes_unspoken',
    })
    await world.given.passedCases(seller, productId)
    const name = { zh: '云账本二', en: 'Cloud Ledger II' }
    expect(await catalog.proposeChange(seller, productId, { ...allPromised, name, afterSale })).toMatchObject(
      {
        applicationId: expect.stringMatching(/^apl_/) as string,
      },
    )
  })

  test('R245: a product whose address is not approved yet is not submitted; once it is, it goes', async () => {
    const { access, catalog } = world.market
    const seller = await world.given.seller()
    const { productId } = await catalog.saveDraft({ actor: seller }, draft)
    const { id: addressId } = await access.addAddress(seller, newUrl())
    const { id: keyId } = await access.makeKey(seller, 'basic')
    await access.bind(seller, productId, { addressId, keyId, speech, confirm: false })

    await expect(catalog.submit(seller, productId)).rejects.toMatchObject({
      code: 'access.product_not_bound',
      details: { addressState: 'pending' },
    })
    await expect(accessTo(seller, productId)).rejects.toMatchObject({
      code: 'access.product_not_bound',
    })
    await world.given.passedCases(seller, productId)
    await access.decideAddress(operator, addressId, { approve: true })

    expect(await catalog.submit(seller, productId)).toEqual({ state: 'in_review' })
  })

  test('a server registered anew takes all the seller’s products along, each with its key', async () => {
    const { seller, productId, accessKey } = await boundDraft()
    const { productId: second } = await world.market.catalog.saveDraft({ actor: seller }, draft)
    const newest = await world.market.access.makeKey(seller, 'basic')
    const stranger = await boundDraft()
    const before = await accessTo(stranger.seller, stranger.productId)

    await asSystem((tx) =>
      world.market.access.registerAnew(tx, {
        sellerId: seller.sellerId,
        url: 'http://127.0.0.1:8081/produce',
      }),
    )
    await asSystem((tx) =>
      world.market.access.registerAnew(tx, {
        sellerId: seller.sellerId,
        url: 'http://127.0.0.1:8082/produce',
      }),
    )

    expect(await accessTo(seller, productId)).toMatchObject({
      protocol: 'saas-v2',
      url: 'http://127.0.0.1:8082/produce',
      accessKey,
    })
    expect(await accessTo(seller, second)).toMatchObject({
      url: 'http://127.0.0.1:8082/produce',
      accessKey: newest.accessKey,
    })
    expect(await accessTo(stranger.seller, stranger.productId)).toEqual(before)
    const { items } = await world.market.views.listAddresses(seller.sellerId, { limit: 5 })
    expect(items).toMatchObject([{ url: 'http://127.0.0.1:8082/produce', state: 'approved' }])
  })

  test('a server registered anew at the address it had leaves no trace', async () => {
    const { seller, addressId } = await boundDraft()
    const [address] = (await world.market.views.listAddresses(seller.sellerId, { limit: 1 })).items
    const before = await kindsOf(addressId)

    const again = await asSystem((tx) =>
      world.market.access.registerAnew(tx, { sellerId: seller.sellerId, url: address?.url ?? '' }),
    )

    expect(again).toEqual({ addressId })
    expect(await kindsOf(addressId)).toEqual(before)
  })
})

describe.skipIf(!postgresUrl)('at the same time', () => {
  test('a key is bound or deleted, never both', async () => {
    const world = await openWorld({ engine: 'postgres', postgresUrl })
    const { access, catalog } = world.market
    const seller = await world.given.seller()
    const { productId } = await catalog.saveDraft({ actor: seller }, draft)
    const { id: addressId } = await access.addAddress(seller, 'https://saas.example/')

    for (let round = 0; round < 8; round += 1) {
      const { id: keyId } = await access.makeKey(seller, 'basic')
      const outcomes = await Promise.allSettled([
        access.bind(seller, productId, { addressId, keyId, speech, confirm: true }),
        access.deleteKey(seller, keyId),
      ])

      const codes = outcomes.map((outcome) =>
        outcome.status === 'rejected' ? (outcome.reason as { code: string }).code : 'done',
      )
      expect([
        ['done', 'access.key_bound'],
        ['access.key_not_found', 'done'],
      ]).toContainEqual(codes)
    }
    await world.close()
  })
})
