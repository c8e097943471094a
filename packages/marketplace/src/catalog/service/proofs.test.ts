import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addMs, fromDays, fromHours } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { openWorld, listRuleEngines } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import { saveReadyDraft } from '../testing/ready-draft.ts'
import { createExampleDraft } from './example-draft.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const draft = createExampleDraft({})
const certificate = { kind: 'compatibility' as const, holder: '云账本' }

describe.each(listRuleEngines(postgresUrl))('what a seller shows of a product, on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterAll(() => world.close())

  /** The date in the market's zone. */
  const today = () => new Date(addMs(world.clock.now(), fromHours(8))).toISOString().slice(0, 10)
  /** Those of the certificates that buyers see; undefined if there are none, or no page. */
  const numbersOf = async (productId: Id<'prd'>) =>
    (await world.market.views.getProduct(productId).catch(() => undefined))?.certificates?.map(
      ({ number }) => number,
    )

  test('a video, documents, where data lie and reviewed certificates (R57) are on the page of the product', async () => {
    const { seller, productId } = await saveReadyDraft(world, draft)
    const { catalog, views } = world.market
    const shown = {
      video: 'https://video.seller.example/1',
      documents: [{ name: { zh: '指南', en: 'Guide' }, address: 'https://docs.seller.example/guide.pdf' }],
      dataLocation: { zh: '上海', en: 'Shanghai' },
      certificates: [{ kind: 'compatibility' as const, number: 'C-1', holder: '云账本' }],
    }
    await catalog.updateDraft(seller, productId, { ...draft, ...shown })
    expect(await catalog.getContent(seller, productId)).toMatchObject(shown)
    await catalog.submit(seller, productId)
    await catalog.decide(await world.given.operator(), productId, { approve: true, reason: '' })

    expect(await views.getProduct(productId)).toMatchObject(shown)
  })

  test('R57: buyers see the certificates that are valid', async () => {
    const { seller, productId } = await saveReadyDraft(world, draft)
    const { catalog } = world.market
    await catalog.updateDraft(seller, productId, {
      ...draft,
      certificates: [
        { ...certificate, number: 'C-1' },
        { ...certificate, number: 'C-2', validUntil: today() },
      ],
    })
    await catalog.submit(seller, productId)
    await catalog.decide(await world.given.operator(), productId, { approve: true, reason: '' })
    expect(await numbersOf(productId)).toEqual(['C-1', 'C-2'])

    await world.advance(fromDays(2))

    expect(await numbersOf(productId)).toEqual(['C-1'])
  })

  test('R57: certificates from before buyers saw any are shown once their seller submits the product again', async () => {
    const { seller, productId } = await saveReadyDraft(world, draft)
    const { catalog } = world.market
    const operator = await world.given.operator()
    const approve = () => catalog.decide(operator, productId, { approve: true, reason: '' })
    await catalog.updateDraft(seller, productId, {
      ...draft,
      certificates: [{ ...certificate, number: 'C-1' }],
    })
    await world.platform.db.script('update product set certificates_shown = false')

    await catalog.submit(seller, productId)
    expect(await numbersOf(productId)).toBeUndefined()
    await approve()
    expect(await numbersOf(productId)).toEqual(['C-1'])

    // As an application from before: its seller did not know.
    await world.platform.db.script('update product set certificates_shown = false')
    await catalog.proposeVisibility(seller, productId, { hidden: true })
    await approve()
    expect(await numbersOf(productId)).toBeUndefined()
    expect((await catalog.getContent(seller, productId)).certificates).toHaveLength(1)
    await catalog.proposeChange(seller, productId, await catalog.getContent(seller, productId))
    await approve()
    expect(await numbersOf(productId)).toEqual(['C-1'])
  })

  test('documents have different names, because reviewers and buyers know them by these', async () => {
    const { seller, productId } = await saveReadyDraft(world, draft)
    const guide = { name: { zh: '指南', en: 'Guide' }, address: 'https://docs.seller.example/guide.pdf' }
    const documents = [guide, { ...guide, name: { zh: '白皮书', en: ' Guide ' } }]

    await expect(
      world.market.catalog.updateDraft(seller, productId, { ...draft, documents }),
    ).rejects.toMatchObject({ code: 'catalog.document_repeated', details: { name: 'Guide' } })
  })
})
