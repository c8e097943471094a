import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromHours } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { SellerData } from '@loggia/protocol/console'
import { openWorld, listRuleEngines } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { makePng } from '../media/index.ts'
import { listHistory } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'

const postgresUrl = process.env['LOGGIA_TEST_POSTGRES']
const data: SellerData = {
  contact: { name: '何青', email: 'he@qinghe.example', phone: '+86 21 5550 0101' },
  address: '上海市示例路 1 号',
  description: { zh: '文档协同', en: 'Documents together' },
}
const logoOf = (shade: number) =>
  makePng({ data: new Uint8ClampedArray(120 * 120 * 4).fill(shade), width: 120, height: 120 })

describe.each(listRuleEngines(postgresUrl))('what organisations say of themselves on %s', (engine) => {
  let world: World
  let operator: MemberActor
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    operator = await world.given.operator()
  })
  afterAll(() => world.close())

  const parties = () => world.market.parties
  const messagesTo = async (of: MemberActor) => {
    const party = of.sellerId
      ? { kind: 'seller' as const, id: of.sellerId }
      : { kind: 'buyer' as const, id: of.buyerId as Id<'byr'> }
    return (await world.market.notifications.list(party, { limit: 20 })).items
  }
  const approve = (id: Id<'oap'>) => parties().decideOrganisationReview(operator, id, { approve: true })

  test('R84: a seller’s old data stays until an operator has approved the new, within three working days', async () => {
    const seller = await world.given.seller()

    const filed = await parties().proposeSellerData(seller, data)

    expect(filed.dueAt - filed.filedAt).toBeGreaterThanOrEqual(fromHours(72))
    expect((await parties().getSellerOrganisation(seller)).data).toEqual({})
    await approve(filed.id)
    expect((await parties().getSellerOrganisation(seller)).data).toEqual(data)
    expect(await world.market.views.getPublicSeller(seller.sellerId)).toMatchObject({
      description: data.description,
      address: data.address,
    })
    expect(await messagesTo(seller)).toMatchObject([
      { kind: 'organisation_decided', data: { approved: true } },
    ])
    const kinds = (await listHistory(world.platform.db, filed.id)).map(({ kind }) => kind)
    expect(kinds).toEqual(['organisation_application.submitted', 'organisation_application.approved'])
  })

  test('R84: a rejection has a reason and changes nothing; one waits at a time; what stands there already is not reviewed', async () => {
    const seller = await world.given.seller()
    const first = await parties().proposeSellerData(seller, data)

    await expect(parties().proposeSellerData(seller, data)).rejects.toMatchObject({
      code: 'parties.change_open',
    })
    await expect(
      parties().decideOrganisationReview(operator, first.id, { approve: false }),
    ).rejects.toMatchObject({ code: 'parties.reason_missing' })
    await parties().decideOrganisationReview(operator, first.id, { approve: false, reason: 'no such street' })

    await expect(approve(first.id)).rejects.toMatchObject({ code: 'parties.application_closed' })
    expect(await parties().getSellerOrganisation(seller)).toMatchObject({
      data: {},
      latest: { state: 'rejected', reason: 'no such street' },
    })
    await approve((await parties().proposeSellerData(seller, data)).id)
    await expect(parties().proposeSellerData(seller, { ...data })).rejects.toMatchObject({
      code: 'parties.nothing_changed',
    })
  })

  test('R58: it is withdrawn as long as no operator has opened it', async () => {
    const seller = await world.given.seller()
    const organisation = { kind: 'seller' as const, id: seller.sellerId }
    await parties().proposeSellerData(seller, data)

    expect((await parties().withdrawChange(seller, organisation)).state).toBe('withdrawn')
    expect(await messagesTo(seller)).toEqual([])
    const again = await parties().proposeSellerData(seller, data)
    await parties().openOrganisationReview(operator, again.id)

    await expect(parties().withdrawChange(seller, organisation)).rejects.toMatchObject({
      code: 'parties.application_opened',
    })
    const { items } = await parties().listOwnChanges(organisation, { limit: 5 })
    expect(items.map(({ state }) => state)).toEqual(['in_review', 'withdrawn'])
  })

  test('R80, R83: a registration number is given once, and is no other seller’s', async () => {
    const [seller, other] = [await world.given.seller(), await world.given.seller()]
    const registrationNumber = '91310000QH'
    await approve((await parties().proposeSellerData(seller, { ...data, registrationNumber })).id)

    await expect(
      parties().proposeSellerData(seller, { ...data, registrationNumber: '91310000QX' }),
    ).rejects.toMatchObject({ code: 'parties.registration_number_fixed' })
    await expect(parties().proposeSellerData(other, { ...data, registrationNumber })).rejects.toMatchObject({
      code: 'parties.company_onboarded',
    })
    const moved = await parties().proposeSellerData(seller, { ...data, address: '别处' })
    expect(moved.change.next).toMatchObject({ registrationNumber, address: '别处' })
  })

  test('R33: a proposed logo is the seller’s own, is kept while it waits, and takes the place of the old one', async () => {
    const { media } = world.market
    const [seller, other] = [await world.given.seller(), await world.given.seller()]
    const upload = async (of: MemberActor, shade: number) => {
      const medium = await media.upload({ actor: of }, { purpose: 'logo', bytes: logoOf(shade) })
      return { id: medium.id, path: `/media/${medium.files[0].name}` }
    }
    const [first, second] = [await upload(seller, 10), await upload(seller, 200)]
    const usesOf = async () =>
      new Map((await media.list(seller.sellerId, { limit: 5 })).items.map(({ id, uses }) => [id, uses]))

    await expect(parties().proposeSellerData(other, { ...data, logo: first.path })).rejects.toMatchObject({
      code: 'media.not_found',
    })
    const one = await parties().proposeSellerData(seller, { ...data, logo: first.path })
    expect((await usesOf()).get(first.id)).toEqual([one.id])
    await approve(one.id)
    await approve((await parties().proposeSellerData(seller, { ...data, logo: second.path })).id)

    expect((await parties().getSellerOrganisation(seller)).data.logo).toBe(second.path)
    expect((await usesOf()).get(first.id)).toEqual([])
    expect((await usesOf()).get(second.id)).toEqual([seller.sellerId])
  })

  test('R4: a buyer is verified by an operator as what it applies for; an enterprise has a number', async () => {
    const buyer = await world.given.buyer()
    const ask = {
      level: 'enterprise',
      name: { zh: '沧野制造', en: 'Cangye' },
      country: 'SG',
      documents: '',
    } as const

    await expect(parties().askVerification(buyer, ask)).rejects.toMatchObject({
      code: 'parties.registration_number_missing',
    })
    await world.given.papers(buyer, 'verification')
    const { id } = await parties().askVerification(buyer, { ...ask, registrationNumber: '91310000CY' })
    const { application } = await approve(id)

    expect(application.change.before).toMatchObject({ level: 'enterprise', country: 'CN' })
    const { documents: _proof, ...verified } = ask
    expect(await parties().getBuyerOrganisation(buyer)).toMatchObject({
      kind: 'enterprise',
      verified: { ...verified, registrationNumber: '91310000CY' },
    })
    expect(await messagesTo(buyer)).toMatchObject([{ kind: 'organisation_decided', subject: id }])
    await world.given.papers(buyer, 'verification')
    const person = await parties().askVerification(buyer, {
      ...ask,
      level: 'personal',
      registrationNumber: '91310000CY',
    })
    expect(person.change.next).not.toHaveProperty('registrationNumber')
  })

  test('whom the market reaches is saved at once, and history does not keep it', async () => {
    const buyer = await world.given.buyer()

    await parties().setBuyerContact(buyer, data.contact)

    expect((await parties().getBuyerOrganisation(buyer)).contact).toEqual(data.contact)
    const entries = await listHistory(world.platform.db, buyer.buyerId ?? '')
    expect(JSON.stringify(entries)).not.toContain(data.contact.phone)
  })

  test('a seller’s change is not a buyer’s to ask for or an operator’s to skip', async () => {
    const [seller, buyer] = [await world.given.seller(), await world.given.buyer()]
    const { id } = await parties().proposeSellerData(seller, data)

    await expect(parties().proposeSellerData(buyer, data)).rejects.toMatchObject({
      code: 'parties.not_a_seller',
    })
    await expect(parties().getBuyerOrganisation(seller)).rejects.toMatchObject({
      code: 'parties.not_a_buyer',
    })
    for (const actor of [seller, buyer]) {
      await expect(parties().decideOrganisationReview(actor, id, { approve: true })).rejects.toMatchObject({
        code: 'parties.not_an_operator',
      })
      await expect(parties().listOrganisationReviews(actor, undefined, { limit: 5 })).rejects.toMatchObject({
        code: 'parties.not_an_operator',
      })
    }
    const waiting = await parties().listOrganisationReviews(operator, 'in_review', { limit: 50 })
    expect(waiting.items.map(({ application }) => application.id)).toContain(id)
  })
})
