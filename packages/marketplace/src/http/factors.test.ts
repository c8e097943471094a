import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromMinutes } from '@loggia/kernel'
import { runInTx, saveSetting, system } from '../platform/index.ts'
import { operatorFactorSetting } from '../parties/schema/sessions.ts'
import { createAuthenticator } from '../parties/testing/authenticator.ts'
import { computeTotp } from '../parties/totp.ts'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge, Visitor } from './stub-edge.ts'

const origin = 'http://market.example:8080'
let edge: StubEdge
let buyer: Visitor
let secret: string
beforeAll(async () => {
  edge = await openStubEdge({ options: { limits: { all: 10_000, signIn: 10_000 } } })
  buyer = await edge.visitor('buyer')
  const started = await edge.ask('POST', '/api/profile/totp', buyer, { payload: { current: edge.password } })
  secret = started.json().secret as string
  await edge.ask('POST', '/api/profile/totp/confirmation', buyer, { payload: { code: code() } })
})
beforeEach(() => edge.bare.wall.moveBy(fromMinutes(2)))
afterAll(() => edge.close())

const code = (): string => computeTotp(secret, Math.floor(edge.bare.platform.wall.now() / 30_000))
const credentials = { email: 'buyer@cangye.example', password: 'correct horse' }
type Reply = Awaited<ReturnType<StubEdge['ask']>>
const begin = (headers: Record<string, string> = {}): Promise<Reply> =>
  edge.ask('POST', '/api/session', undefined, { payload: credentials, headers })
const finish = (cookie: string, proof: object = { kind: 'totp', code: code() }, more = {}): Promise<Reply> =>
  edge.ask('POST', '/api/session/second-factor', undefined, {
    payload: { proof },
    headers: { cookie, ...more },
  })
const cookiesOf = (reply: Reply): string[] => [reply.headers['set-cookie'] ?? []].flat()
const stepOf = (reply: Reply): string =>
  cookiesOf(reply)
    .find((cookie) => cookie.startsWith('loggia_sign_in='))
    ?.split(';')[0] ?? ''

describe('the second step at the edge', () => {
  test('the right password is told the methods, and gets a short-lived cookie instead of a session', async () => {
    const reply = await begin()

    expect(reply.statusCode).toBe(401)
    expect(reply.json()).toMatchObject({
      code: 'parties.second_factor_needed',
      details: { methods: ['totp', 'recovery'] },
    })
    expect(cookiesOf(reply)).toEqual([
      expect.stringMatching(/^loggia_sign_in=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/),
    ])
    expect(reply.body).not.toContain(stepOf(reply).slice(15))
  })

  test('the code finishes the sign-in with new tokens, and takes the cookie back', async () => {
    const step = stepOf(await begin())

    const reply = await finish(step)

    expect(reply.statusCode).toBe(200)
    expect(reply.json().session.member.email).toBe(credentials.email)
    const cookies = cookiesOf(reply)
    expect(cookies.some((cookie) => /^loggia_session=[\w-]{43};/.test(cookie))).toBe(true)
    expect(cookies.some((cookie) => cookie.startsWith('loggia_sign_in=;'))).toBe(true)
    expect(cookies.join()).not.toContain(step.slice(15))
  })

  test('fixation: a sign-in never goes on under a token that the browser brought', async () => {
    const planted = stepOf(await begin())

    const own = stepOf(await begin({ cookie: planted }))

    expect(own).toMatch(/^loggia_sign_in=[\w-]{43}$/)
    expect(own).not.toBe(planted)
  })

  test('the cookie opens nothing by itself', async () => {
    const step = stepOf(await begin())
    const session = await edge.ask('GET', '/api/session', undefined, { headers: { cookie: step } })
    const factors = await edge.ask('GET', '/api/profile/factors', undefined, { headers: { cookie: step } })
    const asSession = step.replace('loggia_sign_in', 'loggia_session')
    const swapped = await edge.ask('GET', '/api/profile/factors', undefined, {
      headers: { cookie: asSession },
    })

    expect(session.json()).toEqual({ session: null })
    expect([factors.statusCode, swapped.statusCode]).toEqual([401, 401])
  })

  test('without the cookie, and from a page of another site, a code is refused', async () => {
    const step = stepOf(await begin())

    expect((await finish('')).json()).toMatchObject({ code: 'parties.sign_in_step_over' })
    expect((await finish(step, undefined, { origin: 'https://elsewhere.example' })).json()).toMatchObject({
      code: 'request.origin_refused',
    })
    expect((await finish(step)).statusCode).toBe(200)
  })

  test('over https a neighbouring name cannot plant the cookie', async () => {
    const secure = await openStubEdge({ options: { baseUrl: 'https://market.example' } })
    const reply = await secure.ask('POST', '/api/session/passkey/challenge')

    expect(cookiesOf(reply)).toEqual([
      expect.stringMatching(
        /^__Host-loggia_sign_in=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      ),
    ])
    expect(reply.json().options).toMatchObject({ rpId: 'market.example', allowCredentials: [] })
    await secure.close()
  })

  test('no log line holds a code, a secret or a token', async () => {
    const reply = await begin()
    const typed = code()
    await finish(stepOf(reply), { kind: 'totp', code: typed })

    const log = edge.bare.logged.join('\n')
    for (const hidden of [secret, stepOf(reply).slice(15)]) expect(log).not.toContain(hidden)
    expect(log).not.toMatch(new RegExp(`"code":"${typed}"`))
  })
})

describe('passkeys at the edge', () => {
  test('are bound to the public address, and sign in in the browser that asked', async () => {
    const key = createAuthenticator(origin)
    const confirmed = { current: edge.password, proof: { kind: 'totp', code: code() } }
    const started = await edge.ask('POST', '/api/profile/passkeys/options', buyer, { payload: confirmed })
    const response = key.register(started.json().options)
    const added = await edge.ask('POST', '/api/profile/passkeys', buyer, {
      payload: { name: '电脑', response },
    })
    const asked = await edge.ask('POST', '/api/session/passkey/challenge')
    const other = await edge.ask('POST', '/api/session/passkey/challenge')
    const enter = (cookie: string) =>
      edge.ask('POST', '/api/session/passkey', undefined, {
        payload: { response: key.assert(asked.json().options) },
        headers: { cookie },
      })

    expect(started.json().options.rp).toEqual({ id: 'market.example', name: 'Loggia' })
    expect(added.json()).toMatchObject({ passkey: { name: '电脑' } })
    expect((await enter(stepOf(other))).json()).toMatchObject({ code: 'parties.passkey_refused' })
    const entered = await enter(stepOf(asked))
    expect(entered.statusCode).toBe(200)
    expect(entered.json().session.member.email).toBe(credentials.email)
  })

  test('are offered by the sign-in page, except at an IP address', async () => {
    const local = await openStubEdge({ options: { baseUrl: 'http://127.0.0.1:8080' } })
    const offers = async (of: StubEdge) =>
      (JSON.parse((await of.ask('GET', '/sign-in')).body) as { page: { passkeys: boolean } }).page.passkeys

    expect([await offers(edge), await offers(local)]).toEqual([true, false])
    expect((await local.ask('POST', '/api/session/passkey/challenge')).json()).toMatchObject({
      code: 'parties.passkeys_unavailable',
    })
    await local.close()
  })
})

test('an operator who must add a second factor is answered about nothing else', async () => {
  const { platform } = edge.bare
  await edge.visitor('operator')
  await runInTx(platform, { actor: system }, (tx) =>
    saveSetting(tx, operatorFactorSetting, { value: true, clock: platform.clock }),
  )
  const payload = { email: 'operator@cangye.example', password: edge.password }
  const entered = await edge.ask('POST', '/api/session', undefined, { payload })
  const cookie = cookiesOf(entered)[0]?.split(';')[0] ?? ''
  const ask = (url: string) => edge.ask('GET', url, undefined, { headers: { cookie } })

  const api = await ask('/api/operator/settings')
  const centre = await ask('/operator/settings')
  const own = await ask('/api/profile/factors')

  expect(entered.json().session).toMatchObject({ operator: true, mustAddFactor: true })
  expect(api.json()).toMatchObject({ status: 403, code: 'parties.factor_must_be_added' })
  expect(centre.headers.location).toBe('/account?next=%2Foperator%2Fsettings')
  expect(own.json()).toMatchObject({ isRequired: true, totp: null })
})

test('signing out elsewhere keeps this browser', async () => {
  const seller = await edge.visitor('seller')
  const payload = { email: 'seller@cangye.example', password: edge.password }
  await edge.ask('POST', '/api/session', undefined, { payload })
  const count = async () => (await edge.ask('GET', '/api/sessions', seller)).json().items as object[]
  const before = await count()

  await edge.ask('DELETE', '/api/sessions?keep=current', seller)

  expect(before).toHaveLength(2)
  expect(before[0]).toMatchObject({ method: 'password', address: expect.stringMatching(/./) })
  expect(await count()).toHaveLength(1)
})
