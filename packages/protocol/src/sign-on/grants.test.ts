import { createHash } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { createGrants, readAuthorisation, writeCallback, writeUser } from './index.ts'
import type { Given, Grants, OauthAnswer } from './index.ts'

const client = { clientId: 'app', clientSecret: 's+/= &', callbackUrl: 'https://app.example/callback?x=1' }
let now: number
let grants: Grants<string>
beforeEach(() => {
  now = 1_000_000
  let drawn = 0
  grants = createGrants({ now: () => now, draw: () => `drawn-${(drawn += 1)}` })
})

const given = (more: Partial<Given<string>> = {}): Given<string> => ({
  clientId: 'app',
  callbackUrl: client.callbackUrl,
  holder: 'lin.xia',
  ...more,
})
const ask = (form: Readonly<Record<string, string>>, authorization?: string): OauthAnswer =>
  grants.exchange(
    {
      form: new URLSearchParams(
        authorization === undefined ? { client_id: 'app', client_secret: 's+/= &', ...form } : form,
      ),
      authorization,
    },
    client,
  )
const useCode = (code: string, more: Readonly<Record<string, string>> = {}): OauthAnswer =>
  ask({ grant_type: 'authorization_code', code, ...more })
const refresh = ({ body }: OauthAnswer): OauthAnswer =>
  ask({ grant_type: 'refresh_token', refresh_token: String(body['refresh_token']) })
const holderOf = ({ body }: OauthAnswer): string | undefined =>
  grants.findHolder(`Bearer ${String(body['access_token'])}`)?.holder
const said = ({ status, body }: OauthAnswer): string => `${status} ${body['error_description']}`

test('a code gives tokens, by form or by Basic, and counts for a minute', () => {
  const told = useCode(grants.issue(given()))
  const basic = `Basic ${Buffer.from('app:s%2B%2F%3D+%26').toString('base64')}`
  const byBasic = ask({ grant_type: 'authorization_code', code: grants.issue(given()) }, basic)
  const late = grants.issue(given())
  now += 60_000

  expect([holderOf(told), holderOf(byBasic), told.body['expires_in']]).toEqual(['lin.xia', 'lin.xia', 7200])
  expect(said(useCode(late))).toBe('400 Invalid authorization code')
})

test('a second use of a code or a refresh token ends the sign-on', () => {
  const code = grants.issue(given())
  const first = useCode(code)
  expect(said(useCode(code))).toBe('400 Invalid authorization code')
  expect([holderOf(first), said(refresh(first))]).toEqual([undefined, '400 Invalid refresh token'])

  const told = useCode(grants.issue(given()))
  const next = refresh(told)
  expect(holderOf(next)).toBe('lin.xia')
  expect(said(refresh(told))).toBe('400 Invalid refresh token')
  expect(holderOf(next)).toBeUndefined()
})

test('an access token counts for two hours, a refresh token for thirty days', () => {
  const told = useCode(grants.issue(given()))
  now += 7_199_999
  expect(holderOf(told)).toBe('lin.xia')
  now += 1
  expect(holderOf(told)).toBeUndefined()
  const next = refresh(told)
  now += 30 * 86_400_000
  expect(said(refresh(next))).toBe('400 Invalid refresh token')
})

test('a code is bound to its client, its address and its verifier', () => {
  const challenge = createHash('sha256').update('verifier').digest('base64url')
  const codes = [
    useCode(grants.issue(given({ clientId: 'another' }))),
    useCode(grants.issue(given()), { redirect_uri: 'https://app.example/' }),
    useCode(grants.issue(given({ challenge }))),
    useCode(grants.issue(given()), { code_verifier: 'verifier' }),
  ]

  expect(codes.map(said)).toEqual(Array(4).fill('400 Invalid authorization code'))
  expect(useCode(grants.issue(given({ challenge })), { code_verifier: 'verifier' }).status).toBe(200)
  expect(said(ask({ client_secret: 'wrong', grant_type: 'refresh_token' }))).toBe(
    '401 Bad client credentials',
  )
  expect(ask({ grant_type: 'password' }).body['error']).toBe('unsupported_grant_type')
})

test('sign-ons are ended with everything that they gave', () => {
  const told = useCode(grants.issue(given()))
  const other = useCode(grants.issue(given({ holder: 'su.wan' })))

  grants.end(({ holder }) => holder === 'lin.xia')

  expect([holderOf(told), said(refresh(told)), holderOf(other)]).toEqual([
    undefined,
    '400 Invalid refresh token',
    'su.wan',
  ])
})

test('a request of an app is read, and what is wrong is told where it may be', () => {
  const read = (query: string) => readAuthorisation(new URLSearchParams(query), client)

  expect(read('response_type=code&client_id=app&state=s')).toEqual({ ok: true, state: 's' })
  expect(read('response_type=code&client_id=other')).toEqual({ ok: false, page: 'Client ID mismatch' })
  expect(read('response_type=code&client_id=app&redirect_uri=https://x.example')).toMatchObject({
    page: 'Redirect URI mismatch',
  })
  expect(read('response_type=token&client_id=app&state=s')).toMatchObject({
    error: 'unsupported_response_type',
    state: 's',
  })
  expect(read('response_type=code&client_id=app&code_challenge=c')).toMatchObject({
    error: 'invalid_request',
  })
  expect(writeCallback(client.callbackUrl, { code: 'a&b', state: undefined })).toBe(
    'https://app.example/callback?x=1&code=a%26b',
  )
})

test('a user has the names of both documents', () => {
  const user = {
    id: 'per_1',
    userName: 'lin.xia',
    name: '林夏',
    role: 'user',
    tenantId: 't',
    company: '晨岚',
    departmentCode: '1',
    departmentName: '研发部',
  } as const

  expect(writeUser({ ...user, mobile: '138' })).toMatchObject({
    sub: 'per_1',
    preferred_username: 'lin.xia',
    tenant: 't',
    phone_number: '138',
  })
  expect(Object.keys(writeUser(user))).not.toContain('email')
})
