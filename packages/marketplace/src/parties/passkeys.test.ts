import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromHours, fromMinutes } from '@loggia/kernel'
import type { SecondProof } from '@loggia/protocol/console'
import { openBarePlatform } from '../embedded/bare-platform.ts'
import type { BarePlatform } from '../embedded/bare-platform.ts'
import { listRuleEngines } from '../embedded/index.ts'
import { createAuthenticator } from './testing/authenticator.ts'
import { createFactorPeople, current, site } from './testing/factor-people.ts'

const admin = process.env['LOGGIA_TEST_POSTGRES']

describe.each(listRuleEngines(admin))('passkeys, on %s', (engine) => {
  let bare: BarePlatform
  beforeAll(async () => {
    bare = await openBarePlatform({ postgres: engine === 'postgres' ? admin : undefined })
  })
  afterAll(() => bare.close())
  const {
    next,
    signIn,
    signedUp,
    email,
    parties,
    browser,
    refusal,
    codeOf,
    nextCode,
    totp,
    begin,
    finish,
    addPasskey,
  } = createFactorPeople(() => bare)
  beforeEach(() => {
    bare.wall.moveBy(fromHours(1))
    next()
  })

  const passkeySignIn = async (
    key: ReturnType<typeof createAuthenticator>,
    lie: Parameters<typeof key.assert>[1] = {},
  ) => {
    const { token, options } = await parties().requestPasskeySignIn(site)
    return parties().signInByPasskey(token, key.assert(options, lie), browser)
  }

  test('signs in without a password, and is the second factor after one', async () => {
    const session = await signedUp()
    const { key, passkey, recoveryCodes } = await addPasskey(session)

    const alone = await passkeySignIn(key)
    const step = await begin()
    const options = await parties().requestSecondSignature(step, site)
    const second = await finish(step, { kind: 'passkey', response: key.assert(options) })

    expect(recoveryCodes).toHaveLength(10)
    expect(options.allowCredentials.map(({ id }) => id)).toEqual([key.id])
    const methods = (await parties().listSessions(alone.session.actor)).map(({ method }) => method)
    expect(methods).toEqual(expect.arrayContaining(['passkey', 'password_passkey']))
    expect(second.session.member.email).toBe(email())
    const [kept] = (await parties().listFactors(second.session)).passkeys
    expect(kept).toMatchObject({ id: passkey.id, name: 'A key', usedAt: bare.platform.wall.now() })
  })

  test('enumeration: what has to be signed names nobody', async () => {
    await addPasskey(await signedUp())

    const { options } = await parties().requestPasskeySignIn(site)

    expect(options.allowCredentials).toEqual([])
  })

  test('replay: a challenge is signed once, also by a sign-in that failed', async () => {
    const { key } = await addPasskey(await signedUp())
    const { token, options } = await parties().requestPasskeySignIn(site)
    await parties().signInByPasskey(token, key.assert(options), browser)
    const other = await parties().requestPasskeySignIn(site)
    await refusal(parties().signInByPasskey(other.token, key.assert(options), browser))

    const again = [
      await refusal(parties().signInByPasskey(token, key.assert(options), browser)),
      await refusal(parties().signInByPasskey(other.token, key.assert(other.options), browser)),
    ]

    expect(again).toEqual(['parties.passkey_refused', 'parties.passkey_refused'])
  })

  test('a challenge lasts five minutes, and belongs to the browser that asked for it', async () => {
    const { key } = await addPasskey(await signedUp())
    const mine = await parties().requestPasskeySignIn(site)
    const theirs = await parties().requestPasskeySignIn(site)

    const crossed = await refusal(parties().signInByPasskey(theirs.token, key.assert(mine.options), browser))
    bare.wall.moveBy(fromMinutes(5))
    const late = await refusal(parties().signInByPasskey(mine.token, key.assert(mine.options), browser))

    expect([crossed, late]).toEqual(['parties.passkey_refused', 'parties.passkey_refused'])
  })

  test.each([
    ['of a foreign origin', { origin: 'https://market.example.evil.example' }],
    ['without the person verified', { isUnverified: true }],
    ['with a counter that does not rise', { counter: 1 }],
  ])('a signature %s is refused', async (_, lie) => {
    const { key } = await addPasskey(await signedUp())
    await passkeySignIn(key)

    expect(await refusal(passkeySignIn(key, lie))).toBe('parties.passkey_refused')
    expect(await refusal(passkeySignIn(key))).toBe('in')
  })

  test('a passkey for another site is refused', async () => {
    const { key } = await addPasskey(await signedUp())
    const { token, options } = await parties().requestPasskeySignIn(site)
    const response = key.assert({ ...options, rpId: 'evil.example' })

    expect(await refusal(parties().signInByPasskey(token, response, browser))).toBe('parties.passkey_refused')
  })

  test('an unknown passkey, and one with another’s key, are refused alike', async () => {
    const { key } = await addPasskey(await signedUp())
    const stranger = createAuthenticator(site.origin)
    const { token, options } = await parties().requestPasskeySignIn(site)
    const forged = { ...stranger.assert(options), id: key.id, rawId: key.id }

    expect(await refusal(passkeySignIn(stranger))).toBe('parties.passkey_refused')
    expect(await refusal(parties().signInByPasskey(token, forged, browser))).toBe('parties.passkey_refused')
  })

  test('registration: a foreign origin, an unverified person, a used challenge and a known passkey are refused', async () => {
    const session = await signedUp()
    const { secret } = await parties().startTotp(session, { current })
    await parties().confirmTotp(session, codeOf(secret))
    const start = () => parties().startPasskey(session, { current, proof: totp(nextCode(secret)), site })
    const key = createAuthenticator(site.origin)
    const add = (response: ReturnType<typeof key.register>) =>
      refusal(parties().addPasskey(session, { name: 'A key', response, site }))

    expect(await add(key.register(await start(), { origin: 'https://evil.example' }))).toBe(
      'parties.passkey_refused',
    )
    expect(await add(key.register(await start(), { isUnverified: true }))).toBe('parties.passkey_refused')
    const options = await start()
    expect(await add(key.register(options))).toBe('in')
    expect(await add(key.register(options))).toBe('parties.passkey_refused')
    expect(await add(key.register(await start()))).toBe('parties.passkey_known')
  })

  test('a challenge of one session is none of another', async () => {
    const session = await signedUp()
    const other = (await signIn(parties())).session
    const key = createAuthenticator(site.origin)
    const options = await parties().startPasskey(session, { current, site })

    const crossed = parties().addPasskey(other, { name: 'A key', response: key.register(options), site })

    expect(await refusal(crossed)).toBe('parties.passkey_refused')
  })

  test('stealing: a session that a reset has ended adds no passkey', async () => {
    const session = await signedUp()
    const key = createAuthenticator(site.origin, { counts: true })
    const options = await parties().startPasskey(session, { current, site })
    await parties().resetOnServer(email())

    const added = await refusal(
      parties().addPasskey(session, { name: 'A thief', response: key.register(options), site }),
    )

    expect(added).toBe('parties.sign_in_required')
    expect(await refusal(passkeySignIn(key))).toBe('parties.passkey_refused')
  })

  test('race: of two uses with one counter, one counts', async () => {
    const { key } = await addPasskey(await signedUp())
    const uses = []
    for (let n = 0; n < 2; n += 1) {
      const { token, options } = await parties().requestPasskeySignIn(site)
      uses.push({ token, response: key.assert(options, { counter: 9 }) })
    }

    const codes = await Promise.all(
      uses.map(({ token, response }) => refusal(parties().signInByPasskey(token, response, browser))),
    )

    expect(codes.toSorted()).toEqual(['in', 'parties.passkey_refused'])
  })

  test('one that does not count signs in again and again', async () => {
    const { key } = await addPasskey(await signedUp(), { counts: false })

    expect([await refusal(passkeySignIn(key)), await refusal(passkeySignIn(key))]).toEqual(['in', 'in'])
  })

  test('several have names, are renamed, and are removed with password and a proof', async () => {
    const session = await signedUp()
    const first = await addPasskey(session)
    const proofBy = async (key: typeof first.key): Promise<SecondProof> => ({
      kind: 'passkey',
      response: key.assert(await parties().requestConfirmation(session, site)),
    })
    const second = await addPasskey(session, { proof: await proofBy(first.key) })
    await parties().renamePasskey(session, second.passkey.id, 'The other')

    expect(await refusal(parties().removePasskey(session, first.passkey.id, { current, site }))).toBe(
      'parties.second_factor_missing',
    )
    const proof = await proofBy(second.key)
    await parties().removePasskey(session, first.passkey.id, { current, proof, site })

    const { passkeys, recoveryCodesLeft } = await parties().listFactors(session)
    expect(passkeys.map(({ name }) => name)).toEqual(['The other'])
    expect(recoveryCodesLeft).toBe(10)
    expect(await refusal(passkeySignIn(first.key))).toBe('parties.passkey_refused')
  })

  test('of another member is neither renamed nor removed, and proves nothing', async () => {
    const theirs = await addPasskey(await signedUp())
    next()
    const session = await signedUp()
    const { passkey } = await addPasskey(session)
    const options = await parties().requestConfirmation(session, site)
    const proof = { kind: 'passkey', response: theirs.key.assert(options) } as const

    expect(await refusal(parties().renamePasskey(session, theirs.passkey.id, 'Mine'))).toBe(
      'parties.passkey_unknown',
    )
    expect(await refusal(parties().removePasskey(session, passkey.id, { current, proof, site }))).toBe(
      'parties.passkey_refused',
    )
  })

  test('cannot be used at an IP address', async () => {
    const session = await signedUp()

    expect(await refusal(parties().startPasskey(session, { current }))).toBe('parties.passkeys_unavailable')
    expect(await refusal(parties().requestPasskeySignIn(undefined))).toBe('parties.passkeys_unavailable')
  })
})
