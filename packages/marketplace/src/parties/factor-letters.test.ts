import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listRuleEngines } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { openMailWorld } from '../mail/testing/mail-world.ts'
import type { MailWorld } from '../mail/testing/mail-world.ts'
import type { SignedIn } from './schema/sessions.ts'
import { computeTotp } from './totp.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const current = 'a password of tests'
const browser = { userAgent: 'a test', ip: '192.0.2.1', devices: [], site: undefined }

describe.each(listRuleEngines(postgresUrl))('who is told of second factors, on %s', (engine) => {
  let open: MailWorld
  let world: World
  beforeAll(async () => {
    open = await openMailWorld({ engine, postgresUrl })
    ;({ world } = open)
  })
  beforeEach(async () => {
    await world.reset()
    open.server.clear()
  })
  afterAll(() => open.close())

  const parties = () => world.market.parties
  const codeOf = (secret: string, off = 0): string =>
    computeTotp(secret, Math.floor(world.platform.wall.now() / 30_000) + off)
  /** An owner of a buyer with an authenticator app. */
  async function withTotp() {
    const owner = await world.given.buyer()
    const email = `${owner.name.toLowerCase().replace(' ', '-')}@loggia.example`
    const signIn = () => parties().beginSignIn({ ...browser, email, password: current })
    const begun = await signIn()
    if ('step' in begun) throw new Error('A second factor was asked for')
    const { session } = begun
    const { secret } = await parties().startTotp(session, { current })
    const { recoveryCodes = [] } = await parties().confirmTotp(session, codeOf(secret, -1))
    const begin = async () => {
      const next = await signIn()
      return 'step' in next ? next.step : ''
    }
    return { owner, email, session, secret, recoveryCodes, begin }
  }
  const subjectsTo = async (email: string): Promise<string[]> => {
    await open.sendAll()
    return open.server.received
      .filter(({ to }) => to === email)
      .map(({ subject }) => subject.split(' ')[0] ?? '')
  }
  const changesFor = async ({ actor }: SignedIn): Promise<unknown[]> => {
    if (!actor.buyerId) return []
    const { items } = await world.market.notifications.list(
      { kind: 'buyer', id: actor.buyerId },
      { limit: 10 },
    )
    return items.filter(({ kind }) => kind === 'factors_changed').map(({ data }) => data['change'])
  }

  test('the member by email, and the member’s party by a message, of what is added, used and removed', async () => {
    const { email, session, secret, recoveryCodes, begin } = await withTotp()
    const told = [await changesFor(session)]
    await parties().finishSignIn(await begin(), { kind: 'recovery', code: recoveryCodes[0] ?? '' }, browser)
    told.push(await changesFor(session))
    await parties().removeTotp(session, { current, proof: { kind: 'totp', code: codeOf(secret) } })
    told.push(await changesFor(session))

    expect(told).toEqual([['totp_added'], ['recovery_code_used'], ['totp_removed']])
    expect(await subjectsTo(email)).toEqual(
      expect.arrayContaining(['factor_added', 'recovery_code_used', 'factor_removed']),
    )
  })

  test('the member, at the tenth wrong code after the right password, once', async () => {
    const { email, begin } = await withTotp()
    for (let n = 0; n < 12; n += 1)
      await parties()
        .finishSignIn(await begin(), { kind: 'totp', code: '000000' }, browser)
        .catch(() => undefined)

    expect((await subjectsTo(email)).filter((subject) => subject === 'codes_refused')).toHaveLength(1)
  })

  test('a password reset by email leaves the second factor', async () => {
    const { email, secret } = await withTotp()
    await parties().askReset({ email, ip: '192.0.2.7', language: 'en-US' })
    await open.sendAll()
    const next = 'quite another long sentence'
    await parties().choosePassword({ token: open.readToken(email), password: next })

    const begun = await parties().beginSignIn({ ...browser, email, password: next })

    const step = 'step' in begun ? begun.step : undefined
    expect(step).toBeDefined()
    const proof = { kind: 'totp', code: codeOf(secret) } as const
    expect((await parties().finishSignIn(step, proof, browser)).session.member.email).toBe(email)
  })

  test('a reset by two operators removes the second factors, and says so', async () => {
    const { owner, email, begin } = await withTotp()
    const [asker, other] = [await world.given.operator(), await world.given.operator()]
    const step = await begin()
    const { id } = await parties().proposeOwnerReset(asker, {
      memberId: owner.memberId,
      reason: 'lost phone',
    })
    const { password } = await parties().confirmOwnerReset(other, id)

    const begun = await parties().beginSignIn({ ...browser, email, password })

    expect('session' in begun && begun.session.mustChangePassword).toBe(true)
    expect(await subjectsTo(email)).toEqual(expect.arrayContaining(['factor_removed', 'password_changed']))
    await expect(
      parties().finishSignIn(step, { kind: 'totp', code: '000000' }, browser),
    ).rejects.toMatchObject({ code: 'parties.sign_in_step_over' })
  })
})
