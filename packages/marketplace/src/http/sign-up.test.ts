import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge } from './stub-edge.ts'

let edge: StubEdge
beforeAll(async () => {
  edge = await openStubEdge({ options: { limits: { all: 10_000, signIn: 10_000 } } })
})
afterAll(() => edge.close())

const person = {
  kind: 'personal',
  name: '林知遥',
  email: 'lin@cangye.example',
  password: 'bridges over water',
  country: 'CN',
  language: 'zh-CN',
  agreed: true,
}
const signUp = (payload: object, headers: Record<string, string> = {}) =>
  edge.ask('POST', '/api/sign-up', undefined, { payload, headers })

test('somebody who signed up signs in, changes the password and sees the session', async () => {
  const made = await signUp(person)
  const entered = await edge.ask('POST', '/api/session', undefined, {
    payload: { email: person.email, password: person.password },
  })
  const headers = {
    cookie: String(entered.headers['set-cookie']).split(';')[0] ?? '',
    'x-loggia-csrf': entered.json().session.csrfToken as string,
  }

  const changed = await edge.ask('PUT', '/api/profile/password', undefined, {
    headers,
    payload: { current: person.password, next: 'tunnels under water' },
  })
  const sessions = await edge.ask('GET', '/api/sessions', undefined, { headers })

  expect([made.statusCode, made.json()]).toEqual([201, { state: 'ready' }])
  expect(made.headers['set-cookie']).toBeUndefined()
  expect(entered.json().session).toMatchObject({
    buyer: { name: { zh: '林知遥', en: '林知遥' } },
    rights: { buyer: { main: true } },
  })
  expect(changed.statusCode).toBe(204)
  expect(sessions.json().items).toMatchObject([{ current: true }])
})

test('a known email and a new one are answered alike', async () => {
  const known = await signUp({ ...person, password: 'quite another one' })
  const fresh = await signUp({ ...person, email: 'new@cangye.example' })

  expect([known.statusCode, known.body]).toEqual([fresh.statusCode, fresh.body])
})

test.each([
  ['without the agreement', { ...person, agreed: false }, 'request.invalid'],
  ['with a country that is none', { ...person, country: 'China' }, 'request.invalid'],
  ['as an enterprise without a name', { ...person, kind: 'enterprise' }, 'parties.organisation_missing'],
  ['with a weak password', { ...person, password: 'lin lin lin' }, 'parties.password_weak'],
])('%s it is refused', async (_, payload, code) => {
  expect((await signUp(payload)).json()).toMatchObject({ status: 400, code })
})

test('another site cannot sign anybody up', async () => {
  const reply = await signUp(person, { 'sec-fetch-site': 'cross-site' })

  expect(reply.json()).toMatchObject({ status: 403, code: 'request.origin_refused' })
})

test('a change of the profile needs the session’s token', async () => {
  const visitor = await edge.visitor('member')
  const payload = { name: 'Another', language: 'en-US' }

  const without = await edge.ask('PUT', '/api/profile', undefined, {
    payload,
    headers: { cookie: visitor.cookie },
  })
  const withToken = await edge.ask('PUT', '/api/profile', visitor, { payload })

  expect(without.json()).toMatchObject({ code: 'request.csrf_refused' })
  expect(withToken.statusCode).toBe(204)
})

/** The stub's renderer writes its input as JSON. */
const pageOf = (reply: { body: string }) => (JSON.parse(reply.body) as { page: unknown }).page

test('the page says how one signs up here, and that of applying is for everybody to read', async () => {
  expect(pageOf(await edge.ask('GET', '/sign-up'))).toEqual({
    route: 'sign-up',
    mode: 'open',
    next: '/',
  })
  expect(pageOf(await edge.ask('GET', '/sell'))).toEqual({
    route: 'sell',
    application: null,
    conditions: {},
  })
})

test('one’s own account needs a session, and the way on stays within the site', async () => {
  const nobody = await edge.ask('GET', '/account')
  const visitor = await edge.visitor('buyer')
  const away = await edge.ask('GET', '/account?next=https://elsewhere.example/', visitor)

  expect([nobody.statusCode, nobody.headers.location]).toEqual([302, '/sign-in?next=%2Faccount'])
  expect(pageOf(away)).toEqual({ route: 'account', next: '/' })
})
