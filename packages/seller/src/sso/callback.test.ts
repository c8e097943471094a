import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import type { SsoRefusalCode } from '../index.ts'
import { openBrowser } from '../tried-marketplace.ts'
import { appId, companies, isCallback, linXia, startSignIn } from './tried-sign-in.ts'
import type { TriedOptions, TriedSignIn } from './tried-sign-in.ts'

let app: TriedSignIn
const open = async (options: TriedOptions = {}): Promise<void> => {
  app = await startSignIn(options)
}
afterEach(() => app?.close())

const requests = ['authorize', 'token authorization_code', 'userinfo']

function changed(url: URL, change: (query: URLSearchParams) => void): string {
  const copy = new URL(url)
  change(copy.searchParams)
  return copy.href
}

async function expectNobody(): Promise<void> {
  const before = app.market.asked.length
  expect((await app.browser.go(`${app.url}/`)).body).toBe('null')
  expect(app.market.asked.length).toBe(before)
}

describe('an answer of the marketplace', () => {
  test.each<[string, SsoRefusalCode, (query: URLSearchParams) => void]>([
    ['with a forged state', 'unknownState', (query) => query.set('state', 'f'.repeat(32))],
    ['with two states', 'invalidRequest', (query) => query.append('state', 'x')],
    ['with two codes', 'invalidRequest', (query) => query.append('code', 'x')],
    ['of another company', 'otherTenant', (query) => query.set('tenant', 'tenant-2')],
    ['of another issuer', 'otherIssuer', (query) => query.set('iss', 'https://evil.example')],
    ['without a code', 'invalidRequest', (query) => query.delete('code')],
    ['that says no', 'denied', (query) => query.set('error', 'access_denied')],
    [
      'that says no without a state',
      'denied',
      (query) => {
        query.delete('state')
        query.set('error', 'access_denied')
      },
    ],
  ])('%s signs nobody in', async (_, code, tamper) => {
    await open()
    const callback = await app.walkToCallback()

    const { status } = await app.browser.go(changed(callback, tamper))

    expect(status).toBe(code === 'denied' ? 403 : 400)
    expect(app.listCodes()).toEqual([code])
    expect(app.market.asked).toEqual(['authorize'])
    await expectNobody()
  })

  test('need not name issuer and company, as at other marketplaces', async () => {
    await open()
    app.market.tamper = (query) => {
      query.delete('iss')
      query.delete('tenant')
    }

    expect(JSON.parse((await app.signIn()).body)).toMatchObject({ userName: 'lin.xia' })
  })

  test('names the issuer each time, once it has', async () => {
    await open()
    await app.signIn()
    app.market.tamper = (query) => query.delete('iss')

    await app.signIn()

    expect(app.listCodes()).toEqual(['otherIssuer'])
  })

  test('is of no use in another browser, even of somebody who is signing in too', async () => {
    await open()
    const stolen = await app.walkToCallback()
    const victim = openBrowser()
    await victim.go(app.at('tenant-1'), { until: isCallback })

    const { status } = await victim.go(stolen.href)

    expect(status).toBe(400)
    expect(app.listCodes()).toEqual(['unknownState'])
  })

  test('is used once, even with the cookie of before', async () => {
    await open()
    const callback = await app.walkToCallback()
    const before = new Map(app.browser.cookies)
    await app.browser.go(callback.href)
    app.browser.cookies.clear()
    for (const [name, value] of before) app.browser.cookies.set(name, value)

    await app.browser.go(callback.href)

    expect(app.listCodes()).toEqual(['usedBefore'])
    expect(app.market.asked).toEqual(requests)
  })

  test('comes too late after a quarter of an hour', async () => {
    await open()
    const callback = await app.walkToCallback()
    app.clock.advance({ minutes: 16 })

    await app.browser.go(callback.href)

    expect(app.listCodes()).toEqual(['expired'])
    await expectNobody()
  })

  test('has a code that only who started the sign-in can use', async () => {
    await open()
    const callback = await app.walkToCallback()
    const code = callback.searchParams.get('code')
    const mine = await app.browser.go(app.at('tenant-1'), { until: isCallback })

    await app.browser.go(changed(new URL(mine.url), (query) => query.set('code', code ?? '')))

    expect(app.refusals).toMatchObject([{ code: 'codeRefused', marketError: 'invalid_grant' }])
  })
})

describe('a browser that nobody had sent to the marketplace', () => {
  const comeFromWorkbench = (): string => {
    const code = app.market.issue('tenant-1', 'mallory')
    return `${app.url}/sso/callback?${new URLSearchParams({ code, tenant: 'tenant-1' }).toString()}`
  }
  const letMalloryIn = (): Promise<void> =>
    app.directory.putPeople({ tenantId: 'tenant-1', instanceId: '', appId }, [
      { ...linXia, userName: 'mallory' },
    ])

  test('is sent there, and signed in as who it is', async () => {
    await open()
    await letMalloryIn()

    const { url, body } = await app.browser.go(comeFromWorkbench())

    expect(url).toBe(`${app.url}/`)
    expect(JSON.parse(body)).toMatchObject({ userName: 'lin.xia' })
    expect(app.market.asked).toEqual(requests)
  })

  test('is signed in with the code if the options say so', async () => {
    await open({ unsolicited: 'accept' })
    await letMalloryIn()

    expect(JSON.parse((await app.browser.go(comeFromWorkbench())).body)).toMatchObject({
      userName: 'mallory',
    })
    expect(app.market.asked).toEqual(requests.slice(1))
  })

  test('is refused if the options say so', async () => {
    await open({ unsolicited: 'refuse' })

    expect((await app.browser.go(comeFromWorkbench())).status).toBe(400)
    expect(app.listCodes()).toEqual(['unsolicited'])
  })

  test.each(['?tenant=tenant-1', '?code=x', '', '?code=x&tenant=tenant-3'])(
    '%j is refused',
    async (query) => {
      await open()

      await app.browser.go(`${app.url}/sso/callback${query}`)

      expect(app.listCodes()).toEqual([query.includes('tenant-3') ? 'unknownTenant' : 'invalidRequest'])
      expect(app.market.asked).toEqual([])
    },
  )
})

const send =
  (status: number, body: string | object, type = 'application/json') =>
  (_: unknown, response: ServerResponse): void =>
    void response
      .writeHead(status, { 'content-type': type })
      .end(typeof body === 'string' ? body : JSON.stringify(body))
const flood = (_: unknown, response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.write(`{"access_token":"${'x'.repeat(70_000)}`)
  response.write(`","x":"${'x'.repeat(70_000)}`)
}
const never = (): void => undefined

describe('a marketplace that does not answer as it should', () => {
  const badAnswers = [
    ['fails', 'unavailable', send(500, 'oops')],
    ['is busy', 'unavailable', send(429, {})],
    ['answers no JSON', 'unreadable', send(200, '<html>', 'text/html')],
    ['answers a list', 'unreadable', send(200, [])],
    ['answers without end', 'unreadable', flood],
    [
      'sends on',
      'unreadable',
      (_: unknown, response: ServerResponse) =>
        void response.writeHead(302, { location: '/elsewhere' }).end(),
    ],
    ['is silent', 'unavailable', never],
  ] as const

  test.each([
    ...badAnswers,
    ['answers no token', 'unreadable', send(200, { token_type: 'Bearer', expires_in: 1 })],
    ['answers another kind of token', 'unreadable', send(200, { access_token: 'a', token_type: 'mac' })],
    ['answers an unreadable life', 'unreadable', send(200, { access_token: 'a', expires_in: 'soon' })],
    ['refuses without a reason', 'unreadable', send(400, {})],
    ['refuses the code', 'codeRefused', send(400, { error: 'invalid_grant' })],
    [
      'refuses the code in other words',
      'codeRefused',
      send(400, { error: 'invalid_client', error_description: 'Invalid authorization code' }),
    ],
    ['refuses the client', 'clientRefused', send(403, { error: 'invalid_client' })],
  ] as const)('to a code: %s', async (_, code, answer) => {
    await open({ timeoutMs: answer === never ? 50 : 5_000 })
    app.market.instead.token = answer

    const { status } = await app.signIn()

    expect(app.listCodes()).toEqual([code])
    expect(status).toBe({ unavailable: 503, codeRefused: 400 }[code as string] ?? 502)
    await expectNobody()
  })

  test.each([
    ...badAnswers,
    ['refuses the token', 'tokenRefused', send(401, { error: 'unauthorized' })],
    ['names no person', 'unreadable', send(200, { tenant: 'tenant-1' })],
    ['names no company', 'unreadable', send(200, { userName: 'lin.xia' })],
    ['names another company', 'otherTenant', send(200, { userName: 'lin.xia', tenant: 'tenant-2' })],
  ] as const)('to userinfo: %s', async (_, code, answer) => {
    await open({ timeoutMs: answer === never ? 50 : 5_000 })
    app.market.instead.userinfo = answer

    await app.signIn()

    expect(app.listCodes()).toEqual([code])
    await expectNobody()
  })

  test('tells no secret, whatever it says', async () => {
    await open()
    app.market.instead.token = send(400, { error: 'x\n[loggia] fine', error_description: 'y'.repeat(999) })

    await app.signIn()

    const told = JSON.stringify(app.refusals)
    expect(app.refusals[0]?.message).not.toContain('\n')
    expect(told.length).toBeLessThan(600)
    for (const secret of [companies[0]?.clientSecret ?? '', 'a secret']) expect(told).not.toContain(secret)
  })
})
