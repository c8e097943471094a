import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromDays } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { createCalendar } from '../calendar/index.ts'
import { createAccounts } from '../embedded/accounts.ts'
import { openBarePlatform } from '../embedded/bare-platform.ts'
import type { BarePlatform } from '../embedded/bare-platform.ts'
import { listRuleEngines } from '../embedded/index.ts'
import { runInTx, saveSetting, system } from '../platform/index.ts'
import { companySettings } from './schema/seller-applications.ts'

const admin = process.env['LOGGIA_TEST_POSTGRES']
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

describe.each(listRuleEngines(admin))('applying to sell on %s', (engine) => {
  let bare: BarePlatform
  beforeAll(async () => {
    bare = await openBarePlatform({ postgres: engine === 'postgres' ? admin : undefined })
  })
  afterAll(() => bare.close())
  const { email, next, partiesOf, signIn, history, signedUp, added, operator } = createAccounts(
    () => bare.platform,
  )
  beforeEach(() => void next())

  let number = 0
  beforeEach(() => {
    number = next()
  })
  const companyOf = () => ({ ...company, registrationNumber: `91310000QH${number}${engine[0]}` })

  test('R80, R82: submitted, claimed, approved: the applicant is the seller’s main account', async () => {
    const parties = partiesOf()
    const { actor } = await signedUp(parties)
    const by = await operator()

    const { id, dueAt } = await parties.apply(actor, companyOf())
    await parties.claimApplication(by, id)
    const decided = await parties.decideApplication(by, id, { approve: true })

    // It is Tuesday 24 November 2026: three working days later is Friday.
    expect(dueAt).toBe(bare.platform.clock.now() + fromDays(3))
    expect(decided).toMatchObject({ state: 'approved', company: { name: company.name } })
    const { session } = await signIn(parties)
    expect(session.seller).toMatchObject({ id: decided.sellerId, name: company.name })
    expect(session.rights.seller).toEqual({ main: true, grants: [] })
    expect(await history(id)).toEqual([
      'application.submitted',
      'application.claimed',
      'application.approved',
    ])
    expect(await history(actor.buyerId ?? '')).toContain('buyer.verified')
  })

  test('R82: holidays do not count until the answer is due', async () => {
    const calendar = createCalendar(bare.platform)
    const name = { zh: '店庆', en: 'Anniversary' }
    await runInTx(bare.platform, { actor: system }, (tx) =>
      calendar.setDaysIn(tx, [{ date: '2026-11-25', kind: 'holiday', name }]),
    )
    const parties = partiesOf()
    const { actor } = await signedUp(parties)

    const { dueAt } = await parties.apply(actor, companyOf())
    await calendar.removeDays(await operator(), { from: '2026-11-25', to: '2026-11-25' })

    // Thursday, Friday and Monday.
    expect(dueAt).toBe(bare.platform.clock.now() + fromDays(6))
  })

  test('R82: a refusal has a reason and one may apply again; what was refused stays as it was', async () => {
    const parties = partiesOf()
    const { actor } = await signedUp(parties)
    const by = await operator()
    const { id } = await parties.apply(actor, companyOf())
    await parties.claimApplication(by, id)

    await expect(parties.decideApplication(by, id, { approve: false })).rejects.toMatchObject({
      code: 'parties.reason_missing',
    })
    await parties.decideApplication(by, id, { approve: false, reason: '执照看不清' })
    const again = await parties.apply(actor, companyOf())

    expect(await parties.findApplication(actor)).toMatchObject({ id: again.id, state: 'submitted' })
    expect(await parties.getApplication(by, id)).toMatchObject({ state: 'rejected', reason: '执照看不清' })
  })

  test('R81: a company that meets a condition less is refused; an operator’s value replaces the rule’s, 0 asks for nothing', async () => {
    const parties = partiesOf()
    const { actor } = await signedUp(parties)
    const apply = (change: object) => parties.apply(actor, { ...companyOf(), ...change })
    const set = (name: keyof typeof companySettings, value: number | undefined) =>
      runInTx(bare.platform, { actor: system }, (tx) =>
        saveSetting(tx, companySettings[name], { value, clock: bare.platform.clock }),
      )
    const of = (code: string) => ({ kind: 'refused', code: `parties.${code}` })

    await expect(apply({ staff: 14 })).rejects.toMatchObject({
      ...of('company_staff_few'),
      details: { least: 15 },
    })
    // It is Tuesday 24 November 2026: a year ago was the 24th of November 2025.
    await expect(apply({ foundedOn: '2025-11-25' })).rejects.toMatchObject(of('company_too_young'))
    await expect(apply({ capital: 499_999 })).rejects.toMatchObject(of('company_capital_low'))
    await expect(apply({ support: { days: 4, hours: 24 } })).rejects.toMatchObject(
      of('company_support_short'),
    )
    await expect(apply({ support: { days: 7, hours: 7 } })).rejects.toMatchObject(of('company_support_short'))
    await set('sellerMinStaff', 41)
    await expect(apply({})).rejects.toMatchObject(of('company_staff_few'))
    await set('sellerMinStaff', 0)
    expect(await parties.listConditions(actor)).toEqual({
      years: 1,
      capital: 500_000,
      supportDays: 5,
      supportHours: 8,
    })

    const { id } = await apply({ staff: 1, foundedOn: '2025-11-24', capital: 500_000 })

    const by = await operator()
    expect((await parties.getApplication(by, id)).conditions).toMatchObject({ exempt: false, unmet: [] })
    await set('sellerMinStaff', undefined)
    expect((await parties.getApplication(by, id)).conditions.unmet).toEqual(['staff'])
  })

  test('R80, R81: an individual developer is asked for no company, and is verified as a person', async () => {
    const parties = partiesOf()
    const { actor } = await signedUp(parties)
    const buyers = bare.platform.db.withTables<{
      buyer: { id: string; kind: string; verification: string }
    }>()
    await buyers
      .updateTable('buyer')
      .set({ kind: 'personal' })
      .where('id', '=', actor.buyerId ?? '')
      .execute()
    const by = await operator()

    expect(await parties.listConditions(actor)).toEqual({})
    const { id } = await parties.apply(actor, { ...companyOf(), staff: 1, capital: 0 })
    expect((await parties.getApplication(by, id)).conditions).toMatchObject({ exempt: true, unmet: [] })
    await parties.claimApplication(by, id)
    await parties.decideApplication(by, id, { approve: true })

    const row = await buyers
      .selectFrom('buyer')
      .select('verification')
      .where('id', '=', actor.buyerId ?? '')
      .executeTakeFirst()
    expect(row).toEqual({ verification: 'personal' })
  })

  test('one that is open is the only one; withdrawn, it is over', async () => {
    const parties = partiesOf()
    const { actor } = await signedUp(parties)
    const { id } = await parties.apply(actor, companyOf())

    await expect(parties.apply(actor, companyOf())).rejects.toMatchObject({
      code: 'parties.application_open',
    })
    expect(await parties.withdrawApplication(actor)).toMatchObject({ id, state: 'withdrawn' })

    await expect(parties.withdrawApplication(actor)).rejects.toMatchObject({
      code: 'parties.application_closed',
    })
    await expect(parties.claimApplication(await operator(), id)).rejects.toMatchObject({
      code: 'parties.application_closed',
    })
  })

  test('of a suspended buyer, none is submitted or approved; one may be rejected', async () => {
    const parties = partiesOf()
    const { actor } = await signedUp(parties)
    const by = await operator()
    const { id } = await parties.apply(actor, companyOf())
    await parties.claimApplication(by, id)
    const party = { kind: 'buyer', id: actor.buyerId ?? 'byr_none' } as const
    await parties.suspend(by, party, { reason: 'Payments in dispute' })
    const refused = { code: 'parties.buyer_suspended' }

    await expect(parties.decideApplication(by, id, { approve: true })).rejects.toMatchObject(refused)
    const decided = await parties.decideApplication(by, id, { approve: false, reason: 'Suspended' })
    expect(decided.state).toBe('rejected')
    await expect(parties.apply(actor, companyOf())).rejects.toMatchObject(refused)
  })

  test('only who has claimed it decides, and only an operator', async () => {
    const parties = partiesOf()
    const { actor } = await signedUp(parties)
    const [first, second] = [await operator(), await operator()]
    const { id } = await parties.apply(actor, companyOf())
    const notClaimed = { code: 'parties.application_not_claimed' }

    await expect(parties.decideApplication(first, id, { approve: true })).rejects.toMatchObject(notClaimed)
    await parties.claimApplication(first, id)
    await parties.claimApplication(second, id)

    await expect(parties.decideApplication(first, id, { approve: true })).rejects.toMatchObject(notClaimed)
    await expect(parties.decideApplication(actor, id, { approve: true })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await expect(parties.listApplications(actor, undefined, { limit: 1 })).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })

  test('R80: a company sells here once, and a member who is not the main account does not apply', async () => {
    const parties = partiesOf()
    const { actor } = await signedUp(parties)
    const by = await operator()
    const sold = companyOf()
    const { id } = await parties.apply(actor, sold)
    await parties.claimApplication(by, id)
    await parties.decideApplication(by, id, { approve: true })
    const sellerMail = email()
    next()
    const other = await signedUp(parties)
    const clerk = await added({
      buyerId: other.buyer?.id as Id<'byr'>,
      rights: { main: false, grants: ['purchase'] },
    })

    await expect(parties.apply(other.actor, sold)).rejects.toMatchObject({
      code: 'parties.company_onboarded',
    })
    await expect(
      parties.apply(clerk, { ...companyOf(), registrationNumber: `91310000QX${number}${engine[0]}` }),
    ).rejects.toMatchObject({
      code: 'parties.applicant_not_main',
    })
    const seller = (await signIn(parties, { email: sellerMail })).session.actor
    await expect(
      parties.apply(seller, { ...companyOf(), registrationNumber: `91310000QX${number}${engine[0]}` }),
    ).rejects.toMatchObject({
      code: 'parties.already_seller',
    })
  })
})
