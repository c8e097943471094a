import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromDays } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { mostTemplateFiles } from '@loggia/protocol/console/supervision/kinds'
import { listRuleEngines, openWorld } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import { listHistory } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { createSupervisionRoutes } from '../routes.ts'
import { buySupervised, criteria, pdf, template } from '../testing/supervised.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const main = { main: true, grants: [] as string[] }

describe.each(listRuleEngines(postgresUrl))('the files of a delivery template, on %s', (engine) => {
  let world: World
  let seller: MemberActor & { readonly sellerId: Id<'sel'> }
  let productId: Id<'prd'>
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  beforeEach(async () => {
    await world.reset()
    const own = await world.given.seller()
    ;({ productId } = await world.given.listedProduct('http://127.0.0.1:9/', own, {
      type: 'manual_service',
      supervision: { flow: 'standard', template, criteria },
    }))
    seller = own as typeof seller
  })
  afterAll(() => world.close())

  const acts = () => world.market.supervisions
  const add = (name: string, request: { actor: MemberActor } = { actor: seller }) =>
    acts().addTemplate(request, productId, { ...pdf, name })
  const idOf = async (name: string): Promise<Id<'fil'>> =>
    (await add(name)).find((file) => file.name === name)?.id ?? 'fil_none'
  const ofProduct = async () =>
    (await acts().listTemplates(seller, 'seller', productId)).map(({ name }) => name)
  const buy = async () => {
    const buyer = await world.given.buyer(1_000_000n)
    const orderId = await world.given.paidOrder(buyer, productId)
    const ofDelivery = async (actor = buyer, role: 'buyer' | 'seller' | 'operator' = 'buyer') =>
      (await acts().listOfOrder(actor, role, orderId)).flatMap(({ files }) =>
        files('template').map(({ name }) => name),
      )
    return { buyer, ofDelivery }
  }
  const read = (actor: MemberActor, id: Id<'fil'>, rights = main) =>
    world.market.files.read({ actor, rights: { buyer: rights, seller: rights, operator: rights } }, id)

  test('R38, R97: a delivery has the files of its payment, whatever the seller changes later', async () => {
    const operator = await world.given.operator()
    const old = await idOf('survey.pdf')
    const { buyer, ofDelivery } = await buy()

    await acts().removeTemplate(seller, productId, old)
    await add('newer.pdf')
    await world.advance(fromDays(3))

    expect(await ofProduct()).toEqual(['newer.pdf'])
    expect(await ofDelivery()).toEqual(['survey.pdf'])
    expect(await ofDelivery(seller, 'seller')).toEqual(['survey.pdf'])
    expect(await ofDelivery(operator, 'operator')).toEqual(['survey.pdf'])
    for (const actor of [buyer, seller, operator])
      expect((await read(actor, old)).file.name).toBe('survey.pdf')
    expect(await (await buy()).ofDelivery()).toEqual(['newer.pdf'])
    await expect(acts().removeTemplate(seller, productId, old)).rejects.toMatchObject({
      code: 'file.not_found',
    })
  })

  test('before a purchase its seller and operators read a file, also one who only manages products', async () => {
    const id = await idOf('survey.pdf')
    const operator = await world.given.operator()

    expect((await read(seller, id, { main: false, grants: ['products:read'] })).file.id).toBe(id)
    expect((await read(operator, id, { main: false, grants: ['reviewer'] })).file.id).toBe(id)
    await expect(read(seller, id, { main: false, grants: ['calls:read'] })).rejects.toMatchObject({
      code: 'parties.right_missing',
    })
    for (const stranger of [await world.given.buyer(), await world.given.seller()])
      await expect(read(stranger, id)).rejects.toMatchObject({ code: 'file.not_found' })
  })

  test('one that was bought without is not read by its buyer, and one that was removed is gone after a day', async () => {
    const { buyer, ofDelivery } = await buy()
    const id = await idOf('late.pdf')
    await expect(read(buyer, id)).rejects.toMatchObject({ code: 'file.not_found' })
    expect(await ofDelivery()).toEqual([])

    await acts().removeTemplate(seller, productId, id)
    await world.advance(fromDays(2))

    await expect(read(seller, id)).rejects.toMatchObject({ code: 'file.not_found' })
  })

  test('a product has few of them, and only if its buyers may be asked', async () => {
    for (let n = 0; n < mostTemplateFiles; n += 1) await add(`${n}.pdf`)
    await expect(add('more.pdf')).rejects.toMatchObject({ code: 'file.too_many' })
    expect(await ofProduct()).toHaveLength(mostTemplateFiles)
    const goods = await world.given.listedProduct('http://127.0.0.1:9/', seller, { type: 'hardware' })

    await expect(acts().addTemplate({ actor: seller }, goods.productId, pdf)).rejects.toMatchObject({
      code: 'supervision.no_template',
    })
  })

  test('files that are no documents are refused', async () => {
    const html = { name: 'x.pdf', mediaType: 'text/html', content: Buffer.from('<script>alert(1)</script>') }

    for (const [mediaType, code] of [
      ['text/html', 'file.type_unsupported'],
      ['application/pdf', 'file.type_differs'],
    ] as const)
      await expect(
        acts().addTemplate({ actor: seller }, productId, { ...html, mediaType }),
      ).rejects.toMatchObject({ code })
  })

  test('nobody else lists, adds or removes; a file of another product is not removed here', async () => {
    const id = await idOf('survey.pdf')
    const stranger = await world.given.seller()
    const other = await world.given.listedProduct('http://127.0.0.1:9/', stranger)
    const absent = { code: 'catalog.product_not_found' }

    await expect(add('theirs.pdf', { actor: stranger })).rejects.toMatchObject(absent)
    await expect(acts().listTemplates(stranger, 'seller', productId)).rejects.toMatchObject(absent)
    await expect(acts().listTemplates(seller, 'operator', productId)).rejects.toMatchObject({
      code: 'parties.not_an_operator',
    })
    await expect(acts().removeTemplate(stranger, productId, id)).rejects.toMatchObject(absent)
    await expect(acts().removeTemplate(stranger, other.productId, id)).rejects.toMatchObject({
      code: 'file.not_found',
    })
    expect(await ofProduct()).toEqual(['survey.pdf'])
  })

  test('R97: a delivery that asks for nothing has no files', async () => {
    const it = await buySupervised(world, { flow: 'simplified' })
    await acts().addTemplate({ actor: it.seller }, it.productId, pdf)
    const buyer = await world.given.buyer(1_000_000n)
    const orderId = await world.given.paidOrder(buyer, it.productId)

    const [shown] = await acts().listOfOrder(buyer, 'buyer', orderId)

    expect(shown?.files('template')).toEqual([])
  })

  test('each change is in the history of the product, for reviewers', async () => {
    const id = await idOf('survey.pdf')
    await acts().removeTemplate(seller, productId, id)

    const facts = (await listHistory(world.platform.db, productId)).slice(-2)
    expect(facts).toMatchObject(
      ['product.template_added', 'product.template_removed'].map((kind) => ({
        kind,
        actor: { id: seller.memberId },
        data: { file: 'survey.pdf' },
      })),
    )
  })

  test('the routes take a file in Base64, list it with its path for seller and reviewer, and remove it', async () => {
    const routes = createSupervisionRoutes(acts(), world.market.views)
    const ask = async (key: string, actor: MemberActor, more: object = {}): Promise<unknown> => {
      const route = routes[key as 'GET /api/seller/products/:productId/delivery-templates']
      const { params = {}, ...rest } = more as { params?: object }
      return route?.({ actor, request: { actor }, params: { productId, ...params }, ...rest } as never)
    }
    const [own, reviewed] = ['seller', 'operator'].map(
      (role) => `GET /api/${role}/products/:productId/delivery-templates`,
    ) as [string, string]
    const operator = await world.given.operator()
    const file = { ...pdf, name: 'survey.pdf', content: pdf.content.toString('base64') }

    const added = await ask('POST /api/seller/products/:productId/delivery-templates', seller, {
      body: { file },
    })
    const { items } = (await ask(own, seller)) as { items: { id: Id<'fil'> }[] }

    expect(items).toMatchObject([{ name: 'survey.pdf', path: `/api/files/${items[0]?.id}` }])
    expect([added, await ask(reviewed, operator)]).toEqual([{ items }, { items }])

    const params = { fileId: items[0]?.id }
    expect(
      await ask('DELETE /api/seller/products/:productId/delivery-templates/:fileId', seller, { params }),
    ).toBeNull()
    expect(await ask(reviewed, operator)).toEqual({ items: [] })
  })

  test('an upload that is sent again is added once', async () => {
    const request = { actor: seller, idempotency: { key: 'once', input: 'survey' } }

    await add('survey.pdf', request)
    await add('survey.pdf', request)

    expect(await ofProduct()).toEqual(['survey.pdf'])
  })
})
