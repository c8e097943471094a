import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accountPassword as password, createAccounts } from '../embedded/accounts.ts'
import { openBarePlatform } from '../embedded/bare-platform.ts'
import type { BarePlatform } from '../embedded/bare-platform.ts'
import { listRuleEngines } from '../embedded/index.ts'
import { deriveInLine } from './hashing/index.ts'
import { createParties } from './index.ts'
import type { Parties, SignedIn } from './index.ts'

const admin = process.env['LOGGIA_TEST_POSTGRES']

describe.each(listRuleEngines(admin))('one’s own account on %s', (engine) => {
  let bare: BarePlatform
  beforeAll(async () => {
    bare = await openBarePlatform({ postgres: engine === 'postgres' ? admin : undefined })
  })
  afterAll(() => bare.close())
  const { email, next, partiesOf, signIn, signedUp, operator } = createAccounts(() => bare.platform)
  beforeEach(() => void next())

  test('a new password ends the other sessions and lets only itself in', async () => {
    const parties = partiesOf()
    const session = await signedUp(parties)
    const other = await signIn(parties)

    await parties.changePassword(session, { current: password, next: 'another long one' })

    expect(await parties.authenticate(other.token)).toBeUndefined()
    expect(await parties.listSessions(session.actor)).toMatchObject([{ id: session.sessionId }])
    await expect(signIn(parties)).rejects.toMatchObject({ code: 'parties.sign_in_refused' })
    expect((await signIn(parties, { password: 'another long one' })).session.member.email).toBe(email())
  })

  test('it is not changed by who does not know it, and such tries are counted by session: nobody is kept from signing in', async () => {
    const parties = partiesOf()
    const session = await signedUp(parties)
    const guess = () => parties.changePassword(session, { current: 'a guess', next: 'another long one' })
    for (let n = 0; n < 10; n += 1)
      await expect(guess()).rejects.toMatchObject({ code: 'parties.password_wrong' })

    await expect(guess()).rejects.toMatchObject({ code: 'parties.sign_in_limited' })
    const other = (await signIn(parties)).session
    await expect(
      parties.changePassword(other, { current: password, next: 'another long one' }),
    ).resolves.toBeDefined()
  })

  test.each([
    [password, 'parties.password_same'],
    ['12345678', 'parties.password_weak'],
  ])('%j will not do as the new one', async (next, code) => {
    const parties = partiesOf()
    const session = await signedUp(parties)

    await expect(parties.changePassword(session, { current: password, next })).rejects.toMatchObject({
      code,
    })
  })

  test.each([
    {
      name: 'a reset',
      end: (parties: Parties) => parties.resetOnServer(email()),
      code: 'parties.password_wrong',
    },
    {
      name: 'the end of the session',
      end: (parties: Parties, { actor }: SignedIn) => parties.signOutEverywhere(actor),
      code: 'parties.sign_in_required',
    },
  ])('a change under way does not undo $name', async ({ end, code }) => {
    const parties = partiesOf()
    const session = await signedUp(parties)
    const next = 'another long one'
    // The new password is hashed after the present one was checked.
    let hashes = 0
    const slow = createParties(bare.platform, {
      passwordCost: { n: 16, r: 1, p: 1 },
      derive: async (asked, of) => {
        hashes += 1
        if (hashes === 2) await end(parties, session)
        return deriveInLine(asked, of)
      },
    })

    await expect(slow.changePassword(session, { current: password, next })).rejects.toMatchObject({ code })
    await expect(signIn(parties, { password: next })).rejects.toMatchObject({
      code: 'parties.sign_in_refused',
    })
  })

  test('one session is ended, and nobody ends another’s', async () => {
    const parties = partiesOf()
    const session = await signedUp(parties)
    const other = await signIn(parties)
    const stranger = await operator()

    await expect(parties.endSession(stranger, other.session.sessionId)).rejects.toMatchObject({
      code: 'parties.session_unknown',
    })
    await parties.endSession(session.actor, other.session.sessionId)

    expect(await parties.authenticate(other.token)).toBeUndefined()
    expect(await parties.listSessions(session.actor)).toHaveLength(1)
  })

  test('name and language are changed', async () => {
    const parties = partiesOf()
    const { actor } = await signedUp(parties)

    await parties.changeProfile(actor, { name: 'Lin', language: 'en-US' })

    expect((await signIn(parties)).session.member).toMatchObject({ name: 'Lin', language: 'en-US' })
  })
})
