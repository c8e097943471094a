import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listWorldEngines } from '../embedded/index.ts'
import { openOidcServer } from '../identity/testing/oidc-server.ts'
import type { OidcServer } from '../identity/testing/oidc-server.ts'
import { listHistory } from '../platform/index.ts'
import {
  domain,
  goThrough,
  logoutUri,
  openCompanyMarket,
  origin,
  redirectUri,
} from './testing/company-sign-in.ts'
import type { BegunCompany, CompanyMarket } from './testing/company-sign-in.ts'
import type { Visitor } from './testing/visitor.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const email = `lin@${domain}`
const lin = { sub: 'lin-at-the-provider', email, email_verified: true, name: '林知遥' }

describe.each(listWorldEngines(postgresUrl))('sign-in by a company, on %s', (engine) => {
  let it: CompanyMarket
  let oidc: OidcServer
  let of: BegunCompany
  beforeAll(async () => {
    it = await openCompanyMarket({ engine, postgresUrl })
    oidc = await openOidcServer({
      // Of the company, and of the operators.
      redirectUris: [redirectUri, `${origin}/sign-in/company/callback`],
      logoutUri,
      reach: async (request) =>
        (
          await it.server.inject({
            method: 'POST',
            url: logoutUri.slice(origin.length),
            headers: {
              host: new URL(origin).host,
              'content-type': 'application/x-www-form-urlencoded',
            },
            payload: await request.text(),
          })
        ).statusCode,
    })
  })
  beforeEach(async () => {
    of = await it.begin(oidc.issuer)
  })
  afterAll(async () => {
    await oidc.close()
    await it.close()
  })

  /** Signs in through the provider as this one. */
  async function comeAs(visitor: Visitor, claims: typeof lin, query?: string) {
    oidc.present(claims)
    const back = await goThrough(await it.leave(visitor, query))
    return visitor.get(back)
  }

  test('somebody of the directory signs in, and gets an account without a password and without parties', async () => {
    await of.addPerson(email)
    const visitor = it.visitor()

    const back = await comeAs(visitor, lin)

    expect(back).toMatchObject({ status: 303, location: '/account' })
    expect(await visitor.readSession()).toMatchObject({ member: { email }, rights: {}, operator: false })
    expect((await it.visitor().signIn(email)).json()).toMatchObject({ code: 'parties.sign_in_refused' })
    const { items } = (await visitor.get('/api/sessions')).json<{ items: { method: string }[] }>()
    expect(items.map(({ method }) => method)).toEqual(['company'])
  })

  test('whoever comes again gets the same account', async () => {
    await of.addPerson(email)
    const [first, second] = [it.visitor(), it.visitor()]
    await comeAs(first, lin)

    await comeAs(second, { ...lin, email: `another@${domain}` })

    expect((await second.readSession())?.member).toEqual((await first.readSession())?.member)
  })

  test('code, state, nonce and PKCE are always asked for, and the redirect address is exact', async () => {
    await of.addPerson(email)

    await comeAs(it.visitor(), lin)

    const asked = Object.fromEntries(oidc.asked.at(-1) ?? [])
    expect(asked).toMatchObject({
      response_type: 'code',
      redirect_uri: redirectUri,
      code_challenge_method: 'S256',
      scope: 'openid profile email',
    })
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked[name]).toMatch(/^[\w-]{43}$/)
  })

  test('an account that somebody has is not taken over: its owner signs in once and connects it', async () => {
    const owner = await it.world.given.buyer()
    const taken = await it.findEmail(owner.memberId)
    await it.verifyDomain(of.of, taken.split('@')[1])
    await of.addPerson(taken)
    const visitor = it.visitor()

    const back = await comeAs(visitor, { ...lin, email: taken })

    expect(back).toMatchObject({ status: 303, location: '/sign-in/company' })
    expect(await visitor.readSession()).toBeNull()
    await visitor.signIn(taken)
    expect((await visitor.get('/api/session/company-connection')).json()).toMatchObject({
      connection: { email: taken, isOwn: true, next: '/account' },
    })
    expect((await visitor.post('/api/session/company-connection')).json()).toEqual({ next: '/account' })
    const again = it.visitor()
    await comeAs(again, { ...lin, email: taken })
    expect((await again.readSession())?.member.id).toBe(owner.memberId)
    const kinds = (await listHistory(it.world.platform.db, owner.memberId)).map(({ kind }) => kind)
    expect(kinds).toContain('member.identity_connected')
  })

  test('nobody else connects an account', async () => {
    const [owner, other] = [await it.world.given.buyer(), await it.world.given.buyer()]
    const taken = await it.findEmail(owner.memberId)
    await it.verifyDomain(of.of, taken.split('@')[1])
    await of.addPerson(taken)
    const visitor = it.visitor()
    await comeAs(visitor, { ...lin, email: taken })
    await visitor.signIn(await it.findEmail(other.memberId))

    const refused = await visitor.post('/api/session/company-connection')

    expect(refused.json()).toMatchObject({ code: 'identity.connection_of_others' })
  })

  test('whoever is not in the directory is refused, or added where the company wants it', async () => {
    const refused = await comeAs(it.visitor(), lin)
    expect([refused.status, refused.json()]).toMatchObject([
      403,
      { route: 'problem', about: 'company-sign-in' },
    ])
    await of.set({ addsPeople: true })
    const visitor = it.visitor()

    await comeAs(visitor, lin)

    const people = await of.listPeople()
    expect(people).toMatchObject([{ userName: email, name: '林知遥', departmentId: of.topId, email }])
    expect(people[0]?.memberId).toBe((await visitor.readSession())?.member.id)
  })

  test('R275: whoever is disabled is signed out at once and does not come in again, until they are enabled', async () => {
    const personId = await of.addPerson(email)
    const visitor = it.visitor()
    await comeAs(visitor, lin)

    await of.act('disable', personId)

    expect(await visitor.readSession()).toBeNull()
    expect((await comeAs(visitor, lin)).status).toBe(403)
    await of.act('enable', personId)
    await comeAs(visitor, lin)
    expect(await visitor.readSession()).not.toBeNull()
  })

  test.each(['leave', 'unlink', 'disable the provider', 'remove the provider', 'dissolve'])(
    'sessions of the provider end with their reason: %s',
    async (reason) => {
      const personId = await of.addPerson(email)
      const visitor = it.visitor()
      await comeAs(visitor, lin)
      const { directory, identity } = it.world.market
      const { enterpriseId, request, buyer } = of

      if (reason === 'leave') await of.act('leave', personId)
      if (reason === 'unlink') await directory.unlinkAccount(request, { enterpriseId, personId })
      if (reason === 'disable the provider') await of.set({ enabled: false })
      if (reason === 'remove the provider') await identity.removeCompanyProvider(buyer, enterpriseId)
      if (reason === 'dissolve') await directory.dissolveEnterprise(request, enterpriseId)

      expect(await visitor.readSession()).toBeNull()
    },
  )

  test('whoever signs out at the provider is signed out here, and nobody else', async () => {
    await of.addPerson(email)
    await of.addPerson(`bo@${domain}`)
    const [visitor, other] = [it.visitor(), it.visitor()]
    await comeAs(other, { ...lin, sub: 'bo', email: `bo@${domain}` })
    oidc.present(lin)
    const session = await goThroughAndStay(await it.leave(visitor))
    await visitor.get(session.back)
    expect(await visitor.readSession()).not.toBeNull()

    await session.signOut(oidc.issuer)

    expect(oidc.told).toEqual([200])
    expect(await visitor.readSession()).toBeNull()
    expect(await other.readSession()).not.toBeNull()
  })

  test('whoever has to sign in once more does so at the provider', async () => {
    await of.addPerson(email)
    const visitor = it.visitor()

    await comeAs(visitor, lin, `domain=${domain}&anew=1`)

    expect(Object.fromEntries(oidc.asked.at(-1) ?? [])).toMatchObject({ prompt: 'login', max_age: '0' })
    expect(await visitor.readSession()).not.toBeNull()
  })

  test('the token of the session changes at each sign-in, and the one before ends', async () => {
    await of.addPerson(email)
    const visitor = it.visitor()
    visitor.jar.set('loggia_session', 'a token that an attacker knows')

    await comeAs(visitor, lin)
    const first = visitor.jar.get('loggia_session') ?? ''
    await comeAs(visitor, lin)

    expect(first).not.toBe('a token that an attacker knows')
    expect(visitor.jar.get('loggia_session')).not.toBe(first)
    const former = it.visitor()
    former.jar.set('loggia_session', first)
    expect(await former.readSession()).toBeNull()
  })

  test('a test sign-in shows what the provider says, and signs nobody in', async () => {
    await of.addPerson(email)
    const visitor = it.visitor()
    await visitor.signIn(await it.findEmail(of.buyer.memberId))
    oidc.present(lin)

    const left = await visitor.get(`/sign-in/company/test?company=${of.enterpriseId}`)
    const back = await visitor.get(await goThrough(new URL(left.location)))

    expect(back.location).toBe(`/buyer/companies/${of.enterpriseId}?tab=sign-in`)
    expect((await visitor.readSession())?.member.id).toBe(of.buyer.memberId)
    const path = `/api/buyer/enterprises/${of.enterpriseId}/identity-provider/test`
    const { test: shown } = (await visitor.get(path)).json<{ test: { claims: string; outcome: string } }>()
    expect(shown.outcome).toBe('adds')
    expect(JSON.parse(shown.claims)).toMatchObject({ sub: lin.sub, email })
    expect((await of.listPeople())[0]?.memberId).toBeUndefined()
  })

  test('operators come in by their own provider once they have connected their accounts', async () => {
    const admin = await it.world.given.operator()
    const { identity } = it.world.market
    await identity.setOperatorProvider(admin, it.ask(oidc.issuer))
    const taken = await it.findEmail(admin.memberId)
    const claims = { ...lin, sub: 'op', email: taken }
    const visitor = it.visitor()
    await comeAs(visitor, claims, 'operators=1&next=/operator')
    await visitor.signIn(taken)
    await visitor.post('/api/session/company-connection')

    const again = it.visitor()
    const back = await comeAs(again, claims, 'operators=1&next=/operator')

    expect(back.location).toBe('/operator')
    expect(await again.readSession()).toMatchObject({ member: { id: admin.memberId }, operator: true })
    expect((await comeAs(it.visitor(), lin, 'operators=1')).status).toBe(403)
  })
})

/** As {@link goThrough}, with a browser that stays signed in at the provider until it signs out there. */
async function goThroughAndStay(url: URL) {
  const jar = new Map<string, string>()
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  async function ask(at: string, form?: URLSearchParams): Promise<Response> {
    const reply = await fetch(at, {
      headers: { cookie: cookies() },
      redirect: 'manual',
      ...(form && { method: 'POST', body: form }),
    })
    for (const line of reply.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const [name = '', value = ''] = pair.split('=')
      jar.set(name, value)
    }
    return reply
  }
  let at = url.href
  for (let step = 0; step < 10 && !at.startsWith(origin); step += 1) {
    const reply = await ask(at)
    at = new URL(reply.headers.get('location') ?? '', at).href
  }
  return {
    back: at,
    async signOut(issuer: string): Promise<void> {
      const page = await (await ask(`${issuer}/session/end`)).text()
      const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(page) ?? []
      await ask(`${issuer}/session/end/confirm`, new URLSearchParams({ xsrf, logout: 'yes' }))
    },
  }
}
