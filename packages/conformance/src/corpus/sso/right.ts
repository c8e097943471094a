import { createHash, randomBytes } from 'node:crypto'
import { omitUndefined } from '@loggia/kernel'
import { formatKey, readText } from '../kit/desk.ts'
import type { Book, Message } from '../kit/desk.ts'
import { createKitV2Seller } from '../kit/v2.ts'
import type { Incoming, MakeSeller, Outgoing } from '../seller.ts'
import { createMarket } from './market.ts'
import type { Company, Market, Tokens } from './market.ts'
import type { Flaw } from './flaws.ts'

type Attempt = {
  readonly state: string
  readonly tenantId: string
  readonly verifier: string
  readonly path: string
  /** The cookie of the browser that has begun. */
  readonly browser: string
}
type Session = { readonly tenantId: string; readonly userName: string; tokens: Tokens; untilMs: number }

/** An application with sign-in, apart from what the marketplace tells it. */
type App = {
  readonly nowMs: () => number
  readonly has: (flaw: Flaw) => boolean
  readonly market: Market
  readonly findCompany: (tenantId: string) => Company | undefined
  readonly findPerson: (tenantId: string, userName: string) => Message | undefined
  readonly attempts: Map<string, Attempt>
  readonly sessions: Map<string, Session>
}

const draw = (): string => randomBytes(20).toString('hex')
const page = (status: number, text: string): Outgoing => ({
  status,
  headers: { 'Content-Type': 'text/html' },
  body: `<p>${text}</p>`,
})
const lead = (location: string, cookies: readonly string[] = []): Outgoing => ({
  status: 302,
  headers: { Location: location, 'Set-Cookie': [...cookies] },
  body: '',
})
const originOf = ({ headers }: Incoming): string => `http://${String(headers['host'])}`
const cookieOf = ({ headers }: Incoming, name: string): string | undefined =>
  new RegExp(`(?:^|; )${name}=([^;]+)`).exec(String(headers['cookie'] ?? ''))?.[1]

/** Where a sign-in ends: a path of this server. */
function toPath(app: App, given: string | null): string {
  if (given === null || app.has('forgets-the-path')) return '/home'
  if (app.has('redirects-anywhere')) return given
  if (app.has('redirects-to-slashes')) return given.startsWith('/') ? given : '/home'
  return /^\/(?![/\\])/.test(given) ? given : '/home'
}

function start(app: App, request: Incoming, tenantId: string): Outgoing {
  const company = app.findCompany(app.has('knows-one-company') ? '' : tenantId)
  if (!company) return page(app.has('fails-on-unknown-companies') ? 500 : 404, 'No such company')
  const attempt: Attempt = {
    state: app.has('counts-states') ? String(1_000_000_000_000_000_000 + app.attempts.size) : draw(),
    tenantId: company.tenantId,
    verifier: draw(),
    path: toPath(app, request.query.get('returnTo')),
    browser: cookieOf(request, 'attempt') ?? draw(),
  }
  if (app.has('draws-short-states')) Object.assign(attempt, { state: attempt.state.slice(0, 8) })
  app.attempts.set(attempt.state, attempt)
  const query = new URLSearchParams({
    client_id: app.has('has-a-fixed-client') ? 'client-of-everybody' : company.clientId,
    redirect_uri: `${originOf(request)}/sso/callback${app.has('adds-a-slash') ? '/' : ''}`,
    state: attempt.state,
  })
  if (!app.has('asks-for-no-type')) query.set('response_type', 'code')
  if (!app.has('has-no-pkce')) {
    query.set('code_challenge', createHash('sha256').update(attempt.verifier).digest('base64url'))
    query.set('code_challenge_method', 'S256')
  }
  const path = app.has('leads-elsewhere') ? '/oauth2/authorize' : '/api/v1/oauth2/authorize'
  const cookie = `attempt=${attempt.browser}; Path=/; HttpOnly; SameSite=${app.has('keeps-state-strictly') ? 'Strict' : 'Lax'}`
  return lead(`${company.domainName}${path}?${query.toString()}`, [cookie])
}

/** The attempt of this browser and state. */
function takeAttempt(app: App, request: Incoming): Attempt | undefined {
  const state = request.query.get('state') ?? ''
  const browser = cookieOf(request, 'attempt')
  const found = app.has('looks-at-no-state')
    ? [...app.attempts.values()].findLast((one) => one.browser === browser)
    : app.attempts.get(state)
  if (!found || (found.browser !== browser && !app.has('takes-states-of-others'))) return undefined
  if (!app.has('keeps-states')) app.attempts.delete(found.state)
  return found
}

async function callback(app: App, request: Incoming): Promise<Outgoing> {
  const { query } = request
  const tenant = query.get('tenant')
  const error = query.get('error')
  const attempt = takeAttempt(app, request)
  if (error !== null && !(app.has('starts-after-errors') && attempt)) return page(403, 'You were not let in')
  if (error !== null || (!query.has('state') && !app.has('takes-codes-of-others')))
    return app.has('refuses-clicks') && error === null
      ? page(400, 'Start here')
      : restart(app, request, tenant)
  const begun =
    attempt ?? (query.has('state') ? undefined : { tenantId: tenant ?? '', path: '/home', verifier: '' })
  if (!begun) return page(400, 'Start again')
  const company = app.findCompany(app.has('asks-whom-the-callback-names') ? (tenant ?? '') : begun.tenantId)
  if (!company) return page(404, 'No such company')
  if (tenant !== null && tenant !== company.tenantId && !app.has('ignores-tenant'))
    return page(400, 'Another company')
  const iss = query.get('iss')
  if (iss !== null && iss !== `${company.domainName}/api/v1/oauth2` && !app.has('ignores-the-issuer'))
    return page(400, 'Another issuer')
  return finish(app, request, { company, begun, code: query.get('code') ?? '' })
}

function restart(app: App, request: Incoming, tenant: string | null): Outgoing {
  if (app.has('fails-on-unknown-clicks') && !app.findCompany(tenant ?? '')) return page(500, 'Oops')
  return start(app, request, tenant ?? '')
}

type Finishing = {
  readonly company: Company
  readonly begun: Pick<Attempt, 'tenantId' | 'path' | 'verifier'>
  readonly code: string
}

async function finish(app: App, request: Incoming, { company, begun, code }: Finishing): Promise<Outgoing> {
  const verifier = app.has('has-no-pkce') ? '' : begun.verifier
  const form = omitUndefined({ grant_type: 'authorization_code', code, code_verifier: verifier || undefined })
  let tokens = await app.market.askTokens(company, form)
  if (tokens === 'refused' && app.has('sends-codes-twice')) tokens = await app.market.askTokens(company, form)
  if (tokens === 'refused' && app.has('starts-after-refused-codes'))
    return start(app, request, company.tenantId)
  if (tokens === 'refused') return page(400, 'Start again')
  if (tokens === undefined && app.has('starts-after-failures')) return start(app, request, company.tenantId)
  if (tokens === undefined) return page(503, 'Try again later')
  const user = await app.market.askUser(company, tokens)
  if (!user || (user.tenant !== company.tenantId && !app.has('ignores-the-company-of-userinfo')))
    return page(403, 'Another company')
  const person = app.findPerson(company.tenantId, user.userName)
  if (!person && !app.has('lets-anybody-in')) return page(403, 'The app is not assigned to you')
  if (person && person['enable'] !== 'true' && !app.has('lets-disabled-people-in'))
    return page(403, 'You are disabled')
  return open(app, request, { tenantId: company.tenantId, userName: user.userName, tokens, path: begun.path })
}

type Opened = Pick<Session, 'tenantId' | 'userName' | 'tokens'> & { readonly path: string }

function open(app: App, request: Incoming, { path, tokens, ...who }: Opened): Outgoing {
  const id = (app.has('keeps-the-session-id') ? cookieOf(request, 'session') : undefined) ?? draw()
  app.sessions.set(id, { ...who, tokens, untilMs: app.nowMs() + tokens.expiresIn * 1_000 })
  const flags = [
    'Path=/',
    ...(app.has('shows-the-cookie-to-scripts') ? [] : ['HttpOnly']),
    ...(app.has('says-no-same-site') ? [] : ['SameSite=Lax']),
  ]
  const cookies = [`session=${id}; ${flags.join('; ')}`]
  if (app.has('puts-the-token-into-a-cookie')) cookies.push(`token=${tokens.accessToken}; Path=/; HttpOnly`)
  if (!app.has('stays-at-the-callback')) return lead(path, cookies)
  return { status: 200, headers: { 'Content-Type': 'text/html', 'Set-Cookie': cookies }, body: 'You are in' }
}

/** Whether the session goes on; renews its tokens if they have run out. */
async function isGoingOn(app: App, id: string, session: Session): Promise<boolean> {
  const { tenantId, userName, tokens, untilMs } = session
  const company = app.findCompany(tenantId)
  const person = app.findPerson(tenantId, userName)
  if (!company || (!person && !app.has('keeps-withdrawn-people') && !app.has('lets-anybody-in'))) return false
  if (untilMs > app.nowMs() || app.has('renews-nothing')) return true
  const form = { grant_type: 'refresh_token', refresh_token: tokens.refreshToken }
  const renewed = await app.market.askTokens(company, form)
  if (renewed === 'refused' && !app.has('ignores-refused-refreshes')) app.sessions.delete(id)
  if (renewed === 'refused') return app.has('ignores-refused-refreshes')
  if (!renewed) return true
  const { refreshToken } = app.has('keeps-the-first-refresh-token') ? tokens : renewed
  Object.assign(session, {
    tokens: { ...renewed, refreshToken },
    untilMs: app.nowMs() + renewed.expiresIn * 1_000,
  })
  return true
}

async function showHome(app: App, request: Incoming): Promise<Outgoing> {
  const id = cookieOf(request, 'session')
  const session = id === undefined ? undefined : app.sessions.get(id)
  if (id === undefined || !session || !(await isGoingOn(app, id, session))) {
    const planted =
      app.has('keeps-the-session-id') && id === undefined
        ? { 'Set-Cookie': `session=${draw()}; Path=/; HttpOnly; SameSite=Lax` }
        : {}
    return { status: 200, headers: { 'Content-Type': 'text/html', ...planted }, body: 'Sign in' }
  }
  const tenantId = app.has('finds-people-by-name-alone') ? '' : session.tenantId
  const name = readText(app.findPerson(tenantId, session.userName)?.['name']) || session.userName
  const shown = app.has('shows-the-token') ? ` ${session.tokens.accessToken}` : ''
  return page(200, app.has('names-nobody') ? 'Hello' : `Hello ${name}${shown}`)
}

function signOut(app: App, request: Incoming): Outgoing {
  const id = cookieOf(request, 'session') ?? ''
  const session = app.sessions.get(id)
  const company = app.findCompany(session?.tenantId ?? '')
  if (app.has('signs-nobody-out'))
    return lead(`${company?.domainName}/api/v1/logout?redirect_url=${originOf(request)}/home`)
  if (!app.has('forgets-the-cookie-alone')) app.sessions.delete(id)
  const cookies = ['session=; Path=/; Max-Age=0']
  if (!company || app.has('signs-out-here-alone')) return lead('/home', cookies)
  const back = app.has('says-no-way-back')
    ? ''
    : `?redirect_url=${encodeURIComponent(`${originOf(request)}/home`)}`
  return lead(`${company.domainName}/api/v1/logout${back}`, cookies)
}

/** What the server was told of companies and people, with which it finds them. */
function createBooks(has: (flaw: Flaw) => boolean) {
  const domains = new Map<string, string>()
  let book: Book | undefined
  let open: (sealed: string) => string | undefined = () => undefined
  const listen = createKitV2Seller(undefined, (right) => ({
    carryOut: (message, kept, desk) => {
      ;[book, open] = [kept, right.openSecret]
      if (message['activity'] === 'tenantSync')
        domains.set(String(message['tenantId']), String(message['domainName']))
      return right.carryOut(message, kept, desk)
    },
  }))
  const find = (tenantId: string) => book?.companies.get(formatKey({ instanceId: '', tenantId }))
  function findCompany(given: string): Company | undefined {
    const [first] = domains.keys()
    const tenantId = given === '' && has('knows-one-company') ? (first ?? '') : given
    const app = find(tenantId)?.apps.values().next().value
    const domainName = domains.get(tenantId)
    const secret = app && open(String(app['clientSecret']))
    if (!app || domainName === undefined || secret === undefined) return undefined
    return { tenantId, domainName, clientId: String(app['clientId']), clientSecret: secret }
  }
  function findPerson(tenantId: string, userName: string): Message | undefined {
    if (tenantId !== '') return find(tenantId)?.people.get(userName)
    const all = [...(book?.companies.values() ?? [])].map(({ people }) => people.get(userName))
    return all.find((one) => one !== undefined)
  }
  return { listen, findCompany, findPerson }
}

/** A seller into whose application people sign in; with flaws it is a wrong one. */
export const createSsoSeller =
  (...flaws: readonly Flaw[]): MakeSeller =>
  (nowMs) => {
    const has = (flaw: Flaw): boolean => flaws.includes(flaw)
    const { listen, findCompany, findPerson } = createBooks(has)
    const told = listen(nowMs)
    const market = createMarket(has)
    const app: App = {
      nowMs,
      has,
      market,
      findCompany,
      findPerson,
      attempts: new Map(),
      sessions: new Map(),
    }
    return (request) => {
      const [path] = request.target.split('?')
      if (path === '/sso/start') return start(app, request, request.query.get('tenant') ?? '')
      if (path === '/sso/callback') return callback(app, request)
      if (path === '/sso/logout')
        return request.method === 'POST' ? signOut(app, request) : page(405, 'POST only')
      return path?.startsWith('/saas') === true ? told(request) : showHome(app, request)
    }
  }
