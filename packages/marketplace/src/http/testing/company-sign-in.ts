import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Id } from '@loggia/kernel'
import { formatCallbackPath, logoutPath } from '@loggia/protocol/console/identity/kinds'
import { openEnterprise } from '../../apps/testing/joint.ts'
import { openWorld } from '../../embedded/index.ts'
import { wall } from '../../embedded/memory-platform.ts'
import type { World, WorldOptions } from '../../embedded/index.ts'
import { createMarketplaceHttp } from '../../http.ts'
import { client } from '../../identity/testing/oidc-server.ts'
import type { ScriptedProvider } from '../../identity/testing/scripted-provider.ts'
import type { ProviderAsk } from '../../identity/service/providers.ts'
import type { MemberActor } from '../../platform/index.ts'
import { createVisitor } from './visitor.ts'
import type { Visitor } from './visitor.ts'

export const origin = 'http://market.example'
export const tenantCode = 'cangye'
export const redirectUri = origin + formatCallbackPath(tenantCode)
export const logoutUri = origin + logoutPath
export const domain = 'cangye.example'
export const email = `lin@${domain}`

/** As browsers say that they come from one of our pages. */
export const fromOwnPage = { 'sec-fetch-site': 'same-origin' }

/** Emails are sent, to nobody. */
export const mail: NonNullable<WorldOptions['mail']> = {
  transport: { connect: () => Promise.reject(new Error('Nobody is there')) },
  compose: () => ({ subject: 'One', text: 'One', html: '<p>One</p>' }),
  from: 'market@loggia.example',
  origin,
}

/** A marketplace with a company that has shown a domain to be its own. */
export async function openCompanyMarket(options: WorldOptions = {}) {
  const texts = new Map<string, readonly string[]>()
  // What `*` has, every name has.
  const lookupTexts = async (name: string) => texts.get(name) ?? texts.get('*') ?? []
  const world: World = await openWorld({ ...options, resolvers: { lookupTexts } })
  const browserFiles = await mkdtemp(join(tmpdir(), 'loggia-browser-files-'))
  const server = await createMarketplaceHttp(world.market, world.platform, {
    baseUrl: origin,
    renderPage: (page) => JSON.stringify(page),
    browserFiles,
    limits: { all: 1_000_000, signIn: 100_000 },
  })
  const { identity, directory, parties } = world.market

  const ask = (issuer: string, change: Partial<ProviderAsk> = {}): ProviderAsk => ({
    issuer,
    clientId: client.id,
    clientSecret: client.secret,
    scopes: ['openid', 'profile', 'email'],
    foundBy: 'email',
    addsPeople: false,
    enforced: false,
    enabled: true,
    ...change,
  })

  async function verifyDomain(of: { actor: MemberActor; id: Id<'ent'> }, name = domain): Promise<void> {
    const shown = await identity.addDomain({ ...of, domain: name })
    const token = shown.domains.find((one) => one.domain === name)?.token ?? ''
    texts.set(`_loggia-sign-in.${name}`, ['another', `loggia-sign-in=${token}`])
    await identity.checkDomain({ ...of, domain: name })
  }

  /** Everything anew: a company whose provider this is. */
  async function begin(issuer: string, change: Partial<ProviderAsk> = {}) {
    await world.reset()
    texts.clear()
    const company = await openEnterprise(world, '沧野制造', tenantCode)
    const of = { actor: company.buyer, id: company.enterpriseId }
    await verifyDomain(of)
    await identity.setCompanyProvider(company.buyer, company.enterpriseId, ask(issuer, change))
    let serial = 0
    const addPerson = (email: string, userName = `person${(serial += 1)}`): Promise<Id<'per'>> =>
      directory.addPerson(company.request, company.enterpriseId, {
        userName,
        departmentId: company.topId,
        state: 'active',
        data: { name: '林知遥', email },
      })
    const set = (next: Partial<ProviderAsk>) =>
      identity.setCompanyProvider(company.buyer, company.enterpriseId, ask(issuer, next))
    const act = (act: 'disable' | 'enable' | 'leave', personId: Id<'per'>) =>
      directory.actOnPeople(company.request, company.enterpriseId, { act: { act }, of: { ids: [personId] } })
    const listPeople = () =>
      directory.listPeople(world.platform.db, { enterpriseId: company.enterpriseId, all: true, limit: 50 })
    return { ...company, of, addPerson, set, act, listPeople }
  }

  /** The visitor leaves for the provider; gives where to. */
  async function leave(visitor: Visitor, query = `domain=${domain}&next=/account`): Promise<URL> {
    const reply = await visitor.get(`/sign-in/company/start?${query}`, fromOwnPage)
    if (reply.status !== 303) throw new Error(`${reply.status} ${reply.body}`)
    return new URL(reply.location)
  }

  const findEmail = async (memberId: Id<'mbr'>): Promise<string> =>
    (await parties.findAccount(world.platform.db, memberId))?.email ?? ''

  return {
    world,
    server,
    texts,
    ask,
    begin,
    leave,
    verifyDomain,
    findEmail,
    visitor: () => createVisitor(server, origin),
    async close(): Promise<void> {
      await server.close()
      await world.close()
      await rm(browserFiles, { recursive: true, force: true })
    },
  }
}
export type CompanyMarket = Awaited<ReturnType<typeof openCompanyMarket>>
export type BegunCompany = Awaited<ReturnType<CompanyMarket['begin']>>

/** Somebody goes through a provider, and comes back to the marketplace; gives the address to which they are sent. */
export async function goThrough(url: URL): Promise<string> {
  const jar = new Map<string, string>()
  let at = url.href
  for (let step = 0; step < 10 && !at.startsWith(origin); step += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const reply = await fetch(at, { headers: { cookie }, redirect: 'manual' })
    for (const line of reply.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const [name = '', value = ''] = pair.split('=')
      jar.set(name, value)
    }
    const location = reply.headers.get('location')
    if (location === null) throw new Error(`${reply.status} ${await reply.text()}`)
    at = new URL(location, at).href
  }
  return at
}

/** What a scripted provider says of somebody. */
export type Claims = Readonly<Record<string, unknown>>
export const getNowS = (): number => Math.floor(wall.now() / 1000)

/** What an identity token says for whoever has left for this address. */
export const makeClaims = ({ issuer }: ScriptedProvider, url: URL, change: Claims = {}): Claims => ({
  iss: issuer,
  aud: client.id,
  sub: 'lin',
  iat: getNowS(),
  exp: getNowS() + 60,
  nonce: url.searchParams.get('nonce'),
  email,
  email_verified: true,
  ...change,
})

/** Where a scripted provider sends them back to. */
export const makeAnswer = (
  { issuer }: ScriptedProvider,
  url: URL,
  change: Readonly<Record<string, string>> = {},
): string =>
  `${redirectUri}?${new URLSearchParams({
    code: 'code',
    state: url.searchParams.get('state') ?? '',
    iss: issuer,
    ...change,
  }).toString()}`

/** What is said to whoever comes back from a scripted provider with these claims. */
export async function followAs(
  { leave }: CompanyMarket,
  provider: ScriptedProvider,
  { visitor, claims }: { readonly visitor: Visitor; readonly claims?: Claims | undefined },
) {
  const url = await leave(visitor)
  provider.give(await provider.sign(makeClaims(provider, url, claims)))
  return visitor.get(makeAnswer(provider, url))
}
