import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Id } from '@loggia/kernel'
import { createAccounts } from '../embedded/accounts.ts'
import { openBarePlatform } from '../embedded/bare-platform.ts'
import type { BarePlatform } from '../embedded/bare-platform.ts'
import { listRuleEngines } from '../embedded/index.ts'
import { listHistory } from '../platform/index.ts'
import { createParties } from './service/index.ts'

const admin = process.env['LOGGIA_TEST_POSTGRES']

describe.each(listRuleEngines(admin))('signing up on %s', (engine) => {
  let bare: BarePlatform
  beforeAll(async () => {
    bare = await openBarePlatform({ postgres: engine === 'postgres' ? admin : undefined })
  })
  afterAll(() => bare.close())
  const { email, next, partiesOf, person, signIn, history, signedUp, operator } = createAccounts(
    () => bare.platform,
  )
  beforeEach(() => void next())

  test('R1, R32: a buyer signs up, is its main account, and its country and kind are kept', async () => {
    const session = await signedUp()

    expect(session).toMatchObject({
      buyer: { name: { zh: '沧野制造' } },
      rights: { buyer: { main: true, grants: [] } },
      mustChangePassword: false,
    })
    const [entry] = await listHistory(bare.platform.db, session.buyer?.id ?? '')
    expect(entry).toMatchObject({ kind: 'buyer.signed_up', data: { country: 'CN', kind: 'enterprise' } })
  })

  test('an email that is taken gets the same answer, and neither its password nor anything else changes', async () => {
    const parties = partiesOf()
    const first = await parties.signUp(person())

    const again = await parties.signUp({ ...person(), password: 'another long one', organisation: 'Other' })

    expect(again).toEqual(first)
    expect((await signIn(parties)).session.buyer?.name.zh).toBe('沧野制造')
    await expect(signIn(parties, { password: 'another long one' })).rejects.toMatchObject({
      code: 'parties.sign_in_refused',
    })
    const others = bare.platform.db.withTables<{ buyer: { name_zh: string } }>().selectFrom('buyer')
    expect(await others.selectAll().where('name_zh', '=', 'Other').execute()).toEqual([])
  })

  test('where the marketplace no longer sends emails, whoever could not confirm an address enters all the same', async () => {
    const sending = createParties(bare.platform, { passwordCost: { n: 16, r: 1, p: 1 }, sendsMail: true })
    expect(await sending.signUp(person())).toEqual({ state: 'unconfirmed' })
    await expect(signIn(sending)).rejects.toMatchObject({ code: 'parties.email_unconfirmed' })

    expect((await signIn(partiesOf())).session.buyer?.name.zh).toBe('沧野制造')
  })

  test('R4: with approval nobody enters before an operator has confirmed the account, which verifies the buyer', async () => {
    const parties = partiesOf('approval')
    const answer = await parties.signUp(person())
    const by = await operator()
    const [waiting] = (await parties.listSignUps(by, { limit: 1 })).items

    expect(answer).toEqual({ state: 'waiting' })
    await expect(signIn(parties)).rejects.toMatchObject({ code: 'parties.sign_up_waiting' })
    await expect(signIn(parties, { password: 'wrong' })).rejects.toMatchObject({
      code: 'parties.sign_in_refused',
    })
    await parties.decideSignUp(by, waiting?.member.id as Id<'mbr'>, { approve: true })

    const { session } = await signIn(parties)
    const buyers = bare.platform.db.withTables<{ buyer: { id: string; verification: string } }>()
    const row = await buyers
      .selectFrom('buyer')
      .select('verification')
      .where('id', '=', session.buyer?.id ?? '')
      .executeTakeFirst()
    expect(row).toEqual({ verification: 'enterprise' })
    expect(await history(session.buyer?.id ?? '')).toEqual(['buyer.signed_up', 'buyer.confirmed'])
    await expect(
      parties.decideSignUp(by, session.member.id, { approve: false, reason: 'late' }),
    ).rejects.toMatchObject({ code: 'parties.sign_up_unknown' })
  })

  test('a refused account stays out, and the refusal has a reason', async () => {
    const parties = partiesOf('approval')
    await parties.signUp(person())
    const by = await operator()
    const [waiting] = (await parties.listSignUps(by, { limit: 1 })).items
    const id = waiting?.member.id as Id<'mbr'>

    await expect(parties.decideSignUp(by, id, { approve: false })).rejects.toMatchObject({
      code: 'parties.reason_missing',
    })
    await parties.decideSignUp(by, id, { approve: false, reason: 'not reachable' })

    await expect(signIn(parties)).rejects.toMatchObject({ code: 'parties.sign_up_rejected' })
  })

  test('several are refused at once with one reason, and whoever no longer waits is named', async () => {
    const parties = partiesOf('approval')
    await parties.signUp({ ...person(), email: `a-${email()}` })
    await parties.signUp({ ...person(), email: `b-${email()}` })
    const by = await operator()
    const [one, two] = (await parties.listSignUps(by, { limit: 2 })).items.map(({ member }) => member.id)
    if (!one || !two) throw new Error('Two were expected to wait')
    await parties.decideSignUp(by, two, { approve: true })

    const { results } = await parties.decideSignUps(by, [one, two], { approve: false, reason: 'unknown' })

    expect(results).toMatchObject([
      { id: one, done: true },
      { id: two, done: false, problem: { code: 'parties.sign_up_unknown' } },
    ])
  })

  test('a closed market takes none', async () => {
    await expect(partiesOf('closed').signUp(person())).rejects.toMatchObject({
      code: 'parties.sign_up_closed',
    })
  })

  test.each([
    ['short 1', 'parties.password_unfit'],
    ['nine char', 'parties.password_weak'],
    ['aaaabbbbaaaa', 'parties.password_weak'],
  ])('the password %j is refused', async (weak, code) => {
    await expect(partiesOf().signUp({ ...person(), password: weak })).rejects.toMatchObject({ code })
  })

  test('a password with the name of the mail box is refused', async () => {
    const weak = `my ${email().split('@')[0]} word`

    await expect(partiesOf().signUp({ ...person(), password: weak })).rejects.toMatchObject({
      code: 'parties.password_weak',
    })
  })

  test('the eleventh sign-up of one address within a quarter of an hour waits', async () => {
    const parties = partiesOf()
    const ip = `198.51.100.${next() % 250}`
    const one = (n: number) => parties.signUp({ ...person(), email: `n${n}-${email()}`, ip })
    for (let n = 0; n < 10; n += 1) await one(n)

    await expect(one(10)).rejects.toMatchObject({
      kind: 'limited',
      code: 'parties.sign_up_limited',
      details: { retryAfter: 900 },
    })
  })

  test('only an operator sees and decides who waits', async () => {
    const { actor } = await signedUp()

    await expect(partiesOf().listSignUps(actor, { limit: 1 })).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(partiesOf().decideSignUp(actor, actor.memberId, { approve: true })).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })
})
