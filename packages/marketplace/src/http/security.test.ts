import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toOwnPath } from './security.ts'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge } from './stub-edge.ts'

const key = `key_${'0'.repeat(26)}`
let edge: StubEdge
beforeAll(async () => {
  edge = await openStubEdge({ handlers: { 'DELETE /api/seller/keys/:keyId': async () => null } })
})
afterAll(() => edge.close())

describe('a change', () => {
  const change = async (headers: Record<string, string>) => {
    const seller = await edge.visitor('seller')
    return edge.ask('DELETE', `/api/seller/keys/${key}`, undefined, {
      headers: { ...seller.headers(), ...headers },
    })
  }

  test.each([
    { name: 'a browser says same-origin', headers: { 'sec-fetch-site': 'same-origin' } },
    { name: 'a browser says that the reader typed it', headers: { 'sec-fetch-site': 'none' } },
    { name: 'the Origin is the address people use', headers: { origin: 'http://market.example:8080' } },
    {
      name: 'the Origin is the host that was asked',
      headers: { origin: 'http://localhost:9000', host: 'localhost:9000' },
    },
    {
      name: 'a proxy speaks https for the host that was asked',
      headers: { origin: 'https://desk.internal', host: 'desk.internal', 'sec-fetch-site': 'same-origin' },
    },
    { name: 'no browser sent it', headers: {} },
  ])('is accepted when $name', async ({ headers }) => {
    expect((await change(headers)).statusCode).toBe(204)
  })

  test.each([
    { name: 'another site', headers: { 'sec-fetch-site': 'cross-site', origin: 'http://evil.example' } },
    { name: 'a neighbour', headers: { 'sec-fetch-site': 'same-site' } },
    { name: 'another site in an old browser', headers: { origin: 'http://evil.example' } },
    { name: 'another port', headers: { origin: 'http://market.example:9090' } },
    { name: 'a sandboxed frame', headers: { origin: 'null' } },
    {
      name: 'a page whose own name was made to lead here',
      headers: {
        'sec-fetch-site': 'same-origin',
        origin: 'http://evil.example:8080',
        host: 'x.example:8080',
      },
    },
    {
      name: 'another site that claims our Origin too',
      headers: { 'sec-fetch-site': 'cross-site', origin: 'http://market.example:8080' },
    },
  ])('from $name is refused', async ({ headers }) => {
    expect((await change(headers)).json()).toMatchObject({ status: 403, code: 'request.origin_refused' })
  })

  test.each([
    { name: 'no', token: '' },
    { name: 'a wrong', token: 'x'.repeat(43) },
  ])('with a session and $name token is refused', async ({ token }) => {
    expect((await change({ 'x-loggia-csrf': token })).json()).toMatchObject({
      status: 403,
      code: 'request.csrf_refused',
    })
  })

  test('with the token of another session is refused', async () => {
    const buyer = await edge.visitor('buyer')

    expect((await change({ 'x-loggia-csrf': buyer.csrfToken })).json()).toMatchObject({
      code: 'request.csrf_refused',
    })
  })

  test('a sign-in from another site is refused before the password is looked at', async () => {
    const payload = { email: 'buyer@cangye.example', password: 'correct horse' }

    const reply = await edge.ask('POST', '/api/session', undefined, {
      payload,
      headers: { 'sec-fetch-site': 'cross-site' },
    })

    expect(reply.json()).toMatchObject({ status: 403, code: 'request.origin_refused' })
    expect(reply.headers['set-cookie']).toBeUndefined()
  })
})

test('every reply keeps browsers from guessing types, framing and telling addresses to others', async () => {
  for (const url of ['/', '/api/session', '/nowhere', '/assets/main-abc123.js', '/healthz']) {
    const { headers } = await edge.ask('GET', url)

    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    })
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
  }
})

test('what is no page may load nothing at all', async () => {
  const { headers } = await edge.ask('GET', '/api/session')

  expect(headers['content-security-policy']).toBe(
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  )
  expect(headers['cache-control']).toBe('no-store')
})

test('what is no path of ours leads to the home page', () => {
  expect(['/buyer/orders?state=open#top', '//evil.example', undefined].map(toOwnPath)).toEqual([
    '/buyer/orders?state=open#top',
    '/',
    '/',
  ])
})

describe('a server that answers to its own names only', () => {
  let local: StubEdge
  beforeAll(async () => {
    local = await openStubEdge({ options: { hosts: ['127.0.0.1', 'localhost', '[::1]', 'desk.internal'] } })
  })
  afterAll(() => local.close())
  const under = (host: string, url: string, more: Record<string, string> = {}) =>
    local.ask('GET', url, undefined, { headers: { host, ...more } })

  test.each(['127.0.0.1:8080', 'localhost', 'LOCALHOST:1', '[::1]:8080', 'desk.internal:80'])(
    'answers as %s',
    async (host) => {
      expect((await under(host, '/sign-in')).statusCode).toBe(200)
    },
  )

  test.each(['evil.example:8080', 'evil.example', '127.0.0.1.evil.example', 'localhost.', '10.0.0.1'])(
    'a page whose name %j was made to lead here is refused everything',
    async (host) => {
      const page = await under(host, '/sign-in')
      const reading = await under(host, '/api/session')
      const signIn = await local.ask('POST', '/api/session', undefined, {
        payload: { email: 'buyer@cangye.example', password: local.password },
        headers: { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' },
      })

      expect([page.statusCode, reading.statusCode, signIn.statusCode]).toEqual([403, 403, 403])
      expect(signIn.json()).toMatchObject({ code: 'request.host_refused' })
      expect(page.headers['content-type']).toBe('text/plain; charset=utf-8')
    },
  )

  test('is found alive, and by signed requests, under any name', async () => {
    expect((await under('balancer.internal', '/healthz')).statusCode).toBe(200)
    expect((await under('balancer.internal', '/readyz?now')).statusCode).toBe(200)
    const signed = await under('host.docker.internal', '/api/mkp-openapi-public/x')
    expect(signed.body).not.toContain('host_refused')
    expect((await under('evil.example', '/healthz/../api/session')).statusCode).toBe(403)
  })
})

test('with an address of its own a server takes changes from pages of that alone, whatever name was asked for', async () => {
  const own = await openStubEdge({ options: { ownOriginOnly: true } })
  const seller = await own.visitor('buyer')
  const signOut = (origin: string) =>
    own.ask('DELETE', '/api/session', seller, {
      headers: { origin, host: 'other.example', 'sec-fetch-site': 'same-origin' },
    })

  const refused = await signOut('http://other.example')
  const taken = await signOut('http://market.example:8080')

  expect([refused.statusCode, taken.statusCode]).toEqual([403, 204])
  await own.close()
})
