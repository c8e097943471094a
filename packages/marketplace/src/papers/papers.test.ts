import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromDays } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { PaperKind } from '@loggia/protocol/console/papers/kinds'
import { listWorldEngines, openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { makePng } from '../media/index.ts'
import { listHistory } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'
import { mostKept } from './rules.ts'

const postgresUrl = process.env['LOGGIA_TEST_POSTGRES']
const company = {
  name: { zh: '青禾软件', en: 'Qinghe Software' },
  registrationNumber: '91310000QH',
  country: 'CN',
  foundedOn: '2019-03-01',
  staff: 40,
  capital: 1_000_000,
  support: { days: 5, hours: 8 },
  taxpayer: 'general',
  contactName: '何青',
  contactEmail: 'he@qinghe.example',
  contactPhone: '+86 21 5550 0101',
  plan: '文档协同',
  documents: '',
} as const
const ask = {
  level: 'enterprise',
  name: { zh: '沧野制造', en: 'Cangye' },
  country: 'SG',
  registrationNumber: '91310000CY',
  documents: '',
} as const
const main = { main: true, grants: [] as string[] }
const png = makePng({ data: new Uint8ClampedArray(4 * 4 * 4), width: 4, height: 4 })
const scan = (name: string) => ({ name, mediaType: 'image/png', content: png })

describe.each(listWorldEngines(postgresUrl))('registration papers on %s', (engine) => {
  let world: World
  let buyer: MemberActor
  let operator: MemberActor
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  beforeEach(async () => {
    await world.reset()
    buyer = await world.given.buyer()
    operator = await world.given.operator()
  })
  afterAll(() => world.close())

  const papers = () => world.market.papers
  const add = async (kind: PaperKind, name = `${kind}.png`, replaces?: Id<'fil'>) =>
    (await papers().add({ actor: buyer }, { purpose: 'selling', kind, file: scan(name), replaces })).items
  const own = async () => (await papers().listOwn(buyer, 'selling')).items.map(({ file }) => file.name)
  const read = (actor: MemberActor, id: Id<'fil'>, rights = main) =>
    world.market.files.read({ actor, rights: { buyer: rights, seller: rights, operator: rights } }, id)
  const history = async (subject: string) =>
    (await listHistory(world.platform.db, subject)).filter(({ kind }) => kind.startsWith('paper'))
  const apply = async () => {
    await add('business_licence')
    await add('identity')
    return world.market.parties.apply(buyer, company)
  }
  const reject = async (id: Id<'sap'>) => {
    await world.market.parties.claimApplication(operator, id)
    await world.market.parties.decideApplication(operator, id, { approve: false, reason: '看不清' })
  }

  test('R80: without the required papers nothing is filed; with them they belong to the application', async () => {
    await expect(world.market.parties.apply(buyer, company)).rejects.toMatchObject({
      code: 'papers.licence_missing',
    })
    await add('business_licence')
    await expect(world.market.parties.apply(buyer, company)).rejects.toMatchObject({
      code: 'papers.identity_missing',
    })
    expect(await world.market.parties.findApplication(buyer)).toBeUndefined()
    await add('identity')

    const { id } = await world.market.parties.apply(buyer, company)

    const shown = await papers().listForReview(operator, id)
    expect(shown.map(({ kind }) => kind)).toEqual(['business_licence', 'identity'])
    expect(await papers().listOwn(buyer, 'selling')).toMatchObject({ applicationId: id })
  })

  test('R4: a verification needs the papers of the level that it asks for', async () => {
    await expect(world.market.parties.askVerification(buyer, ask)).rejects.toMatchObject({
      code: 'papers.licence_missing',
    })
    await world.given.papers(buyer, 'verification', ['identity'])
    const person = await world.market.parties.askVerification(buyer, { ...ask, level: 'personal' })

    expect((await papers().listForReview(operator, person.id)).map(({ kind }) => kind)).toEqual(['identity'])
  })

  test('nobody but an owner of the buyer, and after the submission a reviewer, reads a paper', async () => {
    const [draft] = await add('business_licence')
    const fileId = draft?.file.id ?? 'fil_none'
    const stranger = await world.given.buyer()
    const plain = { main: false, grants: ['purchase', 'finance'] }

    await expect(read(operator, fileId)).rejects.toMatchObject({ code: 'file.not_found' })
    await add('identity')
    await world.market.parties.apply(buyer, company)

    await expect(read(stranger, fileId)).rejects.toMatchObject({ code: 'file.not_found' })
    await expect(read(buyer, fileId, plain)).rejects.toMatchObject({ code: 'parties.right_missing' })
    await expect(read(operator, fileId, plain)).rejects.toMatchObject({ code: 'parties.right_missing' })
    expect((await read(buyer, fileId)).content).toEqual(new Uint8Array(png))
    expect((await read(operator, fileId)).file.name).toBe('business_licence.png')
  })

  test('each opening by an operator is on record before the content is sent, and none by the owner', async () => {
    const { id } = await apply()
    const [licence] = await papers().listForReview(operator, id)
    const fileId = licence?.file.id ?? 'fil_none'

    await read(buyer, fileId)
    await read(operator, fileId)
    await read(operator, fileId)

    const opened = (await history(id)).filter(({ kind }) => kind === 'paper.opened')
    expect(opened).toMatchObject(
      [1, 2].map(() => ({
        actor: { id: operator.memberId },
        data: { paper: 'business_licence' },
      })),
    )
    const facts = [...(await history(id)), ...(await listHistory(world.platform.db, fileId))]
    expect(facts.map(({ kind }) => kind)).toContain('file.added')
    expect(JSON.stringify(facts.map(({ data }) => data))).not.toContain('.png')
  })

  test('until the decision a required paper can be replaced and not removed, on record; then neither', async () => {
    const { id } = await apply()
    const licence = (await papers().listForReview(operator, id))[0]?.file.id ?? 'fil_none'

    await expect(papers().remove(buyer, 'selling', licence)).rejects.toMatchObject({
      code: 'papers.required',
    })
    const after = await add('business_licence', 'better.png', licence)
    expect(after.map(({ file }) => file.name)).toEqual(['identity.png', 'better.png'])
    expect((await history(id)).map(({ kind }) => kind)).toEqual(['paper.removed', 'paper.added'])
    await reject(id)
    await add('other')
    expect((await papers().listForReview(operator, id)).map(({ file }) => file.name)).toEqual([
      'identity.png',
      'better.png',
    ])
  })

  test('what was rejected or withdrawn is collected again for the next application', async () => {
    const { id } = await apply()
    await reject(id)
    expect(await own()).toEqual(['business_licence.png', 'identity.png'])

    const again = await world.market.parties.apply(buyer, company)
    await world.market.parties.withdrawApplication(buyer)

    expect(await own()).toEqual(['business_licence.png', 'identity.png'])
    expect(await papers().listForReview(operator, again.id)).toHaveLength(2)
  })

  test('papers of a rejected application, and a draft left alone, are deleted when their time is over', async () => {
    await world.market.settings.changeSettings(operator, { papersKeptDays: 30 })
    const { id } = await apply()
    const fileId = (await papers().listForReview(operator, id))[0]?.file.id ?? 'fil_none'
    await reject(id)

    await world.advance(fromDays(29))
    expect(await papers().listForReview(operator, id)).toHaveLength(2)
    await world.advance(fromDays(3))

    expect(await papers().listForReview(operator, id)).toEqual([])
    expect(await own()).toEqual([])
    await expect(read(buyer, fileId)).rejects.toMatchObject({ code: 'file.not_found' })
    expect((await history(id)).at(-1)).toMatchObject({ kind: 'papers.deleted', data: { count: 2 } })
  })

  test('papers of an approved application are kept for years', async () => {
    const { id } = await apply()
    await world.market.parties.claimApplication(operator, id)
    await world.market.parties.decideApplication(operator, id, { approve: true })

    await world.advance(fromDays(365))

    expect(await papers().listForReview(operator, id)).toHaveLength(2)
    expect(await own()).toEqual([])
  })

  test('the content decides the type, and one buyer can neither pile up files nor touch those of another', async () => {
    const html = { name: 'x.png', mediaType: 'image/png', content: Buffer.from('<svg onload="alert(1)"/>') }
    const put = (file: typeof html) =>
      papers().add({ actor: buyer }, { purpose: 'selling', kind: 'other', file })
    await expect(put(html)).rejects.toMatchObject({ code: 'file.type_differs' })
    await expect(put({ ...html, mediaType: 'image/svg+xml' })).rejects.toMatchObject({
      code: 'file.type_unsupported',
    })
    for (let n = 0; n < 10; n += 1) await add('other', `${n}.png`)
    await expect(add('other')).rejects.toMatchObject({ code: 'file.too_many' })
    const stranger = await world.given.buyer()
    const [first] = (await papers().listOwn(buyer, 'selling')).items
    await expect(papers().remove(stranger, 'selling', first?.file.id ?? 'fil_none')).rejects.toMatchObject({
      code: 'file.not_found',
    })
    expect(mostKept).toBeGreaterThanOrEqual(2 * 10)
  })

  test('an upload and the decision take turns: a decided application is never changed', async () => {
    const { id } = await apply()
    await world.market.parties.claimApplication(operator, id)

    await Promise.all([world.market.parties.decideApplication(operator, id, { approve: true }), add('other')])

    const kept = (await papers().listForReview(operator, id)).length
    expect(kept + (await own()).length).toBe(3)
  })

  test('only operators list the papers of an application', async () => {
    const { id } = await apply()

    await expect(papers().listForReview(buyer, id)).rejects.toMatchObject({
      code: 'parties.not_an_operator',
    })
  })
})
