import type { Id } from '@loggia/kernel'
import { toContent, toForm } from '@loggia/protocol/console/catalog/draft/content'
import { emptyForm } from '@loggia/protocol/console/catalog/draft/form'
import type { Form } from '@loggia/protocol/console/catalog/draft/form'
import { countProgress } from '@loggia/protocol/console/catalog/draft/progress'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, listRuleEngines } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import { makePng } from '../../media/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { createExampleDraft } from './example-draft.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const named: Form = { ...emptyForm, name: { zh: '云账本', en: '' } }
const complete = toForm(createExampleDraft())

describe.each(listRuleEngines(postgresUrl))('drafts that may be incomplete on %s', (engine) => {
  let world: World
  let serial = 0
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterAll(() => world.close())

  async function openSeller(grants: string[] = ['products:write', 'prices:write']) {
    const main = await world.given.seller()
    const { member } = await world.market.parties.addColleague(
      main,
      { kind: 'seller', id: main.sellerId },
      {
        email: `typed-drafts-${(serial += 1)}@loggia.example`,
        name: 'A colleague',
        language: 'en-US',
        rights: { main: false, grants },
      },
    )
    const colleague: MemberActor = { ...main, memberId: member.id, name: 'A colleague' }
    return { main, colleague }
  }
  const begin = (actor: MemberActor, form: Form) => world.market.catalog.beginDraft({ actor }, form)

  test('what a seller has typed is saved, and a colleague continues until the product is there', async () => {
    const { main, colleague } = await openSeller()
    const { catalog } = world.market

    const { productId, version, complete: isWritten } = await begin(main, named)
    const [listed] = await catalog.listForms(colleague)
    const found = await catalog.getForm(colleague, productId)
    const saved = await catalog.saveForm(colleague, productId, { form: complete, version })

    expect(isWritten).toBe(false)
    expect(listed).toMatchObject({ productId, exists: false, form: named, savedBy: { name: main.name } })
    expect(countProgress(listed?.faults ?? [])).toEqual({ done: 4, of: 11 })
    expect(found.form).toEqual(named)
    expect(found.faults).toContainEqual({ field: 'name.en', code: 'required' })
    expect(saved).toMatchObject({ productId, version: 2, faults: [], complete: true })
    expect(await catalog.listForms(main)).toEqual([])
    expect((await catalog.getContent(main, productId)).name.en).toBe('Cloud Ledger')
  })

  test('a form that a server of an earlier version has saved opens with what is new in it empty', async () => {
    const { main } = await openSeller()
    const { catalog } = world.market
    const { productId } = await begin(main, { ...named, video: 'https://video.seller.example' })
    await world.platform.db.script(
      `update product_draft set form = form - 'video' - 'documents' - 'dataLocation' where product_id = '${productId}'`,
    )

    expect((await catalog.getForm(main, productId)).form).toEqual(named)
    expect(await catalog.listForms(main)).toMatchObject([{ productId, form: named }])
  })

  test('of two who type on one version the second is told who was first, and nothing is overwritten', async () => {
    const { main, colleague } = await openSeller()
    const { catalog } = world.market
    const { productId, version } = await begin(main, named)
    const byColleague = { ...named, summary: { zh: '记账', en: '' } }

    await catalog.saveForm(colleague, productId, { form: byColleague, version })
    const second = catalog.saveForm(main, productId, { form: emptyForm, version })

    await expect(second).rejects.toMatchObject({
      kind: 'conflict',
      code: 'catalog.draft_changed',
      details: { by: 'A colleague', at: expect.any(String) },
    })
    expect((await catalog.getForm(main, productId)).form).toEqual(byColleague)
  })

  test('of two saves at the same time one is refused', async () => {
    const { main, colleague } = await openSeller()
    const { productId, version } = await begin(main, named)
    const save = (actor: MemberActor, zh: string) =>
      world.market.catalog.saveForm(actor, productId, { form: { ...named, name: { zh, en: '' } }, version })

    const outcomes = await Promise.allSettled([save(main, '甲'), save(colleague, '乙')])

    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect((await world.market.catalog.getForm(main, productId)).draft?.version).toBe(2)
  })

  test('a draft of before, without a row, is continued; what became incomplete is not submitted, and the product keeps its content', async () => {
    const { main } = await openSeller()
    const { catalog } = world.market
    const { productId } = await catalog.saveDraft({ actor: main }, createExampleDraft())
    const { form, draft, exists } = await catalog.getForm(main, productId)

    const without = { ...form, summary: { zh: '', en: '' } }
    const saved = await catalog.saveForm(main, productId, { form: without, version: 0 })

    expect({ draft, exists }).toEqual({ draft: undefined, exists: true })
    expect(saved.complete).toBe(false)
    expect(saved.faults.map(({ field }) => field)).toEqual(['summary.zh', 'summary.en'])
    expect((await catalog.getContent(main, productId)).summary.en).toBe('Bookkeeping')
    await expect(catalog.submit(main, productId)).rejects.toMatchObject({
      code: 'catalog.draft_incomplete',
      details: { open: 2 },
    })
    await catalog.discardForm(main, productId, saved.version)
    expect((await catalog.getForm(main, productId)).form.summary.en).toBe('Bookkeeping')
  })

  test('a draft that was written through the interface counts as a newer version', async () => {
    const { main } = await openSeller()
    const { catalog } = world.market
    const { productId } = await catalog.saveDraft({ actor: main }, createExampleDraft())
    const { form } = await catalog.getForm(main, productId)

    await catalog.updateDraft(main, productId, await catalog.getContent(main, productId))

    await expect(catalog.saveForm(main, productId, { form, version: 0 })).rejects.toMatchObject({
      code: 'catalog.draft_changed',
    })
  })

  test('what pages do not judge is judged by the rules of every product, at its field', async () => {
    const { main } = await openSeller()
    const [first, ...others] = complete.specifications
    const branded: Form = {
      ...complete,
      specifications: [{ ...first!, name: { zh: 'Loggia 版', en: 'Standard' } }, ...others],
    }

    const saved = await begin(main, branded)

    expect(saved.complete).toBe(false)
    expect(saved.faults).toEqual([
      {
        field: 'specifications.0.name.zh',
        said: { zh: expect.any(String), en: expect.stringContaining('brand') },
      },
    ])
  })

  test('another seller neither reads, saves nor deletes it', async () => {
    const { main } = await openSeller()
    const { main: other } = await openSeller()
    const { catalog } = world.market
    const { productId, version } = await begin(main, named)
    const missing = { kind: 'not_found', code: 'catalog.product_not_found' }

    await expect(catalog.getForm(other, productId)).rejects.toMatchObject(missing)
    await expect(catalog.saveForm(other, productId, { form: named, version })).rejects.toMatchObject(missing)
    await expect(catalog.discardForm(other, productId, version)).rejects.toMatchObject(missing)
    const unknown: Id<'prd'> = 'prd_00000000000000000000000000'
    await expect(catalog.saveForm(other, unknown, { form: named, version: 0 })).rejects.toMatchObject(missing)
    expect(await catalog.listForms(other)).toEqual([])
  })

  test('R2: without the right to prices a colleague completes everything but the prices', async () => {
    const { main, colleague } = await openSeller(['products:write'])
    const { catalog } = world.market
    const { productId, version } = await begin(main, { ...complete, summary: { zh: '', en: '' } })
    const { form } = await catalog.getForm(colleague, productId)
    const [first, ...others] = form.specifications
    const cheaper = { ...first!, skus: first!.skus.map((sku) => ({ ...sku, amounts: { month: ['0.01'] } })) }
    const refused = { code: 'catalog.price_right_missing' }

    await expect(begin(colleague, complete)).rejects.toMatchObject(refused)
    await expect(
      catalog.saveForm(colleague, productId, {
        form: { ...form, specifications: [cheaper, ...others] },
        version,
      }),
    ).rejects.toMatchObject(refused)
    const summary = { zh: '记账', en: 'Books' }

    expect(
      await catalog.saveForm(colleague, productId, { form: { ...form, summary }, version }),
    ).toMatchObject({
      complete: true,
    })
  })

  test('a seller has at most fifty unfinished drafts, also if it begins two at once', async () => {
    const { main } = await openSeller()
    const { catalog } = world.market
    for (let i = 0; i < 49; i += 1) await begin(main, named)

    const outcomes = await Promise.allSettled([begin(main, named), begin(main, named)])

    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(begin(main, named)).rejects.toMatchObject({
      code: 'catalog.too_many_drafts',
      details: { max: 50 },
    })
    const [one] = await catalog.listForms(main)
    await catalog.discardForm(main, one!.productId, one!.version)
    await begin(main, named)
  })

  test('a picture of another seller is refused, and one’s own stays as long as the draft has it', async () => {
    const { main } = await openSeller()
    const { main: other } = await openSeller()
    const { media } = world.market
    const bytes = makePng({ data: new Uint8ClampedArray(120 * 120 * 4), width: 120, height: 120 })
    const { id, files } = await media.upload({ actor: main }, { purpose: 'logo', bytes })
    const logo = `/media/${files[0].name}`

    await expect(begin(other, { ...named, logo })).rejects.toMatchObject({ code: 'media.not_found' })
    const { productId, version } = await begin(main, { ...named, logo })
    await expect(media.remove(main, id)).rejects.toMatchObject({ code: 'media.in_use' })
    await world.market.catalog.discardForm(main, productId, version)
    await media.remove(main, id)
  })

  test('R49: what is typed of a change of a listed product stays a draft until it is filed', async () => {
    const { main } = await openSeller()
    const { catalog } = world.market
    const { productId } = await world.given.listedProduct('https://saas.example', main)
    await world.given.passedCases(main, productId)
    const { form } = await catalog.getForm(main, productId)
    const changed = { ...form, summary: { zh: '新的介绍', en: 'A new summary' } }

    const saved = await catalog.saveForm(main, productId, { form: changed, version: 0 })

    expect(saved).toMatchObject({ complete: false, faults: [] })
    expect((await catalog.getContent(main, productId)).summary).not.toEqual(changed.summary)
    expect((await catalog.listForms(main)).map((one) => one.exists)).toEqual([true])
    await catalog.proposeChange(main, productId, {
      ...(await catalog.getContent(main, productId)),
      summary: changed.summary,
    })
    expect(await catalog.listForms(main)).toEqual([])
  })

  describe('a draft of a change, while something else of the product is approved,', () => {
    const open = async () => {
      const { main, colleague } = await openSeller()
      const { productId } = await world.given.listedProduct('https://saas.example', main)
      await world.given.passedCases(main, productId)
      const operator = await world.given.operator()
      const approve = () => world.market.catalog.decide(operator, productId, { approve: true })
      return { main, colleague, productId, approve }
    }
    const summary = { zh: '新的介绍', en: 'A new summary' }

    test('does not undo it, and a save of what was read before is refused', async () => {
      const { main, productId, approve } = await open()
      const { catalog } = world.market
      const { form } = await catalog.getForm(main, productId)
      const changed = { ...form, summary }
      const { version } = await catalog.saveForm(main, productId, { form: changed, version: 0 })
      await catalog.proposeVisibility(main, productId, { hidden: true })
      await approve()

      const found = await catalog.getForm(main, productId)

      expect(found.form).toMatchObject({ hidden: true, summary })
      await expect(catalog.saveForm(main, productId, { form: changed, version })).rejects.toMatchObject({
        code: 'catalog.draft_changed',
      })
      await catalog.proposeChange(main, productId, {
        ...toContent(found.form),
        tags: ['协同'],
        version: found.draft?.version,
      })
    })

    test('who has typed without saving is told too', async () => {
      const { main, productId, approve } = await open()
      const { catalog } = world.market
      const { form } = await catalog.getForm(main, productId)
      await catalog.proposeVisibility(main, productId, { hidden: true })
      await approve()

      await expect(catalog.saveForm(main, productId, { form, version: 0 })).rejects.toMatchObject({
        code: 'catalog.draft_changed',
      })
    })

    test('has no specification that was delisted, and can be filed', async () => {
      const { main, colleague, productId, approve } = await open()
      const { catalog } = world.market
      const { form } = await catalog.getForm(main, productId)
      const [first] = form.specifications
      const second = { ...first!, id: undefined, key: 'k600', name: { zh: '专业版', en: 'Professional' } }
      await catalog.proposeChange(main, productId, toContent({ ...form, specifications: [first!, second] }))
      await approve()
      const before = await catalog.getForm(main, productId)
      const [standard, professional] = before.form.specifications
      const dearer = { ...professional!, name: { zh: '专业加强版', en: 'Professional Plus' } }
      await catalog.saveForm(main, productId, {
        form: { ...before.form, specifications: [standard!, dearer] },
        version: before.draft?.version ?? 0,
      })
      await catalog.requestDelisting(colleague, productId, {
        reason: 'sold no more',
        specificationIds: [professional!.id!],
      })
      await approve()

      const after = await catalog.getForm(main, productId)

      expect(after.form.specifications.map(({ id }) => id)).toEqual([standard!.id])
      expect(after.faults).toEqual([])
      await catalog.proposeChange(main, productId, {
        ...toContent(after.form),
        version: after.draft?.version,
      })
    })

    test('a change is not filed over what a colleague has saved', async () => {
      const { main, colleague, productId } = await open()
      const { catalog } = world.market
      const { form } = await catalog.getForm(main, productId)
      await catalog.saveForm(colleague, productId, { form: { ...form, summary }, version: 0 })

      const filed = catalog.proposeChange(main, productId, { ...toContent(form), version: 0 })

      await expect(filed).rejects.toMatchObject({ code: 'catalog.draft_changed' })
      expect((await catalog.getForm(colleague, productId)).form.summary).toEqual(summary)
    })
  })
})
