import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { buyService, keepBooks, openCredential, openEnterprise } from '../../apps/testing/joint.ts'
import type { CredentialForm } from '../../apps/schema.ts'
import { createSellersBooks } from '../../apps/testing/sellers-books.ts'
import { openScriptedSeller, openWorld } from '../../embedded/index.ts'
import type { World, WorldOptions } from '../../embedded/index.ts'
import { createMarketplaceHttp } from '../../http.ts'
import type { MemberActor } from '../../platform/index.ts'

/** A free port, which nobody else gets until it is released. */
async function holdPort(): Promise<{ readonly port: number; release(): Promise<void> }> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as { port: number }
  return { port, release: () => new Promise((resolve) => probe.close(() => resolve())) }
}

export async function findPort(): Promise<number> {
  const { port, release } = await holdPort()
  await release()
  return port
}

type Reply = {
  readonly status: number
  readonly url: string
  readonly location: string
  readonly body: string
  readonly headers: Headers
}

type Sent = { readonly headers: Record<string, string>; readonly form?: Record<string, string> | undefined }

/** One request to this machine, whatever host name it is for. */
function send(
  url: URL,
  { headers, form }: Sent,
): Promise<{ status: number; headers: Headers; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port: url.port,
        path: url.pathname + url.search,
        method: form ? 'POST' : 'GET',
        headers: {
          host: url.host,
          ...headers,
          ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
        },
      },
      (reply) => {
        const chunks: Buffer[] = []
        reply.on('data', (chunk: Buffer) => chunks.push(chunk))
        reply.on('end', () => {
          const pairs = Object.entries(reply.headersDistinct).flatMap(([name, values = []]) =>
            values.map((value): [string, string] => [name, value]),
          )
          const body = Buffer.concat(chunks).toString()
          resolve({ status: reply.statusCode ?? 0, headers: new Headers(pairs), body })
        })
      },
    )
    asked.once('error', reject).end(form && new URLSearchParams(form).toString())
  })
}

type Cookie = { readonly name: string; readonly value: string; readonly host: string; readonly path: string }

/** As much of a browser as a sign-on needs: cookies by host and path, and redirects one by one. */
export function createBrowser(origin: string) {
  const jar = new Map<string, Cookie>()
  const headersFor = (url: URL): Record<string, string> => {
    const cookies = [...jar.values()]
      .filter(
        ({ host, path }) => host === url.hostname && `${url.pathname}/`.startsWith(path.replace(/\/?$/, '/')),
      )
      .map(({ name, value }) => `${name}=${value}`)
    return { accept: 'text/html', ...(cookies.length > 0 && { cookie: cookies.join('; ') }) }
  }
  function keep({ hostname: host }: URL, headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(/; */)
      const [name = '', value = ''] = pair.split('=')
      const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? '/'
      const isGone =
        value === '' || attributes.some((one) => /^(expires=Thu, 01 Jan 1970|max-age=0)/i.test(one))
      const key = `${name}|${host}|${path}`
      if (isGone) jar.delete(key)
      else jar.set(key, { name, value, host, path })
    }
  }
  async function open(address: string, sent: Partial<Sent> = {}): Promise<Reply> {
    const url = new URL(address, origin)
    const { headers, ...reply } = await send(url, {
      ...sent,
      headers: { ...headersFor(url), ...sent.headers },
    })
    keep(url, headers)
    const location = headers.get('location')
    return {
      ...reply,
      url: url.href,
      location: location === null ? '' : new URL(location, url).href,
      headers,
    }
  }
  /** Follows redirects as long as they lead to the marketplace; gives the last reply. */
  async function follow(
    address: string,
    sent: Partial<Sent> = {},
  ): Promise<Reply & { readonly trail: string[] }> {
    const trail: string[] = []
    let reply = await open(address, sent)
    while (new URL(reply.location || 'about:blank').port === new URL(origin).port && reply.location !== '') {
      trail.push(reply.location)
      if (trail.length > 12) throw new Error(`Redirects go round: ${trail.join('\n')}`)
      reply = await open(reply.location)
    }
    return { ...reply, trail }
  }
  async function signIn({ email, password }: { email: string; password: string }): Promise<void> {
    const reply = await fetch(`${origin}/api/session`, {
      method: 'POST',
      headers: { ...headersFor(new URL(origin)), 'content-type': 'application/json', origin },
      body: JSON.stringify({ email, password }),
    })
    keep(new URL(origin), reply.headers)
    if (reply.status !== 200) throw new Error(`Not signed in: ${await reply.text()}`)
  }
  return { jar, open, follow, signIn }
}
export type Browser = ReturnType<typeof createBrowser>

type Tokens = { readonly access_token: string; readonly refresh_token: string; readonly id_token?: string }
export type TokenReply = {
  readonly status: number
  readonly body: Tokens & Record<string, unknown>
  readonly headers: Headers
}

/** What an app does by itself: plain requests, and no library. */
export function createApp(app: {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly callbackUrl: string
}) {
  const formatStart = (more: Record<string, string | undefined> = {}): string => {
    const asked = { response_type: 'code', client_id: app.clientId, redirect_uri: app.callbackUrl, ...more }
    const given = Object.entries(asked).filter((pair): pair is [string, string] => pair[1] !== undefined)
    return `${app.issuer}/authorize?${new URLSearchParams(given).toString()}`
  }
  async function send(
    form: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<TokenReply> {
    const reply = await fetch(`${app.issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers,
    })
    return { status: reply.status, body: (await reply.json()) as TokenReply['body'], headers: reply.headers }
  }
  const secrets = { client_id: app.clientId, client_secret: app.clientSecret }
  const exchange = (code: string, more: Record<string, string> = {}): Promise<TokenReply> =>
    send({ grant_type: 'authorization_code', code, ...secrets, ...more })
  const refresh = (token: string, more: Record<string, string> = {}): Promise<TokenReply> =>
    send({ grant_type: 'refresh_token', refresh_token: token, ...secrets, ...more })
  async function readUser(token: string) {
    const reply = await fetch(`${app.issuer}/userinfo`, {
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
    })
    return {
      status: reply.status,
      body: (await reply.json()) as Record<string, unknown>,
      headers: reply.headers,
    }
  }
  return { formatStart, send, exchange, refresh, readUser }
}

export const readCallback = (location: string): Record<string, string> =>
  Object.fromEntries(new URL(location).searchParams)

/** A marketplace that listens, with a company whose person `lin` may use an app, by the account of a member. */
export async function openSignOn({
  atHosts = false,
  ...options
}: WorldOptions & { readonly atHosts?: boolean } = {}) {
  // Held while the world opens, which takes seconds on a busy machine.
  const { port, release } = await holdPort()
  const origin = `http://127.0.0.1:${port}`
  const tenantUrl = atHosts ? `http://{tenant}.apps.example:${port}` : undefined
  const world: World = await openWorld({ ...options, origin, tenantUrl })
  const seller = await openScriptedSeller()
  const browserFiles = await mkdtemp(join(tmpdir(), 'loggia-browser-files-'))
  const server = await createMarketplaceHttp(world.market, world.platform, {
    baseUrl: origin,
    ...omitUndefined({ tenantUrl }),
    renderPage: (page) => JSON.stringify(page),
    browserFiles,
    limits: { all: 1_000_000, signIn: 100_000 },
  })
  await release()
  await server.listen({ port, host: '127.0.0.1' })

  /** A member whose account is linked with a new person of the company. */
  async function addLinked(of: Awaited<ReturnType<typeof openEnterprise>>, name: string) {
    const personId = await of.addPerson(name)
    const { market, given } = world
    const member = await given.buyer()
    const ids = { enterpriseId: of.enterpriseId, personId }
    const email = (await market.parties.findAccount(world.platform.db, member.memberId))?.email ?? ''
    const { path = '' } = await market.directory.invite(of.request, ids, { email, language: 'zh-CN' })
    await market.directory.acceptInvitation(member, path.split('#')[1] ?? '')
    return { personId, member, email }
  }

  async function connect(of: Awaited<ReturnType<typeof openEnterprise>>, productId: Id<'prd'>) {
    const { apps } = world.market
    const serviceId = await buyService(world, of.buyer, productId)
    const asked = { serviceId, enterpriseId: of.enterpriseId, sharedData: ['mobile'] as const }
    const id = await apps.connect(of.request, asked)
    await world.settle()
    const assign = async (personId: Id<'per'>, role: 'user' | 'admin' = 'user') => {
      await apps.assign(of.request, id, { people: { ids: [personId] }, role })
      await world.settle()
    }
    const enterprise = await world.market.directory.getEnterprise(world.platform.db, of.enterpriseId)
    const domain = world.market.signOns.formatDomain(enterprise.tenantCode)
    const found = await world.market.apps.getOfBuyer(of.buyer, id)
    const { clientId } = found.app
    const client = await world.market.signOns.findClient(of.enterpriseId, clientId)
    if (!client) throw new Error(`${id} is no client`)
    return { ...client, id, assign, domain, enterprise, serviceId, issuer: `${domain}/api/v1/oauth2` }
  }

  const password = 'a password of tests'
  /** A browser in which somebody is signed in to the marketplace. */
  async function signIn(email: string): Promise<Browser> {
    const browser = createBrowser(origin)
    await browser.signIn({ email, password })
    return browser
  }

  return {
    world,
    origin,
    server,
    seller,
    addLinked,
    connect,
    signIn,
    password,
    /** Everything anew: a product with a credential, a company, a person who may use the app. */
    async begin(form?: Partial<CredentialForm>) {
      await world.reset()
      const books = createSellersBooks()
      seller.answer(keepBooks(books))
      const product = await openCredential(world, seller, omitUndefined({ form }))
      const company = await openEnterprise(world)
      const lin = await addLinked(company, '林知遥')
      const app = await connect(company, product.productId)
      await app.assign(lin.personId)
      return { product, company, lin, app, actor: lin.member as MemberActor }
    },
    async close() {
      await server.close()
      await seller.close()
      await world.close()
      await rm(browserFiles, { recursive: true, force: true })
    },
  }
}
export type OpenedSignOn = Awaited<ReturnType<typeof openSignOn>>
export type Begun = Awaited<ReturnType<OpenedSignOn['begin']>>
