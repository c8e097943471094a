import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Id } from '@loggia/kernel'
import type { DraftProduct } from '@loggia/protocol/console'
import { openWorld, listRuleEngines } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { createExampleDraft, createMonthlyPrice } from './example-draft.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const missing = { kind: 'forbidden', code: 'catalog.price_right_missing' }

describe.each(listRuleEngines(postgresUrl))('R2: who may write prices on %s', (engine) => {
  let world: World
  let serial = 0
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterAll(() => world.close())

  /** A main account, and a colleague with some rights. */
  async function sellerWith(grants: string[]) {
    const main = await world.given.seller()
    const { member } = await world.market.parties.addColleague(
      main,
      { kind: 'seller', id: main.sellerId },
      {
        email: `price-right-${(serial += 1)}@loggia.example`,
        name: 'A colleague',
        language: 'en-US',
        rights: { main: false, grants },
      },
    )
    const colleague: MemberActor & { sellerId: Id<'sel'> } = { ...main, memberId: member.id }
    return { main, colleague }
  }
  const dearer = (content: DraftProduct): DraftProduct => ({
    ...content,
    specifications: content.specifications.map((one) => ({ ...one, prices: [createMonthlyPrice('0.01')] })),
  })

  test('without the right to prices a draft is written anew in everything but its prices', async () => {
    const { catalog } = world.market
    const { main, colleague } = await sellerWith(['products:write'])
    const { productId } = await catalog.saveDraft({ actor: main }, createExampleDraft())
    const content = await catalog.getContent(main, productId)
    const named = { ...content, name: { zh: '新名称', en: 'New name' } }
    const withTrial = (one: DraftProduct['specifications'][number]) => ({
      ...one,
      prices: [createMonthlyPrice('10', { trialDays: 7 })],
    })

    await catalog.updateDraft(colleague, productId, named)
    const unwanted: DraftProduct[] = [
      dearer(named),
      { ...named, specifications: named.specifications.map(withTrial) },
      { ...named, specifications: named.specifications.slice(0, 1) },
      { ...named, quantity: { ...named.quantity!, pricing: 'step' } },
    ]

    for (const one of unwanted)
      await expect(catalog.updateDraft(colleague, productId, one)).rejects.toMatchObject(missing)
    await expect(catalog.saveDraft({ actor: colleague }, createExampleDraft())).rejects.toMatchObject(missing)
    expect(await catalog.getContent(main, productId)).toEqual(named)
  })

  test('without the right to prices a change of a listed product is filed unless it changes prices', async () => {
    const { catalog } = world.market
    const { main, colleague } = await sellerWith(['products:write'])
    const { productId } = await world.given.listedProduct('http://127.0.0.1:9/', main)
    const content = await catalog.getContent(main, productId)

    const refused = catalog.proposeChange(colleague, productId, dearer(content))
    await expect(refused).rejects.toMatchObject(missing)
    await world.given.passedCases(main, productId)
    await catalog.proposeChange(colleague, productId, { ...content, summary: { zh: '新的', en: 'New' } })

    const [filed] = (await catalog.listApplications(main, productId, { limit: 1 })).items
    expect(filed).toMatchObject({ kind: 'change', changesPrices: false })
  })

  test('with the right to products and to prices all of it is written', async () => {
    const { catalog } = world.market
    const { colleague } = await sellerWith(['products:write', 'prices:write'])
    const { productId } = await catalog.saveDraft({ actor: colleague }, createExampleDraft())

    await catalog.updateDraft(colleague, productId, dearer(await catalog.getContent(colleague, productId)))

    const [first] = (await catalog.getContent(colleague, productId)).specifications
    expect(first?.prices).toEqual([createMonthlyPrice('0.01')])
  })

  test('a band that costs what is below it is no other price', async () => {
    const { catalog } = world.market
    const { main, colleague } = await sellerWith(['products:write'])
    const { productId } = await catalog.saveDraft(
      { actor: main },
      createExampleDraft({ quantity: { ...createExampleDraft().quantity!, pricing: 'step' } }),
    )
    const content = await catalog.getContent(main, productId)
    const bands = (amount: string) => [{ above: 50, unitPrice: { amount, currency: 'CNY' as const } }]
    const withBands = (amount: string): DraftProduct => ({
      ...content,
      specifications: content.specifications.map((one, i) =>
        i === 0 ? { ...one, prices: [createMonthlyPrice('10', { bands: bands(amount) })] } : one,
      ),
    })

    await catalog.updateDraft(colleague, productId, withBands('10'))

    await expect(catalog.updateDraft(colleague, productId, withBands('9'))).rejects.toMatchObject(missing)
  })
})
