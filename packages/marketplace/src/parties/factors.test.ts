import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromDays, fromHours, fromMinutes } from '@loggia/kernel'
import type { SecondProof } from '@loggia/protocol/console'
import { openBarePlatform } from '../embedded/bare-platform.ts'
import type { BarePlatform } from '../embedded/bare-platform.ts'
import { listRuleEngines } from '../embedded/index.ts'
import { runInTx, saveSetting, system } from '../platform/index.ts'
import { operatorFactorSetting } from './schema/sessions.ts'
import { createFactorPeople, current } from './testing/factor-people.ts'

const admin = process.env['LOGGIA_TEST_POSTGRES']

describe.each(listRuleEngines(admin))('second factors, on %s', (engine) => {
  let bare: BarePlatform
  beforeAll(async () => {
    bare = await openBarePlatform({ postgres: engine === 'postgres' ? admin : undefined })
  })
  afterAll(() => bare.close())
  const {
    next,
    signIn,
    signedUp,
    history,
    email,
    parties,
    refusal,
    codeOf,
    nextCode,
    totp,
    withTotp,
    begin,
    finish,
  } = createFactorPeople(() => bare)
  beforeEach(() => {
    bare.wall.moveBy(fromHours(1))
    next()
  })

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

    test('guessing: browsers that were known before there was a second factor are known no longer', async () => {
      const session = await signedUp()
      const before: string[] = []
      for (let n = 0; n < 3; n += 1) before.push((await signIn(parties())).device)
      const { secret } = await parties().startTotp(session, { current })
      await parties().confirmTotp(session, codeOf(secret))
      const step = await begin()

      const codes = []
      for (const device of before)
        for (let n = 0; n < 6; n += 1)
          codes.push(await refusal(finish(step, totp('000000'), { devices: [device] })))

      expect(codes.filter((code) => code === 'parties.code_refused')).toHaveLength(10)
      expect(await history(session.actor.memberId)).toContain('member.codes_refused')
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

    test('stealing: a session that has ended confirms none', async () => {
      const session = await signedUp()
      const { secret } = await parties().startTotp(session, { current })
      await parties().signOutEverywhere(session.actor)

      expect(await refusal(parties().confirmTotp(session, codeOf(secret)))).toBe('parties.sign_in_required')
      expect((await parties().listFactors(session)).totpSince).toBeUndefined()
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

    test('a session from before is held up once it is fourteen days old, unless there is a factor', async () => {
      await require(false)
      const { enter } = await operator()
      const { token, session } = await enter()
      await require(true)
      const mustAdd = async () => (await parties().authenticate(token))?.mustAddFactor

      bare.wall.moveBy(fromDays(10))
      expect(await mustAdd()).toBe(false)
      bare.wall.moveBy(fromDays(10))
      expect(await mustAdd()).toBe(true)
      const { secret } = await parties().startTotp(session, { current })
      await parties().confirmTotp(session, codeOf(secret))
      expect(await mustAdd()).toBe(false)
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
