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
