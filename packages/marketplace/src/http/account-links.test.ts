import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge } from './stub-edge.ts'

let edge: StubEdge
beforeAll(async () => {
  edge = await openStubEdge({ options: { limits: { all: 10_000, signIn: 5 } } })
})
afterAll(() => edge.close())

const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  edge.ask('POST', url, undefined, { payload, headers })
/** The stub's renderer writes its input as JSON. */
const pageOf = (reply: { body: string }) => (JSON.parse(reply.body) as { page: unknown }).page

test('without a mail server the page says so, and a request for a link is refused with the way out', async () => {
  const page = await edge.ask('GET', '/reset-password')
  const asked = await post('/api/password-reset-requests', { email: 'lin@cangye.example' })

  expect(pageOf(page)).toEqual({ route: 'reset-password', sendsMail: false })
  expect(page.headers['referrer-policy']).toBeDefined()
  expect(asked.statusCode).toBe(422)
  expect(asked.json()).toMatchObject({ code: 'parties.no_mail' })
})

test.each([
  ['/api/password-resets', { token: 'a'.repeat(43), password: 'bridges over water' }],
  ['/api/password-resets/owner', { token: 'a'.repeat(43) }],
  ['/api/email-confirmations', { token: 'a'.repeat(43) }],
])('%s with a link that is none is refused, and needs no session', async (url, payload) => {
  const reply = await post(url, payload)

  expect(reply.statusCode).toBe(422)
  expect(reply.json()).toMatchObject({ code: 'parties.link_unusable' })
  expect(reply.headers['set-cookie']).toBeUndefined()
})

test('a page of another site cannot use a link', async () => {
  const reply = await post(
    '/api/password-resets',
    { token: 'a'.repeat(43), password: 'bridges over water' },
    { origin: 'https://elsewhere.example' },
  )

  expect(reply.statusCode).toBe(403)
  expect(reply.json()).toMatchObject({ code: 'request.origin_refused' })
})

test('guessing: one address may try so many links a minute', async () => {
  const statuses: number[] = []
  for (let time = 1; time <= 7; time += 1)
    statuses.push((await post('/api/password-resets/owner', { token: `b${time}` })).statusCode)

  expect(statuses.at(-1)).toBe(429)
})

test('an email of one’s own is changed with a session only', async () => {
  const reply = await post('/api/profile/email', { email: 'new@cangye.example', current: 'x' })

  expect(reply.statusCode).toBe(401)
})
