import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Id } from '@loggia/kernel'
import { infoKinds } from '@loggia/protocol/console/agreements/kinds'
import { listWorldEngines, openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { listHistory } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const text = { zh: '约定', en: 'Terms' }
const company = {
  name: { zh: '甲', en: 'A' },
  registrationNumber: '91000000AGREED001X',
  country: 'CN',
  foundedOn: '2020-01-01',
  staff: 20,
  capital: 1_000_000,
  support: { days: 5, hours: 8 },
  taxpayer: 'general' as const,
  contactName: 'Lin',
  contactEmail: 'lin@buyer.example',
  contactPhone: '13800000000',
  plan: 'Letters',
  documents: '',
}

describe.each(listWorldEngines(postgresUrl))('agreements on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  beforeEach(() => world.reset())
  afterAll(() => world.close())

  const signUp = async (email: string) => {
    const password = 'a rather long sentence'
    const ask = { email, password, ip: '198.51.100.1' }
    await world.market.parties.signUp({
      ...ask,
      kind: 'personal',
      name: 'Lin',
      country: 'CN',
      language: 'en-US',
    })
    return (await world.market.parties.signIn({ ...ask, userAgent: 'test' })).session.actor
  }

  test('a short text applies until an operator publishes one; versions are counted for each agreement', async () => {
    const operator = await world.given.operator()
    const { agreements } = world.market

    expect(await agreements.getAgreement('privacy')).toMatchObject({ version: 0 })
    await agreements.publishAgreement(operator, 'privacy', text)
    await agreements.publishAgreement(operator, 'privacy', { ...text, en: 'Newer' })

    expect(await agreements.getAgreement('privacy')).toMatchObject({ version: 2, text: { en: 'Newer' } })
    expect(await agreements.getAgreement('user')).toMatchObject({ version: 0 })
    const { items, next } = await agreements.listAgreements(operator, 'privacy', { limit: 1 })
    expect([items.map(({ version }) => version), next]).toEqual([[2], '2'])
    const rest = await agreements.listAgreements(operator, 'privacy', { limit: 5, after: 2 })
    expect(rest.items.map(({ version }) => version)).toEqual([1])
  })

  test.each(infoKinds)(
    '%s has a first text in both languages, and operators publish others',
    async (kind) => {
      const operator = await world.given.operator()
      const { agreements } = world.market
      const first = await agreements.getAgreement(kind)

      expect(first.version).toBe(0)
      expect(first.text.zh).toMatch(/\p{Script=Han}/u)
      expect(first.text.en).not.toMatch(/\p{Script=Han}/u)
      await agreements.publishAgreement(operator, kind, text)

      expect(await agreements.getAgreement(kind)).toMatchObject({ version: 1, text })
    },
  )

  test('whoever signs up has agreed to the versions in force, on record', async () => {
    const operator = await world.given.operator()
    await world.market.agreements.publishAgreement(operator, 'user', text)

    const { memberId } = await signUp('lin@buyer.example')

    const consents = await world.market.agreements.listConsents(memberId)
    expect(consents).toMatchObject([
      { kind: 'privacy', version: 0 },
      { kind: 'user', version: 1 },
    ])
    const facts = await listHistory(world.platform.db, memberId)
    expect(facts.filter(({ kind }) => kind === 'member.agreed').map(({ data }) => data)).toEqual([
      { kind: 'user', version: 1 },
      { kind: 'privacy', version: 0 },
    ])
  })

  test('R80: whoever applies to sell has agreed to the seller agreement, once for a version', async () => {
    const actor = await signUp('lin@buyer.example')
    await world.given.papers(actor, 'selling')
    await world.market.parties.apply(actor, company)
    await world.market.parties.withdrawApplication(actor)
    await world.market.parties.apply(actor, company)

    const consents = await world.market.agreements.listConsents(actor.memberId)

    expect(consents.filter(({ kind }) => kind === 'seller')).toMatchObject([{ version: 0 }])
  })

  describe('R89: a new version of the seller agreement', () => {
    const publish = async () =>
      world.market.agreements.publishAgreement(await world.given.operator(), 'seller', text)
    const standing = (seller: MemberActor) => world.market.agreements.getSellerStanding(seller)

    test('has to be accepted by the seller, once and on record', async () => {
      const { agreements } = world.market
      const seller = await world.given.seller()
      expect(await standing(seller)).toMatchObject({ isAccepted: true, agreement: { version: 0 } })
      await publish()
      expect(await standing(seller)).toMatchObject({ isAccepted: false, agreement: { version: 1 } })

      await agreements.acceptAsSeller(seller, 1)
      await agreements.acceptAsSeller(seller, 1)

      expect(await standing(seller)).toMatchObject({ isAccepted: true, accepted: { version: 1 } })
      const facts = await listHistory(world.platform.db, seller.sellerId)
      expect(facts.filter(({ kind }) => kind === 'seller.agreed')).toMatchObject([
        { data: { memberId: seller.memberId, version: 1 } },
      ])
    })

    test('only the version in force can be accepted, so nobody accepts what they have not seen', async () => {
      const seller = await world.given.seller()
      await publish()
      await publish()

      await expect(world.market.agreements.acceptAsSeller(seller, 1)).rejects.toMatchObject({
        code: 'agreements.version_old',
      })
      expect(await standing(seller)).toMatchObject({ isAccepted: false })
    })

    test('a new seller has accepted what its applicant agreed to, and nothing that was published later', async () => {
      const { parties } = world.market
      const operator = await world.given.operator()
      const actor = await signUp('lin@buyer.example')
      await publish()
      await world.given.papers(actor, 'selling')
      const { id } = await parties.apply(actor, company)
      await parties.claimApplication(operator, id)
      const { sellerId } = await parties.decideApplication(operator, id, { approve: true })
      const seller = { ...actor, sellerId: sellerId as Id<'sel'> }

      expect(await standing(seller)).toMatchObject({ isAccepted: true, accepted: { version: 1 } })
      await publish()
      expect(await standing(seller)).toMatchObject({ isAccepted: false })
    })
  })

  test('only operators publish and list versions', async () => {
    const buyer = await world.given.buyer()

    await expect(world.market.agreements.publishAgreement(buyer, 'user', text)).rejects.toMatchObject({
      code: 'parties.not_an_operator',
    })
    await expect(world.market.agreements.listAgreements(buyer, 'user', { limit: 1 })).rejects.toMatchObject({
      code: 'parties.not_an_operator',
    })
  })
})
