import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromHours } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { listRuleEngines, openScriptedSeller, openWorld } from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import { createExampleDraft } from '../../catalog/service/example-draft.ts'
import { listHistory, runInTx, toTimestamptz } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import type { AccessTables } from '../tables.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('names and rotation of keys, on %s', (engine) => {
  let world: World
  let server: ScriptedSeller
  let seller: MemberActor & { sellerId: Id<'sel'> }
  let productId: Id<'prd'>
  let old: Id<'key'>
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    server = await openScriptedSeller()
  })
  beforeEach(async () => {
    await world.reset()
    seller = await world.given.seller()
    ;({ productId } = await world.given.listedProduct(server.url, seller))
    old = (await listed())[0]?.id ?? 'key_none'
  })
  afterAll(async () => {
    await world.close()
    await server.close()
  })

  const access = () => world.market.access
  const listed = async () => (await world.market.views.listKeys(seller.sellerId, { limit: 10 })).items
  const keyOf = async (id: Id<'key'>) => (await listed()).find((key) => key.id === id)
  const signsWith = async () =>
    (await access().getAccess(world.platform.db, { sellerId: seller.sellerId, family: 'saas', productId }))
      .keyId
  const endEarly = async (id: Id<'key'>, replacedBy: Id<'key'> | null = null) => {
    const ended_at = toTimestamptz(world.platform.clock.now())
    const keys = world.platform.db.withTables<AccessTables>().updateTable('access_key')
    await keys.set({ replaced_by: replacedBy, ends_at: ended_at, ended_at }).where('id', '=', id).execute()
  }
  const kinds = async (subject: string) =>
    (await listHistory(world.platform.db, subject)).map(({ kind }) => kind)

  test('a key has the name that it was made with, and can be named again', async () => {
    const { id } = await access().makeKey(seller, 'basic', 'Staging')
    await access().nameKey(seller, id, 'Production')

    expect(await keyOf(id)).toMatchObject({ name: 'Production' })
    expect(await kinds(id)).toEqual(['key.made', 'key.named'])
  })

  test('until the chosen time the old key signs, then everything that used it moves to the new one at once', async () => {
    const next = await access().rotateKey(seller, old, 24)

    expect(await keyOf(old)).toMatchObject({ replacedBy: { id: next.id, hint: next.hint } })
    await world.advance(fromHours(23))
    expect(await signsWith()).toBe(old)
    await world.advance(fromHours(2))

    expect(await signsWith()).toBe(next.id)
    expect(await keyOf(old)).toMatchObject({ boundProducts: [], endedAt: expect.any(String) })
    expect(await keyOf(next.id)).toMatchObject({ boundProducts: [{ id: productId }] })
    expect(await kinds(old)).toEqual(['key.made', 'key.rotation_started', 'key.ended'])
    expect((await kinds(productId)).at(-1)).toBe('product.access_bound')
  })

  test('a rotation can be completed at once, and is then over', async () => {
    const next = await access().rotateKey(seller, old, 720)

    await access().completeRotation(seller, old)

    expect(await signsWith()).toBe(next.id)
    await expect(access().completeRotation(seller, old)).rejects.toMatchObject({
      code: 'access.key_not_rotating',
    })
    await world.advance(fromHours(721))
    expect(await kinds(old)).toEqual(['key.made', 'key.rotation_started', 'key.ended'])
  })

  test('a cancelled rotation changes nothing, and the new key stays', async () => {
    const next = await access().rotateKey(seller, old, 1)

    await access().cancelRotation(seller, old)
    await world.advance(fromHours(2))

    expect(await signsWith()).toBe(old)
    expect(await keyOf(next.id)).toMatchObject({ boundProducts: [] })
    await access().deleteKey(seller, next.id)
  })

  test('neither key of a rotation is deleted or rotated meanwhile, and an ended key is bound nowhere', async () => {
    const next = await access().rotateKey(seller, old, 24)
    const rotating = { code: 'access.key_rotating' }
    await expect(access().deleteKey(seller, next.id)).rejects.toMatchObject(rotating)
    await expect(access().rotateKey(seller, old, 24)).rejects.toMatchObject(rotating)
    await expect(access().rotateKey(seller, next.id, 1)).rejects.toMatchObject(rotating)
    await access().completeRotation(seller, old)

    const [address] = (await world.market.views.listAddresses(seller.sellerId, { limit: 1 })).items
    await expect(
      access().bind(seller, productId, {
        addressId: address?.id ?? 'adr_none',
        keyId: old,
        speech: { protocol: 'saas-v2' },
        confirm: true,
      }),
    ).rejects.toMatchObject({ code: 'access.key_ended' })
    await expect(access().rotateKey(seller, old, 24)).rejects.toMatchObject({ code: 'access.key_ended' })
    await access().deleteKey(seller, old)
    expect((await listed()).map(({ id }) => id)).toEqual([next.id])
  })

  test('if the successor ended first, everything moves to the key that took its place', async () => {
    const next = await access().rotateKey(seller, old, 24)
    const last = await access().makeKey(seller, 'basic', 'Last')
    // Rotations in a row were possible once.
    await endEarly(next.id, last.id)

    await access().completeRotation(seller, old)

    expect(await signsWith()).toBe(last.id)
  })

  test('a product with an ended key is not ready to be submitted', async () => {
    const { productId: draft } = await world.market.catalog.saveDraft({ actor: seller }, createExampleDraft())
    const [address] = (await world.market.views.listAddresses(seller.sellerId, { limit: 1 })).items
    const addressId = address?.id ?? 'adr_none'
    await access().bind(seller, draft, {
      addressId,
      keyId: old,
      speech: { protocol: 'saas-v2' },
      confirm: true,
    })
    await endEarly(old)

    const submitted = { productId: draft, sellerId: seller.sellerId, type: 'product.submitted' } as const
    const ready = runInTx(world.platform, { actor: seller }, (tx) =>
      access().requireReady(tx, submitted, 'saas'),
    )

    await expect(ready).rejects.toMatchObject({
      code: 'access.key_ended',
    })
  })

  test('keys of another seller are not found', async () => {
    const other = await world.given.seller()
    const unknown = { code: 'access.key_not_found' }

    await expect(access().rotateKey(other, old, 24)).rejects.toMatchObject(unknown)
    await expect(access().nameKey(other, old, 'mine')).rejects.toMatchObject(unknown)
    await expect(access().cancelRotation(other, old)).rejects.toMatchObject(unknown)
    await expect(access().completeRotation(other, old)).rejects.toMatchObject(unknown)
  })

  test('the list says when a key last signed a call', async () => {
    expect((await keyOf(old))?.usedAt).toBeUndefined()
    await world.given.paidOrder(await world.given.buyer(), productId)
    await world.settle()

    await expect.poll(async () => (await keyOf(old))?.usedAt).toBeDefined()
  })
})
