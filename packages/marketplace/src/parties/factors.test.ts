import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromHours, fromMinutes, fromSeconds } from '@loggia/kernel'
import type { SecondProof } from '@loggia/protocol/console'
import { accountPassword, createAccounts } from '../embedded/accounts.ts'
import { openBarePlatform } from '../embedded/bare-platform.ts'
import type { BarePlatform } from '../embedded/bare-platform.ts'
import { listWorldEngines } from '../embedded/index.ts'
import { runInTx, saveSetting, system } from '../platform/index.ts'
import { operatorFactorSetting } from './schema.ts'
import type { SignedIn } from './schema.ts'
import { createAuthenticator } from './testing/authenticator.ts'
import { computeTotp } from './totp.ts'

const admin = process.env['LOGGIA_TEST_POSTGRES']
const site = { origin: 'https://market.example', rpId: 'market.example' }
const current = accountPassword

describe.each(listWorldEngines(admin))('second factors, on %s', (engine) => {
  let bare: BarePlatform
  beforeAll(async () => {
    bare = await openBarePlatform({ postgres: engine === 'postgres' ? admin : undefined })
  })
  afterAll(() => bare.close())
  const { next, partiesOf, signIn, signedUp, history, email } = createAccounts(() => bare.platform)
  beforeEach(() => {
    bare.wall.moveBy(fromHours(1))
    next()
  })

  const parties = () => partiesOf()
  const browser = { userAgent: 'a browser', ip: '192.0.2.251', devices: [], site }
  const refusal = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'in',
      (error: { code: string }) => error.code,
    )
  /** The code of the present step, or of one beside it. */
  const codeOf = (secret: string, off = 0): string =>
    computeTotp(secret, Math.floor(bare.platform.wall.now() / 30_000) + off)
  const nextCode = (secret: string): string => {
    bare.wall.moveBy(fromSeconds(90))
    return codeOf(secret)
  }
  const totp = (code: string): SecondProof => ({ kind: 'totp', code })

  /** A member with an authenticator app. */
  async function withTotp() {
    const session = await signedUp()
    const { secret } = await parties().startTotp(session, { current })
    const { recoveryCodes = [] } = await parties().confirmTotp(session, codeOf(secret))
    bare.wall.moveBy(fromMinutes(2))
    return { session, secret, recoveryCodes }
  }
  /** A sign-in whose password was right. */
  async function begin(given: { devices?: readonly string[] } = {}): Promise<string> {
    const begun = await parties().beginSignIn({
      email: email(),
      password: current,
      userAgent: '',
      ip: '192.0.2.250',
      ...given,
    })
    if (!('step' in begun)) throw new Error('No second factor was asked for')
    return begun.step
  }
  const finish = (step: string | undefined, proof: SecondProof, more: object = {}) =>
    parties().finishSignIn(step, proof, { ...browser, ...more })

  async function addPasskey(
    session: SignedIn,
    { proof, counts }: { proof?: SecondProof; counts?: boolean } = {},
  ) {
    const key = createAuthenticator(site.origin, { counts: counts ?? true })
    const options = await parties().startPasskey(session, { current, proof, site })
    const added = await parties().addPasskey(session, {
      name: 'A key',
      response: key.register(options),
      site,
    })
    return { key, ...added }
  }

  describe('an authenticator app', () => {
    test('is asked for after the right password only, and signs in with its code', async () => {
      const { secret } = await withTotp()

      expect(await refusal(signIn(parties(), { password: 'wrong' }))).toBe('parties.sign_in_refused')
      expect(await refusal(signIn(parties()))).toBe('parties.second_factor_needed')
      const { token } = await finish(await begin(), totp(nextCode(secret)))

      const [newest] = await parties().listSessions((await parties().authenticate(token))!.actor)
      expect(newest).toMatchObject({ method: 'password_code', address: '192.0.2.251' })
    })

    test('does not count before a code has confirmed it, and not after a quarter of an hour', async () => {
      const session = await signedUp()
      const { secret } = await parties().startTotp(session, { current })

      expect(await refusal(parties().confirmTotp(session, '000000'))).toBe('parties.code_refused')
      expect(await refusal(signIn(parties()))).toBe('in')
      bare.wall.moveBy(fromMinutes(15))
      expect(await refusal(parties().confirmTotp(session, codeOf(secret)))).toBe('parties.totp_unknown')
    })

    test('replay: a code, and every earlier one, counts once', async () => {
      const { secret } = await withTotp()
      const before = codeOf(secret, -1)
      const code = codeOf(secret)
      await finish(await begin(), totp(code))

      expect(await refusal(finish(await begin(), totp(code)))).toBe('parties.code_refused')
      expect(await refusal(finish(await begin(), totp(before)))).toBe('parties.code_refused')
    })

    test('replay: the code that confirmed the app does not sign in', async () => {
      const session = await signedUp()
      const { secret } = await parties().startTotp(session, { current })
      const code = codeOf(secret)
      await parties().confirmTotp(session, code)

      expect(await refusal(finish(await begin(), totp(code)))).toBe('parties.code_refused')
    })

    test('race: of five sign-ins with one code at once, one succeeds', async () => {
      const { secret } = await withTotp()
      const steps = []
      for (let n = 0; n < 5; n += 1) steps.push(await begin())
      const code = codeOf(secret)

      const codes = await Promise.all(steps.map((step) => refusal(finish(step, totp(code)))))

      expect(codes.filter((one) => one === 'in')).toHaveLength(1)
    })

    test('guessing: ten wrong codes in an hour end guessing, tell the owner once, and keep no known browser out', async () => {
      const { session, secret } = await withTotp()
      const { device } = await finish(await begin(), totp(nextCode(secret)))
      const codes = []
      for (let n = 0; n < 12; n += 1) codes.push(await refusal(finish(await begin(), totp('000000'))))

      expect(codes.filter((code) => code === 'parties.code_refused')).toHaveLength(10)
      expect(await refusal(finish(await begin(), totp(nextCode(secret))))).toBe('parties.sign_in_limited')
      const known = { devices: [device] }
      expect(await refusal(finish(await begin(known), totp(codeOf(secret)), known))).toBe('in')
      expect(
        (await history(session.actor.memberId)).filter((kind) => kind === 'member.codes_refused'),
      ).toHaveLength(1)
    })

    test('guessing: whoever does not know the password uses up no tries of the code', async () => {
      const { secret } = await withTotp()
      for (let n = 0; n < 12; n += 1)
        await refusal(signIn(parties(), { password: 'a guess', ip: `198.51.100.${n}` }))
      bare.wall.moveBy(fromMinutes(15))

      expect(await refusal(finish(await begin(), totp(codeOf(secret))))).toBe('in')
    })

    test('is removed with password and code, and with neither alone', async () => {
      const { session, secret } = await withTotp()
      const remove = (given: { current: string; proof?: SecondProof }) =>
        refusal(parties().removeTotp(session, given))

      expect(await remove({ current })).toBe('parties.second_factor_missing')
      expect(await remove({ current, proof: totp('000000') })).toBe('parties.code_refused')
      expect(await remove({ current: 'wrong', proof: totp(codeOf(secret)) })).toBe('parties.password_wrong')
      expect(await remove({ current, proof: totp(codeOf(secret)) })).toBe('in')
      expect(await refusal(signIn(parties()))).toBe('in')
      expect((await parties().listFactors(session)).recoveryCodesLeft).toBe(0)
    })

    test('is set up once: another one needs the first to be removed', async () => {
      const { session, secret } = await withTotp()

      expect(await refusal(parties().startTotp(session, { current }))).toBe('parties.second_factor_missing')
      const proof = totp(codeOf(secret))
      expect(await refusal(parties().startTotp(session, { current, proof }))).toBe('parties.totp_exists')
    })
  })

  describe('a sign-in that waits', () => {
    test('lasts ten minutes, is used once, and is not known by another token', async () => {
      const { secret, recoveryCodes } = await withTotp()
      const over = 'parties.sign_in_step_over'
      const used = await begin()
      await finish(used, totp(nextCode(secret)))

      const recovery = { kind: 'recovery', code: recoveryCodes[0] ?? '' } as const
      expect(await refusal(finish(used, recovery))).toBe(over)
      expect(await refusal(finish(undefined, recovery))).toBe(over)
      expect(await refusal(finish('A'.repeat(43), recovery))).toBe(over)
      const late = await begin()
      bare.wall.moveBy(fromMinutes(10))
      expect(await refusal(finish(late, recovery))).toBe(over)
    })

    test('fixation: another person’s sign-in takes no proof of one’s own', async () => {
      const { secret } = await withTotp()
      next()
      await withTotp()
      const theirs = await begin()

      expect(await refusal(finish(theirs, totp(nextCode(secret))))).toBe('parties.code_refused')
    })

    test('ends with a new password', async () => {
      const { session, secret } = await withTotp()
      const step = await begin()
      await parties().changePassword(session, { current, next: 'another long one' })

      expect(await refusal(finish(step, totp(nextCode(secret))))).toBe('parties.sign_in_step_over')
    })

    test('is stored as a digest', async () => {
      await withTotp()
      const step = await begin()

      const rows = await bare.platform.db
        .withTables<{ sign_in_step: { token_hash: string } }>()
        .selectFrom('sign_in_step')
        .select('token_hash')
        .execute()
      expect(rows.length).toBeGreaterThan(0)
      expect(rows.map((row) => row.token_hash)).not.toContain(step)
    })
  })

  describe('a passkey', () => {
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

      const crossed = await refusal(
        parties().signInByPasskey(theirs.token, key.assert(mine.options), browser),
      )
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

      expect(await refusal(parties().signInByPasskey(token, response, browser))).toBe(
        'parties.passkey_refused',
      )
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

  describe('recovery codes', () => {
    test('take the place of the second factor, once each, however they are typed', async () => {
      const { recoveryCodes } = await withTotp()
      const [first = '', second = ''] = recoveryCodes
      const typed = ` ${first.toUpperCase().replaceAll('-', ' ')} `

      const { session } = await finish(await begin(), { kind: 'recovery', code: typed })

      expect(new Set(recoveryCodes).size).toBe(10)
      expect(await refusal(finish(await begin(), { kind: 'recovery', code: first }))).toBe(
        'parties.recovery_code_refused',
      )
      expect(await refusal(finish(await begin(), { kind: 'recovery', code: second }))).toBe('in')
      expect((await parties().listFactors(session)).recoveryCodesLeft).toBe(8)
      expect((await parties().listSessions(session.actor))[0]?.method).toBe('recovery_code')
      expect(await history(session.actor.memberId)).toContain('member.recovery_code_used')
    })

    test('race: one code at once in two browsers lets one in', async () => {
      const { recoveryCodes } = await withTotp()
      const steps = [await begin(), await begin()]
      const proof = { kind: 'recovery', code: recoveryCodes[0] ?? '' } as const

      const codes = await Promise.all(steps.map((step) => refusal(finish(step, proof))))

      expect(codes.toSorted()).toEqual(['in', 'parties.recovery_code_refused'])
    })

    test('are replaced as a whole, and are no one else’s', async () => {
      const { session, secret, recoveryCodes } = await withTotp()
      const replaced = await parties().replaceRecoveryCodes(session, { current, proof: totp(codeOf(secret)) })
      const [old = '', fresh = ''] = [recoveryCodes[0], replaced[0]]

      expect(await refusal(finish(await begin(), { kind: 'recovery', code: old }))).toBe(
        'parties.recovery_code_refused',
      )
      next()
      await withTotp()
      expect(await refusal(finish(await begin(), { kind: 'recovery', code: fresh }))).toBe(
        'parties.recovery_code_refused',
      )
    })

    test('are none without a second factor', async () => {
      const session = await signedUp()

      expect(await refusal(parties().replaceRecoveryCodes(session, { current }))).toBe(
        'parties.factor_unknown',
      )
    })
  })

  test('a change of the factors ends the other sessions and the sign-ins that wait, and not this one', async () => {
    const session = await signedUp()
    const { token } = await signIn(parties())
    const { secret } = await parties().startTotp(session, { current })
    await parties().confirmTotp(session, codeOf(secret))
    const step = await begin()
    const ended = await parties().authenticate(token)
    await parties().removeTotp(session, { current, proof: totp(nextCode(secret)) })

    expect(ended).toBeUndefined()
    expect(await refusal(finish(step, totp(codeOf(secret))))).toBe('parties.sign_in_step_over')
    expect(await parties().listSessions(session.actor)).toHaveLength(1)
  })

  test('stealing: another email needs the second factor as well', async () => {
    const { session, secret } = await withTotp()
    const move = (proof?: SecondProof) =>
      refusal(parties().askEmailChange(session, { email: `thief-${email()}`, current, proof }))

    expect(await move()).toBe('parties.second_factor_missing')
    expect(await move(totp('000000'))).toBe('parties.code_refused')
    expect(await move(totp(codeOf(secret)))).toBe('in')
  })

  test('signing out elsewhere ends the other sessions and keeps this one', async () => {
    const session = await signedUp()
    const { token } = await signIn(parties())
    await parties().signOutOthers(session)

    expect(await parties().authenticate(token)).toBeUndefined()
    expect(await parties().listSessions(session.actor)).toHaveLength(1)
  })

  test('the server’s reset removes the factors and says so', async () => {
    await withTotp()

    const { password, hadFactors } = await parties().resetOnServer(email())

    expect(hadFactors).toBe(true)
    expect(await refusal(signIn(parties(), { password }))).toBe('in')
    expect((await parties().resetOnServer(email())).hadFactors).toBe(false)
  })

  describe('where operators need one', () => {
    const require = (value: boolean) =>
      runInTx(bare.platform, { actor: system }, (tx) =>
        saveSetting(tx, operatorFactorSetting, { value, clock: bare.platform.clock }),
      )
    afterAll(() => require(false))
    let serial = 0
    async function operator() {
      const address = `needs-${engine}-${(serial += 1)}@market.example`
      const member = { email: address, name: 'An operator', password: current, language: 'en-US' } as const
      await runInTx(bare.platform, { actor: system }, (tx) =>
        parties().addMember(tx, { ...member, operator: true }),
      )
      return { enter: () => signIn(parties(), { email: address }), address }
    }

    test('one without is held up from the next sign-in on, until one is added, and cannot remove the last', async () => {
      await require(false)
      const { enter, address } = await operator()
      const before = await enter()
      await require(true)
      const after = await enter()

      expect((await parties().authenticate(before.token))?.mustAddFactor).toBe(false)
      expect(after.session.mustAddFactor).toBe(true)
      const { secret } = await parties().startTotp(after.session, { current })
      await parties().confirmTotp(after.session, codeOf(secret))
      expect((await parties().authenticate(after.token))?.mustAddFactor).toBe(false)
      const remove = parties().removeTotp(after.session, { current, proof: totp(nextCode(secret)) })
      expect(await refusal(remove)).toBe('parties.factor_required')
      const { password } = await parties().resetOnServer(address)
      const again = await signIn(parties(), { email: address, password })
      expect(again.session).toMatchObject({ mustChangePassword: true, mustAddFactor: true })
    })

    test('it holds up no other member, and nobody once the setting is taken back', async () => {
      await require(true)
      const member = await signedUp()
      const { enter } = await operator()
      const { token } = await enter()
      await require(false)

      expect(member.mustAddFactor).toBe(false)
      expect((await parties().authenticate(token))?.mustAddFactor).toBe(false)
    })
  })
})
