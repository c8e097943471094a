import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listRuleEngines, openWorld } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { createBoundDrafts } from '../testing/bound-drafts.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('addresses on %s', (engine) => {
  let world: World
  let operator: MemberActor
  let drafts: ReturnType<typeof createBoundDrafts>
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    operator = await world.given.operator()
    drafts = createBoundDrafts(world, operator)
  })
  afterAll(() => world.close())

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
    expect(await drafts.listKinds(added.id)).toEqual(['address.added', 'address.rejected'])
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
    const url = drafts.createUrl()
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
    const url = drafts.createUrl()

    const first = await world.market.access.addAddress(a, url)
    const second = await world.market.access.addAddress(b, url)

    expect(second.id).not.toBe(first.id)
  })

  test('several are decided at once, each on its own, and each says whether it was', async () => {
    const seller = await world.given.seller()
    const add = async () => (await world.market.access.addAddress(seller, drafts.createUrl())).id
    const [first, decided, last] = [await add(), await add(), await add()]
    await world.market.access.decideAddress(operator, decided, { approve: false, reason: 'no answer' })
    const ids = [first, decided, 'adr_none', last] as const

    const { results } = await world.market.access.decideAddresses(operator, ids, { approve: true })

    expect(results).toMatchObject([
      { id: first, done: true },
      { id: decided, done: false, problem: { code: 'access.address_decided' } },
      { id: 'adr_none', done: false, problem: { code: 'access.address_not_found' } },
      { id: last, done: true },
    ])
    const all = await world.market.views.listAllAddresses({ sellerId: seller.sellerId }, { limit: 5 })
    expect(all.items.map(({ id, state }) => [id, state])).toEqual([
      [last, 'approved'],
      [decided, 'rejected'],
      [first, 'approved'],
    ])
  })

  test('several that are rejected without a reason stay as they were, and say so', async () => {
    const seller = await world.given.seller()
    const { id } = await world.market.access.addAddress(seller, drafts.createUrl())

    const { results } = await world.market.access.decideAddresses(operator, [id], { approve: false })

    expect(results).toMatchObject([{ id, done: false, problem: { code: 'access.reason_missing' } }])
  })

  test('nobody but an operator decides an address', async () => {
    const seller = await world.given.seller()
    const { id } = await world.market.access.addAddress(seller, drafts.createUrl())

    await expect(world.market.access.decideAddress(seller, id, { approve: true })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await expect(world.market.access.addAddress(operator, drafts.createUrl())).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await expect(
      world.market.access.decideAddress(operator, 'adr_none', { approve: true }),
    ).rejects.toMatchObject({ kind: 'not_found' })
  })
})
