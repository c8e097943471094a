import { afterEach, describe, expect, test } from 'vitest'
import { createMemoryStore, createSso } from '../index.ts'
import type { SsoOptions } from '../index.ts'
import { appId, companies, fillDirectory, isCallback, linXia, startSignIn } from './tried-sign-in.ts'
import type { TriedOptions, TriedSignIn } from './tried-sign-in.ts'

let app: TriedSignIn
const open = async (options: TriedOptions = {}): Promise<void> => {
  app = await startSignIn(options)
}
afterEach(() => app?.close())

const requests = ['authorize', 'token authorization_code', 'userinfo']

async function expectNobody(): Promise<void> {
  const before = app.market.asked.length
  expect((await app.browser.go(`${app.url}/`)).body).toBe('null')
  expect(app.market.asked.length).toBe(before)
}

describe('somebody who signs in', () => {
  test('is the person of the directory, and sees the page that they wanted', async () => {
    await open()

    const { url, body } = await app.browser.go(app.at('tenant-1', '/roster?week=1'))

    expect(url).toBe(`${app.url}/roster?week=1`)
    expect(JSON.parse(body)).toMatchObject(linXia)
    expect(app.market.asked).toEqual(requests)
    expect([...app.browser.cookies.keys()]).toEqual([expect.stringMatching(/^loggia_sso_session_/)])
    expect(app.refusals).toEqual([])
  })

  test('may have several pages on which they start', async () => {
    await open()
    const first = await app.walkToCallback()
    await app.walkToCallback()

    const { url, body } = await app.browser.go(first.href)

    expect(url).toBe(`${app.url}/roster`)
    expect(JSON.parse(body)).toMatchObject({ userName: 'lin.xia' })
  })

  test('keeps as many of these starts as fit into a cookie', async () => {
    await open()
    const long = `/${'x'.repeat(480)}`
    for (let at = 0; at < 9; at += 1)
      await app.browser.go(app.at('tenant-1', `${long}${at}`), { until: isCallback })

    const [line] = app.browser.cookies.values()
    expect(line?.length).toBeLessThan(4_000)
    const { url } = await app.browser.go(app.at('tenant-1', `${long}last`))
    expect(url).toBe(`${app.url}${long}last`)
  })

  test.each([
    ['a text', '7200'],
    ['a number', 7200],
    ['nothing', null],
  ])('may have tokens whose life is told as %s', async (_, expiresIn) => {
    await open()
    app.market.expiresIn = expiresIn

    await app.signIn()

    const cookie = [...app.browser.cookies].map((pair) => pair.join('=')).join('; ')
    const session = await app.sessions.find({ headers: { cookie } })
    expect(session?.tokens.expiresAtMs).toBe(app.clock.now() + 7_200_000)
  })

  test('is known from the marketplace too, whatever facts it leaves out', async () => {
    await open()
    const callback = await app.walkToCallback()
    const cookie = [...app.browser.cookies].map((pair) => pair.join('=')).join('; ')

    const outcome = await app.sso.callback({ url: callback.pathname + callback.search, headers: { cookie } })

    expect(outcome).toMatchObject({
      kind: 'signedIn',
      tenantId: 'tenant-1',
      instanceId: '',
      returnTo: '/roster',
      user: { name: '林夏', departmentName: '研发部', companyName: '晨岚科技', role: 'user' },
    })
    expect(outcome.kind === 'signedIn' && 'email' in outcome.user).toBe(false)
    expect(outcome.cookie).toMatch(/^loggia_sso_[0-9a-f]{8}=; .*Max-Age=0/)
  })
})

describe('a person who may not use the app', () => {
  const of = { tenantId: 'tenant-1', instanceId: '', appId }

  test('is refused if the marketplace never told of them, or has removed them', async () => {
    await open()
    app.market.person = 'somebody.else'
    expect((await app.signIn()).status).toBe(403)
    app.market.person = 'lin.xia'
    await app.directory.deletePeople(of, ['lin.xia'])

    await app.signIn()

    expect(app.listCodes()).toEqual(['unknownPerson', 'unknownPerson'])
    await expectNobody()
  })

  test('is refused while the company has disabled them', async () => {
    await open()
    await app.directory.putPeople(of, [{ ...linXia, isEnabled: false }])

    const { status, body } = await app.signIn()

    expect([status, app.listCodes()]).toEqual([403, ['disabled']])
    expect(body).toContain('disabled')
    await expectNobody()
  })

  test('is somebody else in another company', async () => {
    await open()
    await app.directory.deletePeople({ ...of, tenantId: 'tenant-2' }, ['lin.xia'])

    await app.signIn('tenant-2')

    expect(app.listCodes()).toEqual(['unknownPerson'])
  })
})

describe('a company', () => {
  test('that nobody has told of cannot sign in', async () => {
    await open()
    await app.directory.deleteApp({ tenantId: 'tenant-1', instanceId: '', appId })

    await app.signIn()
    await app.browser.go(`${app.url}/sso/start`)

    expect(app.listCodes()).toEqual(['unknownTenant', 'invalidRequest'])
  })

  test('whose address is not safe gets no secret', async () => {
    await open()
    for (const domainName of [
      'http://10.0.0.1',
      'ftp://a',
      'https://u:p@a',
      'https://a/#b',
      'https://a?b',
      'a',
    ])
      await fillDirectory(app.directory, companies[0] as never, { domainName }).then(() => app.signIn())

    expect(new Set(app.listCodes())).toEqual(new Set(['invalidAddress']))
  })

  test('with several purchases and one client finds its people in each', async () => {
    await open()
    const [company] = companies
    if (!company) throw new Error('There is no company.')
    const domainName = app.market.domainOf('tenant-1')
    await fillDirectory(app.directory, company, { domainName, instanceId: 'i-1' })
    await app.directory.deletePeople({ tenantId: 'tenant-1', instanceId: '', appId }, ['lin.xia'])
    await app.directory.putPeople({ tenantId: 'tenant-1', instanceId: 'i-1', appId }, [linXia])

    expect(JSON.parse((await app.signIn()).body)).toMatchObject({ userName: 'lin.xia', instanceId: 'i-1' })
  })

  test('with several clients is asked which', async () => {
    await open()
    const domainName = app.market.domainOf('tenant-1')
    const other = { tenantId: 'tenant-1', clientId: 'other', clientSecret: 'other' }
    await fillDirectory(app.directory, other, { domainName, instanceId: 'i-1' })

    await app.signIn()
    const { body } = await app.browser.go(`${app.at('tenant-1')}&instance=`)

    expect(app.listCodes()).toEqual(['severalInstances'])
    expect(JSON.parse(body)).toMatchObject({ userName: 'lin.xia' })
  })

  test('may be looked up by functions of the seller', async () => {
    const asked: unknown[] = []
    await open({
      directory: undefined,
      findTenant: (of) => {
        asked.push(of)
        const [company] = companies
        return company && { ...company, domainName: app.market.domainOf(of.tenantId) }
      },
      findPerson: async (of, userName) => {
        asked.push(of, userName)
        return linXia
      },
    } as TriedOptions)

    expect(JSON.parse((await app.signIn()).body)).toEqual(linXia)
    expect(asked).toContain('lin.xia')
    expect(asked[0]).toEqual({ tenantId: 'tenant-1', instanceId: undefined })
  })
})

describe('where the browser is sent', () => {
  test.each([
    '//evil.example',
    '/\\evil.example',
    '/.//evil.example',
    'https://evil.example',
    '/sso/start?tenant=tenant-1',
  ])('after a sign-in, it is never %s', async (returnTo) => {
    await open()

    expect((await app.browser.go(app.at('tenant-1', returnTo))).url).toBe(`${app.url}/`)
    expect(app.market.asked).toEqual(requests)
  })

  test('to sign in: with the registered address, a state and a digest, and no secret', async () => {
    await open()

    const started = await app.sso.start({ tenantId: 'tenant-1', returnTo: '/a' })

    const { origin, pathname, searchParams } = new URL(started.ok ? started.location : '')
    expect(origin + pathname).toBe(`${app.market.domainOf('tenant-1')}/api/v1/oauth2/authorize`)
    expect(Object.fromEntries(searchParams)).toEqual({
      response_type: 'code',
      client_id: 'client of tenant-1',
      redirect_uri: `${app.url}/sso/callback`,
      scope: 'get_user_info',
      state: expect.stringMatching(/^[0-9a-z]{32}$/) as string,
      code_challenge: expect.stringMatching(/^[\w-]{43}$/) as string,
      code_challenge_method: 'S256',
    })
  })

  test('over https the cookie is of this host alone', async () => {
    await open({ callbackUrl: 'https://app.example.com/sso/callback' })

    const started = await app.sso.start({ tenantId: 'tenant-1' })

    expect(started.ok && started.cookie).toMatch(
      /^__Host-loggia_sso_[0-9a-f]{8}=[\w+/=]+; Path=\/; Max-Age=900; HttpOnly; SameSite=Lax; Secure$/,
    )
  })

  test('to sign out: to the address of the company, and from there to exactly the one of the options', async () => {
    await open({ afterLogoutUrl: 'https://app.example.com/bye?from=loggia&x=值' })

    const out = await app.sso.logout({ tenantId: 'tenant-2' })

    const address = encodeURIComponent('https://app.example.com/bye?from=loggia&x=值')
    expect(out).toEqual({
      ok: true,
      location: `${app.market.domainOf('tenant-2')}/api/v1/logout?redirect_url=${address}`,
    })
    expect(await app.sso.logout({ tenantId: 'tenant-3' })).toMatchObject({ code: 'unknownTenant' })
  })
})

describe('tokens', () => {
  async function signInByHand(): Promise<{
    tenantId: string
    tokens: { accessToken: string; expiresAtMs: number }
  }> {
    const callback = await app.walkToCallback()
    const cookie = [...app.browser.cookies].map((pair) => pair.join('=')).join('; ')
    const outcome = await app.sso.callback({ url: callback.href, headers: { cookie } })
    if (outcome.kind !== 'signedIn') throw new Error(`It is ${outcome.kind}.`)
    return outcome
  }

  test('are renewed by one request for all who ask at once, and then by the new ones', async () => {
    await open()
    const access = await signInByHand()

    const renewed = await Promise.all([1, 2, 3].map(() => app.sso.refresh(access)))
    const [first] = renewed
    const again = first?.ok ? await app.sso.refresh({ ...access, tokens: first.tokens }) : first

    expect(new Set(renewed).size).toBe(1)
    expect(again).toMatchObject({ ok: true })
    expect(app.market.asked.filter((call) => call === 'token refresh_token')).toHaveLength(2)
    expect(await app.sso.refresh(access)).toMatchObject({ ok: false, code: 'signedOut' })
  })

  test('that are revoked sign the person out', async () => {
    await open()
    const access = await signInByHand()
    app.market.revoke()

    expect(await app.sso.readUser(access)).toMatchObject({ code: 'tokenRefused', tenantId: 'tenant-1' })
    expect(await app.sso.refresh(access)).toMatchObject({ code: 'signedOut', marketError: 'invalid_grant' })
  })

  test('are those of a person who can be asked for again', async () => {
    await open()
    const access = await signInByHand()

    expect(await app.sso.readUser(access)).toMatchObject({ ok: true, person: linXia, user: { name: '林夏' } })
    await app.directory.deletePeople({ tenantId: 'tenant-1', instanceId: '', appId }, ['lin.xia'])
    expect(await app.sso.readUser(access)).toMatchObject({ code: 'unknownPerson' })
  })

  test('without a refresh token end with the access token', async () => {
    await open()
    const { tenantId, tokens } = await signInByHand()
    const { accessToken, expiresAtMs } = tokens

    const told = await app.sso.refresh({ tenantId, tokens: { accessToken, expiresAtMs } })

    expect(told).toMatchObject({ code: 'signedOut' })
  })
})

test('wrong options are all told at once, without the secret', async () => {
  await open()
  const create = (options: object) => () => createSso(options as SsoOptions)

  expect(
    create({ callbackUrl: 'http://app.example.com/', sealedBy: ' hidden', unsolicited: 'no', timeoutMs: 0 }),
  ).toThrow(/sealedBy(.|\n)*callbackUrl(.|\n)*store(.|\n)*unsolicited(.|\n)*timeoutMs(.|\n)*findTenant/)
  expect(create({ sealedBy: ' hidden' })).not.toThrow(/hidden/)
  expect(create({ directory: {}, afterLogoutUrl: 'x', now: 1 })).toThrow(
    /afterLogoutUrl(.|\n)*now(.|\n)*directory(.|\n)*appId/,
  )
  expect(create(undefined as never)).toThrow('one object')
  const rest = { appId, sealedBy: 'k', store: createMemoryStore(), directory: app.directory }
  expect(create({ ...rest, callbackUrl: 'http://market.lan/cb' })).toThrow('allowHttp')
  expect(create({ ...rest, callbackUrl: 'http://market.lan/cb', allowHttp: true })).not.toThrow()
})
