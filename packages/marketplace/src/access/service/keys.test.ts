import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { listRuleEngines, openWorld } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import { listHistory } from '../../platform/index.ts'
import { createBoundDrafts, draft, speech } from '../testing/bound-drafts.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('access keys on %s', (engine) => {
  let world: World
  let drafts: ReturnType<typeof createBoundDrafts>
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    drafts = createBoundDrafts(world, await world.given.operator())
  })
  afterAll(() => world.close())

  const rows = async <T>(query: ReturnType<typeof sql<T>>) =>
    (await query.execute(world.platform.db.withTables<unknown>())).rows

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

  test('R256: a bound key is not deleted and the products are named; an unbound one is', async () => {
    const { seller, productId, addressId, keyId } = await drafts.bind()
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
    expect(await drafts.listKinds(keyId)).toEqual(['key.made', 'key.deleted'])
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
