import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { mostSavedFilters } from '@loggia/protocol/console/saved-filters/kinds'
import { listRuleEngines, openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import type { MemberActor } from '../platform/index.ts'
import type { NewFilter } from './schema.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const unpaid: NewFilter = {
  list: '/buyer/orders',
  name: '待支付',
  filters: { state: 'pending_payment', text: '档案 %_"' },
}

describe.each(listRuleEngines(postgresUrl))('saved filters on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterEach(() => world.reset())
  afterAll(() => world.close())

  const saved = () => world.market.savedFilters
  const save = (actor: MemberActor, change: Partial<NewFilter> = {}) =>
    saved().save({ actor }, { ...unpaid, ...change })
  const names = async (actor: MemberActor) => (await saved().list(actor)).map(({ name }) => name)

  test('are listed by name as they were saved, renamed and deleted', async () => {
    const buyer = await world.given.buyer()
    const first = await save(buyer)
    await save(buyer, { list: '/buyer/services', name: 'A', filters: { state: 'grace' } })

    expect(await names(buyer)).toEqual(['A', '待支付'])
    expect((await saved().list(buyer))[1]).toEqual({ ...unpaid, id: first.id, createdAt: first.createdAt })

    await saved().rename({ actor: buyer }, first.id, 'B')
    expect(await names(buyer)).toEqual(['A', 'B'])
    await saved().remove({ actor: buyer }, first.id)
    expect(await names(buyer)).toEqual(['A'])
    await expect(saved().remove({ actor: buyer }, first.id)).rejects.toMatchObject({
      code: 'saved_filter.not_found',
    })
  })

  test('are seen and changed by nobody else, and not by the same person for another buyer', async () => {
    const [buyer, other] = [await world.given.buyer(), await world.given.buyer()]
    const { id } = await save(buyer)
    const { buyerId: _, ...nobody } = buyer
    const elsewhere = other.buyerId === undefined ? nobody : { ...buyer, buyerId: other.buyerId }

    for (const actor of [other, elsewhere, nobody]) {
      expect(await saved().list(actor)).toEqual([])
      const notFound = { code: 'saved_filter.not_found' }
      await expect(saved().rename({ actor }, id, 'X')).rejects.toMatchObject(notFound)
      await expect(saved().remove({ actor }, id)).rejects.toMatchObject(notFound)
    }
    expect(await names(buyer)).toEqual(['待支付'])
    // The same name is free there.
    await save(elsewhere)
    expect(await saved().list(elsewhere)).toHaveLength(1)
  })

  test.each(['/seller/orders', '/operator/orders'] as const)('a buyer saves nothing for %s', async (list) => {
    const buyer = await world.given.buyer()
    await expect(save(buyer, { list })).rejects.toMatchObject({ kind: 'forbidden' })
  })

  test('have at least one filter, only filters of their list, and a name of their own', async () => {
    const buyer = await world.given.buyer()
    await save(buyer)

    await expect(save(buyer, { name: 'x', filters: {} })).rejects.toMatchObject({
      code: 'saved_filter.none_set',
    })
    const unknown = save(buyer, { name: 'x', filters: { state: 'completed', attempt: '1' } })
    await expect(unknown).rejects.toMatchObject({ code: 'saved_filter.unknown_filter' })
    const inherited = save(buyer, { name: 'x', filters: { constructor: '1' } })
    await expect(inherited).rejects.toMatchObject({ code: 'saved_filter.unknown_filter' })
    await expect(save(buyer)).rejects.toMatchObject({ code: 'saved_filter.name_taken', field: 'name' })
    const other = await save(buyer, { name: 'other' })
    await expect(saved().rename({ actor: buyer }, other.id, unpaid.name)).rejects.toMatchObject({
      code: 'saved_filter.name_taken',
    })
    // Its own name is no other one.
    await saved().rename({ actor: buyer }, other.id, 'other')
  })

  test('there are at most 20 for a list, also if two are saved at once', async () => {
    const buyer = await world.given.buyer()
    for (let at = 1; at < mostSavedFilters; at += 1) await save(buyer, { name: `Filter ${at}` })

    const both = await Promise.allSettled([save(buyer, { name: 'one' }), save(buyer, { name: 'two' })])

    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'saved_filter.too_many' },
    })
    expect(await names(buyer)).toHaveLength(mostSavedFilters)
    await save(buyer, { list: '/buyer/services', filters: { state: 'grace' } })
  })
})
