import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromHours } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { listRuleEngines, openScriptedSeller, openWorld } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import { buyService, keepBooks, openCredential, openEnterprise } from '../testing/joint.ts'
import type { OpenedEnterprise } from '../testing/joint.ts'
import { createSellersBooks } from '../testing/sellers-books.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('a seller whose server is down, on %s', (engine) => {
  let world: World
  const books = createSellersBooks()
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterAll(() => world.close())

  test('R273: nobody is asked, and a connection may be given up all the same', async () => {
    const down = await openScriptedSeller()
    down.answer(keepBooks(books))
    const form = { callbackUrl: 'https://down.example/callback' }
    const product = await openCredential(world, down, { form })
    const enterprise = await openEnterprise(world)
    const { apps } = world.market
    const asks: (Pick<OpenedEnterprise, 'buyer' | 'enterpriseId'> & { serviceId: Id<'sub'> })[] = []
    // So many fail at once that the seller counts as down before the five tries of one are over.
    for (const { buyer, enterpriseId } of [
      enterprise,
      await openEnterprise(world),
      await openEnterprise(world),
    ])
      asks.push({ buyer, serviceId: await buyService(world, buyer, product.productId), enterpriseId })
    await down.close()
    const ids: Id<'cap'>[] = []
    for (const { buyer, ...ask } of asks)
      ids.push(await apps.connect({ actor: buyer }, { ...ask, sharedData: [] }))
    const id = ids[0] ?? 'cap_'
    const giveUp = async () => {
      await world.advance(fromHours(6))
      const [last] = (await apps.listBatches(enterprise.buyer, id, { limit: 1 })).items
      expect([last?.batch.state, last?.decisions]).toEqual(['open', ['give_up']])
      expect((await apps.getOfBuyer(enterprise.buyer, id)).stuck).toEqual(last)
      await expect(
        apps.decide(enterprise.buyer, last!.batch.id, { decision: 'repeat' }),
      ).rejects.toMatchObject({ code: 'app.decision_impossible' })
      await apps.decide(enterprise.buyer, last!.batch.id, { decision: 'give_up' })
    }

    await giveUp()
    expect((await apps.getOfBuyer(enterprise.buyer, id)).app.state).toBe('ending')
    await giveUp()

    expect((await apps.getOfBuyer(enterprise.buyer, id)).app.state).toBe('ended')
    expect((await apps.listConnectable(enterprise.buyer, { limit: 10 })).items.length).toBe(1)
  })
})
