import { afterAll, beforeAll, expect, test } from 'vitest'
import { fromMinutes } from '@loggia/kernel'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge } from './stub-edge.ts'

let edge: StubEdge
beforeAll(async () => {
  edge = await openStubEdge({ options: { limits: { all: 10_000, signIn: 10_000 } } })
  await edge.visitor('buyer')
})
afterAll(() => edge.close())

const credentials = { email: 'buyer@cangye.example', password: 'correct horse' }
const signIn = (payload: object = credentials, headers: Record<string, string> = {}) =>
  edge.ask('POST', '/api/session', undefined, { payload, headers })
const cookieOf = (reply: { headers: Record<string, unknown> }): string => String(reply.headers['set-cookie'])

test('signing in sets a cookie that scripts cannot read and other sites cannot send', async () => {
  const reply = await signIn()

  expect(reply.statusCode).toBe(200)
  const [session, devices] = reply.headers['set-cookie'] as string[]
  expect(session).toMatch(/^loggia_session=[\w-]{43}; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Lax$/)
  expect(devices).toMatch(
    /^loggia_devices=[\w-]{22}\.[\w-]{43}; Max-Age=34560000; Path=\/api; HttpOnly; SameSite=Lax$/,
  )
  expect(reply.json().session).toMatchObject({
    member: { email: credentials.email },
    buyer: { name: { zh: '沧野制造' } },
    operator: false,
  })
  expect(reply.body).not.toContain(cookieOf(reply).slice(15, 58))
})

test('over https the cookie is sent over https only, and the browser is told to stay there', async () => {
  const secure = await openStubEdge({ options: { baseUrl: 'https://market.example' } })
  await secure.visitor('buyer')

  const reply = await secure.ask('POST', '/api/session', undefined, { payload: credentials })

  const [session = ''] = reply.headers['set-cookie'] as string[]
  expect(session).toMatch(
    /^__Host-loggia_session=[\w-]{43}; Max-Age=1209600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
  for (const cookie of reply.headers['set-cookie'] as string[]) expect(cookie).toContain('; Secure')
  expect(reply.headers['strict-transport-security']).toBe('max-age=31536000')
  await secure.close()
})

test('over https a cookie that a neighbouring name could have planted is not read', async () => {
  const secure = await openStubEdge({ options: { baseUrl: 'https://market.example' } })
  await secure.visitor('buyer')
  const signedIn = await secure.ask('POST', '/api/session', undefined, { payload: credentials })
  const own = cookieOf(signedIn).split(';')[0] ?? ''
  const read = async (cookie: string) =>
    (await secure.ask('GET', '/api/session', undefined, { headers: { cookie } })).json().session

  const planted = await read(own.replace('__Host-', ''))
  const kept = await read(own)

  expect(planted).toBeNull()
  expect(kept).toMatchObject({ member: { email: credentials.email } })
  await secure.close()
})

test('the session is told as long as it lasts, and null after', async () => {
  const cookie = cookieOf(await signIn()).split(';')[0] ?? ''
  const session = await edge.ask('GET', '/api/session', undefined, { headers: { cookie } })
  const csrf = session.json().session.csrfToken as string

  const out = await edge.ask('DELETE', '/api/session', undefined, {
    headers: { cookie, 'x-loggia-csrf': csrf },
  })

  expect(session.json().session.member.email).toBe(credentials.email)
  expect(out.statusCode).toBe(204)
  expect(cookieOf(out)).toMatch(/^loggia_session=;.*Max-Age=0|Expires=Thu, 01 Jan 1970/)
  expect((await edge.ask('GET', '/api/session', undefined, { headers: { cookie } })).json()).toEqual({
    session: null,
  })
})

test('a program that says no language is told problems in its account’s, and in the one that it says', async () => {
  const buyer = await edge.visitor('buyer')
  const speak = (language: string) =>
    edge.ask('PUT', '/api/profile', buyer, { payload: { name: 'Buyer', language } })
  const ask = async (path: string, headers: Record<string, string> = {}) =>
    (await edge.ask('GET', path, buyer, { headers })).json() as { code: string; title: string }
  await speak('en-US')

  const unsaid = [
    await ask('/api/operator/buyers'),
    await ask('/api/no-such-thing', { 'accept-language': '*' }),
  ]
  const said = await ask('/api/operator/buyers', { 'accept-language': 'zh-CN' })
  await speak('zh-CN')
  const afterwards = await ask('/api/operator/buyers')

  expect(unsaid.map(({ title }) => /[\u4E00-\u9FFF]/.test(title))).toEqual([false, false])
  expect([said, afterwards].map(({ title }) => /[\u4E00-\u9FFF]/.test(title))).toEqual([true, true])
})

test('signing in anew leaves the session that the browser had', async () => {
  const first = cookieOf(await signIn()).split(';')[0] ?? ''

  await signIn(credentials, { cookie: first })

  expect((await edge.ask('GET', '/api/session', undefined, { headers: { cookie: first } })).json()).toEqual({
    session: null,
  })
})

test('signing out everywhere ends the sessions of other browsers', async () => {
  const visitor = await edge.visitor('buyer')
  const other = cookieOf(await signIn()).split(';')[0] ?? ''

  await edge.ask('DELETE', '/api/sessions', visitor)

  expect((await edge.ask('GET', '/api/session', undefined, { headers: { cookie: other } })).json()).toEqual({
    session: null,
  })
})

test('an unknown email gets the same reply as a wrong password', async () => {
  const wrong = (await signIn({ ...credentials, password: 'wrong' })).json()
  const unknown = (await signIn({ email: 'nobody@cangye.example', password: 'wrong' })).json()

  expect(wrong).toMatchObject({ status: 401, code: 'parties.sign_in_refused' })
  expect({ ...unknown, requestId: '' }).toEqual({ ...wrong, requestId: '' })
})

test('after ten failures the reply says how long to wait', async () => {
  for (let i = 0; i < 10; i += 1) await signIn({ ...credentials, password: 'wrong' })
  edge.bare.wall.moveBy(fromMinutes(14))

  const reply = await signIn()

  expect(reply.json()).toMatchObject({
    status: 429,
    code: 'parties.sign_in_limited',
    details: { retryAfter: 60 },
  })
  expect(reply.headers['retry-after']).toBe('60')
  edge.bare.wall.moveBy(fromMinutes(1))
})

test('a browser that has signed in before is let in from an address that is shut out, a copy of another’s is not', async () => {
  const proxied = await openStubEdge({ options: { limits: { all: 10_000, signIn: 10_000 } } })
  await proxied.visitor('buyer')
  await proxied.visitor('seller')
  const ask = (email: string, password: string, cookie?: string) =>
    proxied.ask('POST', '/api/session', undefined, {
      payload: { email: `${email}@cangye.example`, password },
      headers: cookie === undefined ? {} : { cookie },
    })
  const deviceOf = async (email: string, cookie?: string) => {
    const reply = await ask(email, credentials.password, cookie)
    return (reply.headers['set-cookie'] as string[])[1]?.split(';')[0] ?? ''
  }
  const seller = await deviceOf('seller')
  const both = await deviceOf('buyer', seller)
  for (let i = 0; i < 10; i += 1) await ask('buyer', 'wrong')

  const codes = await Promise.all(
    [undefined, seller, both].map(async (cookie) => (await ask('buyer', 'correct horse', cookie)).statusCode),
  )

  expect(both.split('~')).toHaveLength(2)
  expect(codes).toEqual([429, 429, 200])
  await proxied.close()
})

test('the rate of sign-ins from one address is limited whoever they are for; an address is a proxy’s word only where it is trusted', async () => {
  const limited = await openStubEdge({ options: { limits: { all: 1000, signIn: 3 } } })
  const proxied = await openStubEdge({
    options: { limits: { all: 1000, signIn: 3 }, trustedProxies: ['127.0.0.1'] },
  })
  const replies = async (server: StubEdge) => {
    const payload = { email: 'not an email', password: 'x' }
    const from = (ip: string) =>
      server.ask('POST', '/api/session', undefined, { payload, headers: { 'x-forwarded-for': ip } })
    return [
      await from('203.0.113.1'),
      await from('203.0.113.2'),
      await from('203.0.113.3'),
      await from('203.0.113.4'),
    ]
  }

  const alone = await replies(limited)
  const behindProxy = await replies(proxied)

  expect(alone.map(({ statusCode }) => statusCode)).toEqual([400, 400, 400, 429])
  expect(alone[3]?.json()).toMatchObject({ code: 'request.too_many' })
  expect(Number(alone[3]?.headers['retry-after'])).toBeGreaterThan(0)
  expect(behindProxy.map(({ statusCode }) => statusCode)).toEqual([400, 400, 400, 400])
  expect((await limited.ask('GET', '/api/session')).statusCode).toBe(200)
  await limited.close()
  await proxied.close()
})

test('no log line holds a cookie, a password or a token', async () => {
  const reply = await signIn({ ...credentials })
  await edge.ask('GET', '/api/session', undefined, {
    headers: { cookie: cookieOf(reply).split(';')[0] ?? '', authorization: 'Bearer canary' },
  })
  await signIn({ ...credentials, password: 'canary-password' })

  const log = edge.bare.logged.join('\n')
  expect(log).toContain('POST')
  for (const secret of [
    cookieOf(reply).slice(15, 58),
    'correct horse',
    'canary',
    'cangye',
    reply.json().session.csrfToken as string,
  ])
    expect(log).not.toContain(secret)
})
