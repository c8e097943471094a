import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { days, minutes } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { sampleItemLimits } from '@loggia/protocol/console/sample-items/kinds'
import { openWorld, worldEngines } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { listHistory } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const ask = { title: 'One of them', days: 30 }

describe.each(worldEngines(postgresUrl))('sample items on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterEach(() => world.reset())
  afterAll(() => world.close())

  const sampleItems = () => world.market.sampleItems
  const declare = (actor: MemberActor, title = ask.title) =>
    sampleItems().declare({ actor }, { ...ask, title })
  const listed = async (actor: MemberActor) => (await sampleItems().list(actor, { limit: 100 })).items
  const statesOf = async (actor: MemberActor) => (await listed(actor)).map(({ state }) => state)
  const kindsOf = async (sellerId: Id<'sel'>) =>
    (await listHistory(world.platform.db, sellerId))
      .map(({ kind }) => kind)
      .filter((kind) => kind.startsWith('sample_item.'))
  const messagesOf = async (id: Id<'sel'>) =>
    (await world.market.notifications.list({ kind: 'seller', id }, { limit: 10 })).items

  test('is in force from the moment it is declared, with its end and a record of it', async () => {
    const seller = await world.given.seller()

    const declared = await declare(seller)

    expect(declared).toMatchObject({
      ...ask,
      state: 'in_force',
      declaredAt: world.clock.now(),
      endsAt: world.clock.now() + days(30),
    })
    expect(await listed(seller)).toEqual([declared])
    expect(await kindsOf(seller.sellerId)).toEqual(['sample_item.declared'])
  })

  test('declared again under the same key it is one', async () => {
    const actor = await world.given.seller()
    const request = { actor, idempotency: { key: 'once', input: ask } }

    const first = await sampleItems().declare(request, ask)
    const again = await sampleItems().declare(request, ask)

    expect(again).toEqual(first)
    expect(await listed(actor)).toHaveLength(1)
  })

  test('the list goes from the newest to the oldest, page by page', async () => {
    const seller = await world.given.seller()
    for (const title of ['a', 'b', 'c']) await declare(seller, title)

    const first = await sampleItems().list(seller, { limit: 2 })
    const rest = await sampleItems().list(seller, { limit: 2, after: first.next })

    expect(first.items.map(({ title }) => title)).toEqual(['c', 'b'])
    expect(rest.items.map(({ title }) => title)).toEqual(['a'])
    expect(rest.next).toBeUndefined()
  })

  test('is over when its term is, and its seller has a message of that', async () => {
    const seller = await world.given.seller()
    const { id } = await declare(seller)

    await world.advance(days(30) - 1)
    expect(await statesOf(seller)).toEqual(['in_force'])
    await world.advance(1)

    expect(await statesOf(seller)).toEqual(['ended'])
    expect(await kindsOf(seller.sellerId)).toEqual(['sample_item.declared', 'sample_item.ended'])
    expect(await messagesOf(seller.sellerId)).toMatchObject([
      { kind: 'sample_item_ended', subject: id, data: { title: ask.title } },
    ])
  })

  test('is withdrawn once, and does not end any more', async () => {
    const seller = await world.given.seller()
    const { id } = await declare(seller)
    await world.advance(minutes(1))

    const withdrawn = await sampleItems().withdraw(seller, id)

    expect(withdrawn).toMatchObject({ state: 'withdrawn', withdrawnAt: world.clock.now() })
    await expect(sampleItems().withdraw(seller, id)).rejects.toMatchObject({
      code: 'sample_item.not_in_force',
    })
    await world.advance(days(31))
    expect(await statesOf(seller)).toEqual(['withdrawn'])
    expect(await kindsOf(seller.sellerId)).toEqual(['sample_item.declared', 'sample_item.withdrawn'])
    expect(await messagesOf(seller.sellerId)).toEqual([])
  })

  test('of several that are declared at once, none is one too many', async () => {
    const seller = await world.given.seller()
    for (let count = 1; count < sampleItemLimits.inForce; count += 1) await declare(seller)

    const outcomes = await Promise.allSettled([1, 2, 3].map(() => declare(seller)))

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of outcomes)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'sample_item.too_many' })
    const [newest] = await listed(seller)
    if (newest) await sampleItems().withdraw(seller, newest.id)
    await declare(seller)
    expect(await listed(seller)).toHaveLength(sampleItemLimits.inForce + 1)
  })

  test('another seller’s is not there, and who is no seller declares none', async () => {
    const { id } = await declare(await world.given.seller())
    const other = await world.given.seller()

    await expect(sampleItems().withdraw(other, id)).rejects.toMatchObject({ code: 'sample_item.not_found' })
    expect(await listed(other)).toEqual([])
    await expect(declare(await world.given.buyer())).rejects.toMatchObject({ kind: 'forbidden' })
  })
})
