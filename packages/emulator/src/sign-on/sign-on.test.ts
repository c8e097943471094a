import { createPrivateKey } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decryptSecret } from '@loggia/signing'
import { startEmulator } from '../index.ts'
import type { ActedJointly, Emulator } from '../index.ts'

type Told = Readonly<Record<string, string>>
/** What the app was told of the company. */
let known: Told
/** The newest tokens of the app. */
let tokens: Told
let url: string

/** A move of the clock takes longer than a server keeps connections. */
const unkept = { connection: 'close' }
const post = async (call: string, form: Told): Promise<{ status: number; body: Told }> => {
  const { domainName = '', clientId: client_id = '', clientSecret: client_secret = '' } = known
  const body = new URLSearchParams({ ...form, client_id, client_secret })
  const reply = await fetch(`${domainName}/api/v1/oauth2/${call}`, { method: 'POST', body, headers: unkept })
  return { status: reply.status, body: (await reply.json()) as Told }
}
const askUser = (): Promise<Response> =>
  fetch(`${known['domainName']}/api/v1/oauth2/userinfo`, {
    headers: { ...unkept, authorization: `Bearer ${tokens['access_token']}` },
  })

/** An app that shows what it was told of the person. */
const app = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '', url)
  if (pathname === '/start') {
    const { domainName, clientId: client_id = '' } = known
    const query = new URLSearchParams({ response_type: 'code', client_id, state: 's' })
    return void response
      .writeHead(302, { location: `${domainName}/api/v1/oauth2/authorize?${query.toString()}` })
      .end()
  }
  const code = searchParams.get('code')
  if (code === null) return void response.end(searchParams.toString())
  void (async () => {
    const told = await post('token', { grant_type: 'authorization_code', code })
    tokens = told.body
    const shown = told.status === 200 ? await (await askUser()).text() : JSON.stringify(told.body)
    response.writeHead(200, { 'set-cookie': 'session=1; Path=/' }).end(shown)
  })().catch((error: unknown) => response.end(String(error)))
})

let emulator: Emulator
beforeAll(async () => {
  app.listen(0, '127.0.0.1')
  await once(app, 'listening')
  url = `http://127.0.0.1:${(app.address() as AddressInfo).port}`
  emulator = await startEmulator({ startsAt: '2026-01-31T02:00:00.000Z' })
  await emulator.buy({ product: 'joint', period: 'year' })
  known = read(await emulator.joint({ act: 'connect', callback: `${url}/callback` }))
  await emulator.joint({ act: 'assign', people: ['su.wan'] })
})
afterAll(async () => {
  app.closeAllConnections()
  app.close()
  await emulator.close()
})
/** What the calls of the connection told. */
function read({ exchanges, credential }: ActedJointly): Told {
  const bodies = exchanges.map(({ request }) => JSON.parse(request.body) as Told)
  const all = Object.assign({}, ...bodies.filter(({ testFlag }) => Number(testFlag) === 0)) as Told
  const privateKey = createPrivateKey(credential?.privateKey ?? '')
  return { ...all, clientSecret: decryptSecret({ privateKey, sealed: all['clientSecret'] ?? '' }) ?? '' }
}

const start = (): string => `${url}/start`
const signIn = (person?: string) => emulator.signIn({ start: start(), person })

test('somebody who may use the app signs in, and the calls are in the log', async () => {
  const done = await signIn('su.wan')

  expect(JSON.parse(done.body)).toMatchObject({
    userName: 'su.wan',
    name: '苏晚',
    tenant: known['tenantId'],
    organizationName: '平台组',
  })
  expect(done).toMatchObject({ status: 200, cookies: { session: '1' } })
  expect(new URL(done.url).searchParams.get('tenant')).toBe(known['tenantId'])
  expect(done.exchanges).toMatchObject([
    { activity: 'token', protocol: 'sso', outcome: 'confirmed' },
    { activity: 'userinfo', outcome: 'confirmed' },
  ])
})

test('nobody else gets in: not assigned, disabled, unknown, refused', async () => {
  const stranger = await signIn('zhou.yu')
  await emulator.joint({ act: 'disable', people: ['su.wan'] })
  const disabled = await signIn('su.wan')
  await emulator.joint({ act: 'enable', people: ['su.wan'] })
  const refused = await signIn()

  expect([stranger.status, disabled.status]).toEqual([403, 403])
  expect(refused.body).toContain('error=access_denied&state=s')
  await expect(signIn('nobody')).rejects.toMatchObject({ code: 'emulator.person_unknown' })
  await expect(emulator.signIn({ start: `${url}/`, person: 'su.wan' })).rejects.toMatchObject({
    code: 'emulator.start_elsewhere',
  })
  await expect(emulator.signIn({ start: 'x', person: 'su.wan' })).rejects.toMatchObject({
    code: 'emulator.start_unreachable',
  })
})

test('faults of the calls of the server are set like others', async () => {
  emulator.faults.add({ fault: 'refuses' })
  emulator.faults.add({ fault: 'fails', activity: 'userinfo' })
  const refused = await signIn('su.wan')
  const failing = await signIn('su.wan')
  emulator.faults.add({ fault: 'reset', activity: 'token' })
  const broken = await signIn('su.wan')

  expect(refused).toMatchObject({ exchanges: [{ activity: 'token', fault: 'refuses', outcome: 'refused' }] })
  expect(failing.exchanges).toMatchObject([{ activity: 'token' }, { activity: 'userinfo', fault: 'fails' }])
  expect(broken.exchanges).toMatchObject([{ activity: 'token', fault: 'reset', outcome: 'unreachable' }])
  for (const wrong of [
    { fault: 'wrong-key', activity: 'token' },
    { fault: 'fails', activity: 'newInstance' },
  ] as const)
    expect(() => emulator.faults.add(wrong)).toThrow(
      expect.objectContaining({ code: 'emulator.fault_of_nothing' }) as Error,
    )
})

test('a page asks who signs in, remembers it, and forgets it at the sign-out', async () => {
  const address = `${known['domainName']}/api/v1/oauth2/authorize?response_type=code&client_id=${known['clientId']}`
  const ask = (target: string, init: RequestInit = {}) => fetch(target, { redirect: 'manual', ...init })
  const page = await (await ask(address, { headers: { 'accept-language': 'zh-CN' } })).text()
  expect(page).toContain('以谁的身份登录？')
  expect(page).toMatch(/value="su\.wan">苏晚 \(su\.wan\)<[^]*value="zhou\.yu">周屿 \(zhou\.yu\) – 未授权/)

  const body = new URLSearchParams({ person: 'su.wan' })
  const picked = await ask(address, { method: 'POST', body })
  const cookie = picked.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const again = await ask(address, { headers: { cookie } })
  const out = await ask(`${known['domainName']}/api/v1/logout?redirect_url=${url}/bye`, {
    headers: { cookie },
  })
  const elsewhere = await ask(`${known['domainName']}/api/v1/logout?redirect_url=https://elsewhere.example`)

  expect([picked.status, again.status, out.headers.get('location')]).toEqual([303, 303, `${url}/bye`])
  expect([elsewhere.status, elsewhere.headers.get('location')]).toEqual([200, null])
  expect((await ask(address, { headers: { cookie } })).status).toBe(200)
  const code = new URL(again.headers.get('location') ?? '').searchParams.get('code') ?? ''
  expect((await post('token', { grant_type: 'authorization_code', code })).status).toBe(400)
})

test('what is wrong with the request of an app is told on a page, and other pages pick nobody', async () => {
  const address = `${known['domainName']}/api/v1/oauth2/authorize?response_type=code&client_id=other`
  const wrong = await fetch(address)
  const headers = { origin: 'https://elsewhere.example' }
  const foreign = await fetch(address, { method: 'POST', headers, body: 'person=su.wan' })

  expect([wrong.status, (await wrong.text()).includes('Client ID mismatch'), foreign.status]).toEqual([
    400,
    true,
    403,
  ])
})

test('tokens run out by the clock of the emulator, and end with the assignment', async () => {
  await signIn('su.wan')
  const refresh = () =>
    post('token', { grant_type: 'refresh_token', refresh_token: tokens['refresh_token'] ?? '' })
  expect((await askUser()).status).toBe(200)

  await emulator.advance({ hours: 2 })
  expect((await askUser()).status).toBe(401)
  tokens = (await refresh()).body
  expect((await askUser()).status).toBe(200)
  await emulator.joint({ act: 'withdraw', people: ['su.wan'] })

  expect([(await askUser()).status, (await refresh()).status]).toEqual([401, 400])
  await emulator.joint({ act: 'assign', people: ['su.wan'] })
  expect((await refresh()).body).toMatchObject({ error: 'invalid_grant' })
  await signIn('su.wan')
  await emulator.advance({ days: 30 })
  expect((await refresh()).body).toMatchObject({ error: 'invalid_grant' })
})

test('a reset forgets who signed in', async () => {
  await signIn('su.wan')
  const { access_token } = tokens
  await emulator.reset()

  const headers = { authorization: `Bearer ${access_token}` }
  expect((await fetch(`${known['domainName']}/api/v1/oauth2/userinfo`, { headers })).status).toBe(401)
})
