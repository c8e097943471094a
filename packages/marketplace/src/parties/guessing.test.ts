import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromMinutes, fromSeconds } from '@loggia/kernel'
import { createAccounts } from '../embedded/accounts.ts'
import { openBarePlatform } from '../embedded/bare-platform.ts'
import type { BarePlatform } from '../embedded/bare-platform.ts'
import { listRuleEngines } from '../embedded/index.ts'

const admin = process.env['LOGGIA_TEST_POSTGRES']

describe.each(listRuleEngines(admin))('strangers who guess, on %s', (engine) => {
  let bare: BarePlatform
  beforeAll(async () => {
    bare = await openBarePlatform({ postgres: engine === 'postgres' ? admin : undefined })
  })
  afterAll(() => bare.close())
  const { next, partiesOf, person, signIn, signedUp, history } = createAccounts(() => bare.platform)
  beforeEach(() => {
    bare.wall.moveBy(fromMinutes(15))
    next()
  })

  type Ask = { readonly ip: string; readonly password?: string; readonly devices?: readonly string[] }
  const tryFrom = (ask: Ask): Promise<string> =>
    signIn(partiesOf(), ask).then(
      () => 'in',
      (error: { code: string }) => error.code,
    )
  const stranger = (n: number): string => `198.51.${Math.floor(n / 200)}.${n % 200}`
  const guessFrom = (n: number): Promise<string> => tryFrom({ ip: stranger(n), password: `guess ${n}` })
  /** How many of these passwords were checked. */
  const looked = (codes: readonly string[]): number =>
    codes.filter((code) => code === 'parties.sign_in_refused').length

  test('25 wrong passwords from 25 addresses keep the owner out neither at a known browser nor at a fresh address', async () => {
    await signedUp()
    const { device } = await signIn(partiesOf(), {})

    const codes = []
    for (let n = 0; n < 25; n += 1) codes.push(await guessFrom(n))

    expect(looked(codes)).toBe(11)
    expect(await tryFrom({ ip: stranger(0), devices: [device] })).toBe('in')
    bare.wall.moveBy(fromSeconds(3))
    expect(await tryFrom({ ip: '203.0.113.7' })).toBe('in')
  })

  test('each address of strangers holds the owner up by nine seconds at most, and they guess no faster than that', async () => {
    await signedUp()
    const addresses = 12
    let guesses = 0
    let ownerIn: number | undefined
    const step = async (second: number): Promise<void> => {
      // The guessers come first, from all addresses, every three seconds.
      const codes = await Promise.all(Array.from({ length: addresses }, (_, n) => guessFrom(n)))
      guesses += looked(codes)
      if (second >= 15 && ownerIn === undefined && (await tryFrom({ ip: '203.0.113.8' })) === 'in')
        ownerIn = second
      bare.wall.moveBy(fromSeconds(3))
    }

    for (let second = 0; second < 150; second += 3) await step(second)

    expect(ownerIn).toBeLessThanOrEqual(addresses * 9 + 15)
    // Ten before tries are slowed down, then one in three seconds, later one in twelve.
    expect(guesses).toBeLessThanOrEqual(10 + 150 / 3 + 150 / 12)
  })

  test('an address that was shut out takes no turn of others', async () => {
    await signedUp()
    for (let i = 0; i < 10; i += 1) await guessFrom(0)

    const again = await Promise.all([guessFrom(0), guessFrom(0), guessFrom(0)])

    expect(new Set(again)).toEqual(new Set(['parties.sign_in_limited']))
    expect(await tryFrom({ ip: '203.0.113.9' })).toBe('in')
  })

  test('fifty wrong tries behind a proxy that nobody trusts slow its readers down and shut none of them out', async () => {
    await signedUp()
    const ip = '203.0.113.10'
    const { device } = await signIn(partiesOf(), {})
    for (let i = 0; i < 55; i += 1)
      await signIn(partiesOf(), { email: `spray-${i}@x.example`, password: 'a guess', ip }).catch(
        () => undefined,
      )

    expect(await tryFrom({ ip })).toBe('parties.sign_in_limited')
    bare.wall.moveBy(fromSeconds(1))
    expect(await tryFrom({ ip })).toBe('in')
    for (let i = 0; i < 3; i += 1) expect(await tryFrom({ ip, devices: [device] })).toBe('in')
  })
  test('whose account it is learns of it once, and so does the log, without an address or an email', async () => {
    const { member, buyer } = await signedUp()
    for (let n = 0; n < 25; n += 1) await guessFrom(n + 400)

    expect((await history(member.id)).filter((kind) => kind === 'member.sign_ins_slowed')).toHaveLength(1)
    expect(buyer).toBeDefined()
    const lines = bare.logged.filter((line) => line.includes('slowed down') && line.includes(member.id))
    expect(lines).toHaveLength(1)
    expect(lines[0]).not.toMatch(/cangye|198\.51/)
  })

  test('a new password makes the browsers that knew the old one strangers again', async () => {
    const parties = partiesOf()
    const session = await signedUp(parties)
    const { device } = await signIn(parties)
    const changed = await parties.changePassword(session, {
      current: 'bridges over water',
      next: 'another long one',
    })
    const ip = '203.0.113.12'
    for (let i = 0; i < 10; i += 1) await tryFrom({ ip, password: 'a guess' })

    const password = 'another long one'
    expect(await tryFrom({ ip, password, devices: [device] })).toBe('parties.sign_in_limited')
    expect(await tryFrom({ ip, password, devices: [changed.device] })).toBe('in')
  })

  test('a known browser guesses ten times in a quarter of an hour, and keeps nobody else out', async () => {
    await signedUp()
    const { device } = await signIn(partiesOf())
    const ask = { ip: '203.0.113.13', devices: [device] }
    const codes = []
    for (let i = 0; i < 12; i += 1) codes.push(await tryFrom({ ...ask, password: 'a guess' }))

    expect(looked(codes)).toBe(10)
    expect(await tryFrom({ ip: ask.ip })).toBe('in')
  })

  test('14 sign-ups and 12 sign-ins of one /64 count as those of one address', async () => {
    const parties = partiesOf()
    const signUps = []
    for (let n = 0; n < 14; n += 1)
      signUps.push(
        await parties
          .signUp({ ...person(), email: `six-${engine}-${n}@x.example`, ip: `2001:db8:5:6::${n}` })
          .then(
            () => 'made',
            (error: { code: string }) => error.code,
          ),
      )
    await signedUp()
    const signIns = []
    for (let n = 0; n < 12; n += 1)
      signIns.push(await tryFrom({ ip: `2001:db8:5:7::${n}`, password: 'a guess' }))

    expect(signUps.filter((code) => code === 'parties.sign_up_limited')).toHaveLength(4)
    expect(looked(signIns)).toBe(10)
  })
})
