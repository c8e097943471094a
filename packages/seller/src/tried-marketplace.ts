import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

// A marketplace that signs people in, written from the documents of its interfaces alone.

export type TriedCompany = {
  readonly tenantId: string
  readonly clientId: string
  readonly clientSecret: string
}
type Answers = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>
type Issued = {
  readonly tenantId: string
  readonly userName: string
  readonly challenge?: string | undefined
  readonly redirectUri: string
}

export type TriedMarketplace = {
  /** `domainName` of a company. */
  domainOf(tenantId: string): string
  /** Who is signed in there; nobody if it is undefined. */
  person: string | undefined
  /** Further members of userinfo, or others instead. */
  userinfo: Readonly<Record<string, unknown>>
  expiresIn: unknown
  /** Instead of the usual answers of these calls. */
  readonly instead: { token?: Answers | undefined; userinfo?: Answers | undefined }
  /** Changes the query of each callback. */
  tamper: (query: URLSearchParams) => void
  /** What was asked for: `authorize`, `token authorization_code`, `token refresh_token`, `userinfo`, `logout …`. */
  readonly asked: string[]
  /** A code for somebody, as it comes from the workbench. */
  issue(tenantId: string, userName: string): string
  /** Ends all tokens. */
  revoke(): void
  close(): Promise<void>
}

const json = (response: ServerResponse, status: number, body: object): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

export async function startMarketplace(
  companies: readonly TriedCompany[],
  callbackUrl: string,
): Promise<TriedMarketplace> {
  const codes = new Map<string, Issued>()
  const [access, refresh] = [new Map<string, Issued>(), new Map<string, Issued>()]
  const draw = (map: Map<string, Issued>, issued: Issued): string => {
    const drawn = randomBytes(12).toString('hex')
    map.set(drawn, issued)
    return drawn
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const market: TriedMarketplace = {
    domainOf: (tenantId) => `${origin}/of/${tenantId}`,
    person: 'lin.xia',
    userinfo: {},
    expiresIn: 7200,
    instead: {},
    tamper: () => undefined,
    asked: [],
    issue: (tenantId, userName) => draw(codes, { tenantId, userName, redirectUri: callbackUrl }),
    revoke: () => {
      access.clear()
      refresh.clear()
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', origin)
    const [, tenantId = '', call = ''] = /^\/of\/([^/]+)\/api\/v1\/(.+)$/.exec(url.pathname) ?? []
    const company = companies.find((one) => one.tenantId === tenantId)
    if (!company) return json(response, 404, {})
    switch (`${request.method} ${call}`) {
      case 'GET oauth2/authorize':
        return authorize(company, url.searchParams, response)
      case 'POST oauth2/token':
        return giveTokens(company, request, response)
      case 'GET oauth2/userinfo':
        return tellUser(company, request, response)
      case 'GET logout': {
        market.asked.push(`logout ${url.search}`)
        market.person = undefined
        response.writeHead(302, { location: url.searchParams.get('redirect_url') ?? '/login' }).end()
        return
      }
      default:
        return json(response, 405, {})
    }
  }

  function authorize(company: TriedCompany, query: URLSearchParams, response: ServerResponse): void {
    market.asked.push('authorize')
    const { tenantId, clientId } = company
    if (query.get('client_id') !== clientId || query.get('redirect_uri') !== callbackUrl)
      return json(response, 400, { error: 'invalid_client', error_description: 'Client ID mismatch' })
    const back = new URL(callbackUrl)
    if (market.person === undefined) back.searchParams.set('error', 'access_denied')
    else {
      const challenge = query.get('code_challenge') ?? undefined
      if (challenge !== undefined && query.get('code_challenge_method') !== 'S256')
        return json(response, 400, { error: 'invalid_request' })
      const issued = { tenantId, userName: market.person, challenge, redirectUri: callbackUrl }
      back.searchParams.set('code', draw(codes, issued))
      back.searchParams.set('tenant', tenantId)
    }
    const state = query.get('state')
    if (state !== null) back.searchParams.set('state', state)
    back.searchParams.set('iss', `${market.domainOf(tenantId)}/api/v1/oauth2`)
    market.tamper(back.searchParams)
    response.writeHead(302, { location: back.href }).end()
  }

  async function giveTokens(
    company: TriedCompany,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const form = new URLSearchParams(await text(request))
    const type = form.get('grant_type') ?? ''
    market.asked.push(`token ${type}`)
    if (market.instead.token) return market.instead.token(request, response)
    const isKnown =
      form.get('client_id') === company.clientId && form.get('client_secret') === company.clientSecret
    if (!isKnown || request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') !== true)
      return json(response, 403, { error: 'invalid_client', error_description: 'Bad client credentials' })
    const [from, name, words] =
      type === 'refresh_token'
        ? [refresh, 'refresh_token', 'Invalid refresh token']
        : [codes, 'code', 'Invalid authorization code']
    const used = form.get(name) ?? ''
    const issued = from.get(used)
    from.delete(used)
    const verifier = form.get('code_verifier')
    const digest = verifier === null ? undefined : createHash('sha256').update(verifier).digest('base64url')
    const isProven =
      type === 'refresh_token' ||
      (issued?.challenge === digest && [null, issued?.redirectUri].includes(form.get('redirect_uri')))
    if (!issued || issued.tenantId !== company.tenantId || !isProven)
      return json(response, 400, { error: 'invalid_grant', error_description: words })
    json(response, 200, {
      access_token: draw(access, issued),
      token_type: 'Bearer',
      expires_in: market.expiresIn,
      scope: 'get_user_info',
      refresh_token: draw(refresh, issued),
    })
  }

  function tellUser(
    { tenantId }: TriedCompany,
    request: IncomingMessage,
    response: ServerResponse,
  ): void | Promise<void> {
    market.asked.push('userinfo')
    if (market.instead.userinfo) return market.instead.userinfo(request, response)
    const issued = access.get(request.headers.authorization?.replace('Bearer ', '') ?? '')
    if (!issued) {
      const error_description = 'Full authentication is required to access this resource'
      return json(response, 401, { error: 'unauthorized', error_description })
    }
    json(response, 200, {
      id: 4711,
      userName: issued.userName,
      name: '林夏',
      role: 'user',
      tenant: tenantId,
      organizationCode: '10000',
      organizationName: '研发部',
      projectName: '晨岚科技',
      email: null,
      ...market.userinfo,
    })
  }

  return market
}

/** A browser: it keeps cookies, and follows redirects. */
export function openBrowser() {
  const cookies = new Map<string, string>()

  async function step(url: string, method: string): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const reply = await fetch(url, { method, redirect: 'manual', headers: cookie === '' ? {} : { cookie } })
    for (const line of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /; Max-Age=0(;|$)/.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return reply
  }

  /** Goes to an address, and on to where it leads; stops before an address that `until` matches. */
  async function go(
    address: string,
    { method = 'GET', until }: { method?: string; until?: RegExp } = {},
  ): Promise<{ url: string; status: number; body: string }> {
    let url = address
    let reply = await step(url, method)
    for (let steps = 0; steps < 10 && reply.headers.has('location'); steps += 1) {
      url = new URL(reply.headers.get('location') ?? '', url).href
      if (until?.test(url) === true) return { url, status: reply.status, body: '' }
      reply = await step(url, 'GET')
    }
    return { url, status: reply.status, body: await reply.text() }
  }
  return { cookies, go }
}
