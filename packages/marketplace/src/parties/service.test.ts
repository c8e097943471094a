import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromDays, fromMinutes, fromSeconds } from '@loggia/kernel'
import { openBarePlatform } from '../embedded/bare-platform.ts'
import { listWorldEngines } from '../embedded/index.ts'
import type { BarePlatform } from '../embedded/bare-platform.ts'
import { runInTx, listHistory, system } from '../platform/index.ts'
import { createParties } from './index.ts'
import type { NewMember, Parties } from './index.ts'

const quick = { n: 16, r: 1, p: 1 }
const admin = process.env['LOGGIA_TEST_POSTGRES']

describe.each(listWorldEngines(admin))('on %s', (engine) => {
  const postgres = engine === 'postgres' ? admin : undefined
  let bare: BarePlatform
  let parties: Parties
  let people = 0
  let email: string

  const add = (member: Partial<NewMember> = {}) =>
    runInTx(bare.platform, { actor: system }, (tx) =>
      parties.addMember(tx, {
        email,
        name: '林知遥',
        password: 'correct horse',
        language: 'zh-CN',
        ...member,
      }),
    )
  const signIn = (password = 'correct horse', ask: { email?: string; ip?: string } = {}) =>
    parties.signIn({
      email: ask.email ?? email,
      password,
      userAgent: 'a browser',
      ip: ask.ip ?? `192.0.2.${people % 250}`,
    })

  beforeAll(async () => {
    bare = await openBarePlatform({ postgres })
    parties = createParties(bare.platform, { passwordCost: quick })
  })
  afterAll(() => bare.close())
  beforeEach(() => {
    people += 1
    email = `member-${people}@cangye.example`
  })

  test('R1: one member may act for a buyer, for a seller and as an operator', async () => {
    await runInTx(bare.platform, { actor: system }, async (tx) => {
      const buyerId = await parties.addBuyer(tx, { nameZh: '沧野制造', nameEn: 'Cangye Manufacturing' })
      const sellerId = await parties.addSeller(tx, {
        nameZh: '澄澜软件',
        nameEn: 'Chenglan Software',
        logo: '/logos/chenglan-docs.svg',
      })
      await parties.addMember(tx, {
        email,
        name: '林知遥',
        password: 'correct horse',
        language: 'zh-CN',
        buyerId,
        sellerId,
        operator: true,
      })
    })

    const { session } = await signIn()

    expect(session.buyer?.name).toEqual({ zh: '沧野制造', en: 'Cangye Manufacturing' })
    expect(session.seller?.name.en).toBe('Chenglan Software')
    expect(session.actor).toMatchObject({
      operator: true,
      buyerId: session.buyer?.id,
      sellerId: session.seller?.id,
    })
    expect(await parties.getSeller(bare.platform.db, session.seller!.id)).toMatchObject({
      logo: '/logos/chenglan-docs.svg',
    })
  })

  test('a member without a role is signed in and may act for nobody', async () => {
    await add()

    const { token } = await signIn()

    const found = await parties.authenticate(token)
    expect(found?.actor).toEqual({
      kind: 'member',
      memberId: found?.member.id,
      name: '林知遥',
      operator: false,
    })
  })

  test('the email is compared without regard to case and to spaces around it', async () => {
    await add()

    await expect(signIn('correct horse', { email: ` ${email.toUpperCase()} ` })).resolves.toMatchObject({
      session: { member: { email } },
    })
  })

  test('an unknown email and a wrong password are refused in the same words', async () => {
    await add()

    const wrong = await signIn('a wrong password').catch((error: unknown) => error)
    const unknown = await signIn('correct horse', { email: 'nobody@cangye.example' }).catch(
      (error: unknown) => error,
    )

    expect(wrong).toMatchObject({ code: 'parties.sign_in_refused', kind: 'unauthenticated' })
    expect(unknown).toEqual(wrong)
  })

  test('the eleventh try for one email from one address is refused even with the right password, until the window is over', async () => {
    await add()
    for (let i = 0; i < 10; i += 1)
      await expect(signIn('wrong again')).rejects.toMatchObject({ code: 'parties.sign_in_refused' })
    bare.wall.moveBy(fromMinutes(5))

    await expect(signIn()).rejects.toMatchObject({
      code: 'parties.sign_in_limited',
      details: { retryAfter: 600 },
    })

    bare.wall.moveBy(fromMinutes(10))
    await expect(signIn()).resolves.toBeDefined()
  })

  test('tries at the same moment cannot outrun the count', async () => {
    await add()

    const codes = await Promise.all(
      Array.from({ length: 30 }, () => signIn('wrong').catch((error: { code: string }) => error.code)),
    )

    expect(codes.filter((code) => code === 'parties.sign_in_refused')).toHaveLength(10)
    expect(codes.filter((code) => code === 'parties.sign_in_limited')).toHaveLength(20)
  })

  test('a success forgets the failures of the email', async () => {
    await add()
    for (let i = 0; i < 9; i += 1) await signIn('wrong').catch(() => undefined)
    await signIn()

    for (let i = 0; i < 9; i += 1) await signIn('wrong').catch(() => undefined)

    await expect(signIn()).resolves.toBeDefined()
  })

  test('one address that tries many emails is slowed down to one a second', async () => {
    const ip = `198.51.100.${people}`
    for (let i = 0; i < 50; i += 1)
      await signIn('wrong', { email: `guess-${people}-${i}@cangye.example`, ip }).catch(() => undefined)

    const next = (n: number) => signIn('wrong', { email: `guess-${people}-${n}@cangye.example`, ip })
    await expect(next(50)).rejects.toMatchObject({ code: 'parties.sign_in_refused' })
    await expect(next(51)).rejects.toMatchObject({
      code: 'parties.sign_in_limited',
      details: { retryAfter: 1 },
    })
    bare.wall.moveBy(fromSeconds(1))
    await expect(next(52)).rejects.toMatchObject({ code: 'parties.sign_in_refused' })
  })

  test('a session lasts fourteen days of real time from its last use', async () => {
    await add()
    const { token } = await signIn()

    bare.wall.moveBy(fromDays(13))
    expect(await parties.authenticate(token)).toBeDefined()
    bare.wall.moveBy(fromDays(13))
    expect(await parties.authenticate(token)).toBeDefined()
    bare.wall.moveBy(fromDays(14))

    expect(await parties.authenticate(token)).toBeUndefined()
  })

  test('market time that is moved signs nobody out', async () => {
    await add()
    const { token } = await signIn()

    bare.clock.moveBy(fromDays(400))

    expect(await parties.authenticate(token)).toBeDefined()
  })

  test('being asked without use does not lengthen a session', async () => {
    await add()
    const { token } = await signIn()

    bare.wall.moveBy(fromDays(13))
    await parties.authenticate(token, { touch: false })
    bare.wall.moveBy(fromDays(2))

    expect(await parties.authenticate(token)).toBeUndefined()
  })

  test('signing out ends this session and no other', async () => {
    await add()
    const first = await signIn()
    const second = await signIn()

    await parties.signOut(first.token)

    expect(await parties.authenticate(first.token)).toBeUndefined()
    expect(await parties.authenticate(second.token)).toBeDefined()
  })

  test('signing out everywhere ends all sessions of the member and is in their history', async () => {
    await add()
    const first = await signIn()
    const second = await signIn()

    await parties.signOutEverywhere(first.session.actor)

    expect(await parties.authenticate(first.token)).toBeUndefined()
    expect(await parties.authenticate(second.token)).toBeUndefined()
    const history = await listHistory(bare.platform.db, first.session.member.id)
    expect(history.map(({ kind }) => kind)).toEqual([
      'member.added',
      'member.signed_in',
      'member.signed_in',
      'member.signed_out_everywhere',
    ])
    expect(history.at(-1)?.actor).toMatchObject({ kind: 'member', id: first.session.member.id })
  })

  test('the CSRF token belongs to one session', async () => {
    await add()
    const first = await signIn()
    const second = await signIn()

    expect(first.session.csrfToken).not.toBe(second.session.csrfToken)
    expect((await parties.authenticate(first.token))?.csrfToken).toBe(first.session.csrfToken)
  })

  test('no column holds a token, a password or what was typed as an email', async () => {
    await add({ password: 'canary-password' })
    const { token } = await signIn('canary-password')
    await signIn('x', { email: 'canary-typed-by-mistake' }).catch(() => undefined)

    const dump = JSON.stringify(await dumpOf(bare, ['session', 'member', 'sign_in_limit', 'history']))

    expect(dump).toContain(email)
    for (const secret of [token, 'canary-password', 'canary-typed-by-mistake'])
      expect(dump).not.toContain(secret)
  })

  test('an email has one account', async () => {
    await add()

    await expect(add()).rejects.toMatchObject({ code: 'parties.email_taken' })
  })

  test('a password of seven characters is refused with the numbers that pass', async () => {
    await expect(add({ password: '1234567' })).rejects.toMatchObject({
      code: 'parties.password_unfit',
      details: { min: 8, max: 200 },
    })
  })
})

async function dumpOf(bare: BarePlatform, tables: readonly string[]): Promise<unknown[]> {
  const rows: unknown[] = []
  for (const table of tables) {
    const handle = bare.platform.db.withTables<Record<string, Record<string, unknown>>>()
    rows.push(...(await handle.selectFrom(table).selectAll().execute()))
  }
  return rows
}
