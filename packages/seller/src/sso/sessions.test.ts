import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { createMemorySessions, createSsoSessions } from '../index.ts'
import type { SessionStore, SsoSession, SsoSessionsOptions } from '../index.ts'
import { createSqliteSessions } from '../stores/sqlite.ts'
import { appId, linXia, startSignIn } from './tried-sign-in.ts'
import type { TriedOptions, TriedSignIn } from './tried-sign-in.ts'

const folder = mkdtempSync(join(tmpdir(), 'loggia-sessions-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let files = 0
const stores: Readonly<Record<string, () => SessionStore>> = {
  memory: createMemorySessions,
  SQLite: () => createSqliteSessions(join(folder, `${(files += 1)}.db`), { sealedBy: 'k' }),
}

let app: TriedSignIn
let store: SessionStore
async function signIn(
  options: TriedOptions = {},
  made: SessionStore = createMemorySessions(),
): Promise<void> {
  store = made
  app = await startSignIn({ ...options, sessions: { store, ...options.sessions } })
  await app.signIn()
}
afterEach(async () => {
  await app?.close()
  await store.close?.()
})

const cookieOf = (): string => [...app.browser.cookies].map((pair) => pair.join('=')).join('; ')
const find = (cookie = cookieOf()): Promise<SsoSession | undefined> =>
  app.sessions.find({ headers: { cookie } })
const countRefreshes = (): number => app.market.asked.filter((call) => call === 'token refresh_token').length
const of = { tenantId: 'tenant-1', instanceId: '', appId }

describe.each(Object.keys(stores))('sessions in %s', (engine) => {
  const make = (): SessionStore => stores[engine]?.() ?? createMemorySessions()

  test('last until the sign-out, which is one at the marketplace too', async () => {
    await signIn({}, make())
    const former = cookieOf()
    expect(await find()).toMatchObject({ tenantId: 'tenant-1', instanceId: '', person: linXia })

    const { url } = await app.browser.go(`${app.url}/sso/logout`, { method: 'POST' })

    expect(url).toBe(`${app.url}/`)
    expect(app.market.asked.at(-1)).toBe(`logout ?redirect_url=${encodeURIComponent(`${app.url}/`)}`)
    expect(app.market.person).toBeUndefined()
    expect(app.browser.cookies.size).toBe(0)
    expect(await find(former)).toBeUndefined()
  })

  test('have their tokens renewed once, however many requests and processes need them', async () => {
    await signIn({}, make())
    const before = await find()
    app.clock.advance({ hours: 3 })
    const request = { headers: { cookie: cookieOf() } }
    const processes = [app.sessions, app.sessions, app.openElsewhere(), app.openElsewhere()]

    const found = await Promise.all(processes.map((sessions) => sessions.find(request)))

    expect(countRefreshes()).toBe(1)
    const tokens = new Set(found.map((session) => session?.tokens.accessToken))
    expect(tokens.size).toBe(1)
    expect(tokens.has(before?.tokens.accessToken)).toBe(false)
    expect(found[0]?.signedInAtMs).toBe(before?.signedInAtMs)
  })

  test('have new tokens for all who ask at once, also while the ones before may still be used', async () => {
    await signIn({}, make())
    app.clock.advance({ hours: 2 })

    const found = await Promise.all([1, 2, 3].map(() => find()))

    expect(countRefreshes()).toBe(1)
    for (const session of found) expect(session?.tokens.expiresAtMs).toBe(app.clock.now() + 7_200_000)
  })

  test('end when the marketplace does not renew their tokens', async () => {
    await signIn({}, make())
    app.market.revoke()
    app.clock.advance({ hours: 2 })

    expect(await find()).toBeUndefined()
    expect(await find()).toBeUndefined()

    expect(countRefreshes()).toBe(1)
    expect(app.refusals).toMatchObject([{ code: 'signedOut', tenantId: 'tenant-1' }])
  })

  test('end after twelve hours, and are then forgotten', async () => {
    await signIn({}, make())
    const former = cookieOf()
    app.clock.advance({ hours: 12 })

    expect(await find()).toBeUndefined()
    app.clock.advance({ ms: 1 })
    await app.signIn()
    app.clock.advance({ hours: -6 })
    expect(await find(former)).toBeUndefined()
    expect(await find()).toBeDefined()
  })

  test('of whom the company removes or disables end at once', async () => {
    await signIn({}, make())
    await app.directory.putPeople(of, [{ ...linXia, isEnabled: false }])
    expect(await find()).toBeUndefined()
    await app.directory.putPeople(of, [linXia])
    expect(await find()).toBeUndefined()
    await app.signIn()
    await app.directory.deleteTenant(of)

    expect(await find()).toBeUndefined()

    expect(app.refusals.map(({ code }) => code)).toEqual(['disabled', 'unknownPerson'])
  })

  test('have the role that somebody has now', async () => {
    await app.directory.putPeople(of, [{ ...linXia, role: 'admin' }])
    await signIn({}, make())
    await app.directory.putPeople(of, [linXia])

    expect((await find())?.user.role).toBe('user')
  })

  test('that end while their tokens are renewed stay over', async () => {
    await signIn({}, make())
    app.clock.advance({ hours: 2 })
    const cookie = cookieOf()
    app.market.instead.token = async (_, response) => {
      await app.sessions.end({ headers: { cookie } })
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"access_token":"a","refresh_token":"b","expires_in":7200}')
    }

    await find(cookie)

    expect(await find(cookie)).toBeUndefined()
  })
})

test('a marketplace that is down signs nobody out for a quarter of an hour, and is asked twice a minute', async () => {
  await signIn()
  app.market.instead.token = (_, response) => void response.writeHead(503).end()
  app.clock.advance({ hours: 2 })

  for (const _ of [1, 2, 3]) expect(await find()).toBeDefined()
  expect(countRefreshes()).toBe(1)
  app.clock.advance({ seconds: 30 })
  expect(await find()).toBeDefined()
  expect(countRefreshes()).toBe(2)
  app.clock.advance({ minutes: 15 })
  expect(await find()).toBeUndefined()

  app.market.instead.token = undefined
  app.clock.advance({ seconds: 30 })
  expect(await find()).toMatchObject({ person: linXia })
  expect(app.refusals.map(({ code }) => code)).toEqual(Array(3).fill('unavailable'))
})

test('a store that fails while tokens are renewed keeps nobody waiting', async () => {
  await signIn()
  app.clock.advance({ hours: 2 })
  const refresh = async (): Promise<never> => {
    throw new Error('planted')
  }
  const sessions = createSsoSessions({ ...app.sso, refresh }, { store, now: app.clock.now })

  for (const _ of [1, 2])
    await expect(sessions.find({ headers: { cookie: cookieOf() } })).rejects.toThrow('planted')

  expect(await find()).toBeDefined()
})

test('each sign-in gets a session of its own, and ends the one before', async () => {
  await signIn()
  const former = cookieOf()
  await app.signIn('tenant-2')

  expect(cookieOf()).not.toBe(former)
  expect(await find(former)).toBeUndefined()
  expect(await find()).toMatchObject({ tenantId: 'tenant-2' })
})

test('a sign-out from another site, with which browsers send no cookie, ends nothing', async () => {
  await signIn()

  const reply = await app.sessions(new Request(`${app.url}/sso/logout`, { method: 'POST' }))

  expect(reply.status).toBe(303)
  expect(reply.headers.getSetCookie()).toEqual([])
  expect(await find()).toBeDefined()
})

test('a sign-out without a session leads to the start page', async () => {
  await signIn()
  app.browser.cookies.clear()

  expect((await app.browser.go(`${app.url}/sso/logout`, { method: 'POST' })).url).toBe(`${app.url}/`)
  expect(app.market.person).toBe('lin.xia')
})

describe('the function', () => {
  test.each([
    ['GET', '/sso/logout', 405],
    ['POST', '/sso/start?tenant=tenant-1', 405],
    ['POST', '/sso/callback?code=1&tenant=tenant-1', 405],
    ['GET', '/sso/callback/?code=1', 400],
    ['GET', '/elsewhere', 404],
  ])('answers %s %s with %i', async (method, path, status) => {
    await signIn()

    expect((await app.sessions(new Request(app.url + path, { method }))).status).toBe(status)
  })

  test('writes no page of its own if there is one, and never rejects', async () => {
    const throwing = (): never => {
      throw new Error('planted')
    }
    const failing = async (): Promise<never> => throwing()
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    await signIn({
      sessions: {
        refusedPage: ({ code }) => {
          if (code === 'failed') throw new Error('planted too')
          return new Response(`my page about ${code}`, { status: 418 })
        },
      },
    })
    const ask = (path: string): Promise<Response> => app.sessions(new Request(app.url + path))
    expect(await (await ask('/sso/start')).text()).toBe('my page about invalidRequest')
    const broken = createSsoSessions(app.sso, {
      store: { ...store, find: failing, take: failing },
      onRefused: throwing,
    })
    const headers = { cookie: cookieOf() }

    const reply = await broken(new Request(`${app.url}/sso/logout`, { method: 'POST', headers }))

    expect(reply.status).toBe(500)
    expect(await reply.text()).not.toContain('planted')
    const { sso } = app
    const unlucky = createSsoSessions(
      { ...sso, start: failing },
      { store, refusedPage: failing, onRefused: throwing },
    )
    expect((await unlucky(new Request(app.at('tenant-1')))).status).toBe(500)
    expect(said).toHaveBeenCalledTimes(2)
    said.mockRestore()
  })

  test('tells people in their language, without what the request says', async () => {
    await signIn()
    const headers = { 'accept-language': 'zh-CN,zh;q=0.9' }
    const asked = new Request(`${app.url}/sso/callback?error=<script>&error_description=<b>`, { headers })

    const page = await (await app.sessions(asked)).text()

    expect(page).toContain('登录失败')
    expect(page).not.toMatch(/<script|<b>/)
  })

  test('has paths beside the callback, or those of the options', async () => {
    await signIn()
    const pathsOf = (callbackUrl: string, how: Partial<SsoSessionsOptions> = {}): readonly string[] =>
      createSsoSessions({ ...app.sso, callbackUrl }, { store, ...how }).paths

    expect(pathsOf('https://a.example/sso/callback')).toEqual(['/sso/start', '/sso/callback', '/sso/logout'])
    expect(pathsOf('https://a.example/cb?x=1', { startPath: '/sign-in', logoutPath: '/sign-out' })).toEqual([
      '/sign-in',
      '/cb',
      '/sign-out',
    ])
    expect(() => pathsOf('https://a.example/', { startPath: 'x', lifeMs: 0 })).toThrow(
      /path of its own(.|\n)*slash(.|\n)*lifeMs/,
    )
    expect(() => pathsOf('https://a.example/start')).toThrow('differ')
    expect(() => createSsoSessions(app.sso, {} as never)).toThrow('store is missing')
  })
})

describe('a store in a file', () => {
  const session = { id: 'i', facts: '{"secret":"the-token-itself"}', untilMs: 1_000 }

  test('is sealed, and opened with an older key too', async () => {
    const file = join(folder, 'sealed.db')
    const before = createSqliteSessions(file, { sealedBy: 'old' })
    await before.add(session, 0)
    await before.close?.()
    expect(readFileSync(file).includes('the-token-itself')).toBe(false)

    const after = createSqliteSessions(file, { sealedBy: ['new', 'old'] })
    expect(await after.find('i')).toEqual(session)
    await after.close?.()
    const other = createSqliteSessions(file, { sealedBy: 'other' })
    expect(await other.find('i')).toBeUndefined()
    await other.close?.()
    expect(() => createSqliteSessions(file, { sealedBy: '' })).toThrow('sealedBy is missing')
  })

  test.each(Object.entries(stores))('%s: is taken by one at a time', async (_, make) => {
    const held = make()
    await held.add(session, 0)

    expect(await held.take('i', 10, 20)).toBe(true)
    expect(await held.take('i', 10, 20)).toBe(false)
    expect(await held.take('i', 20, 30)).toBe(true)
    await held.change('i', '{}')
    expect(await held.take('i', 20, 30)).toBe(true)
    expect(await held.take('nobody', 20, 30)).toBe(false)
    expect(await held.find('i')).toMatchObject({ facts: '{}' })
    await held.close?.()
  })
})
