import { createHash, randomBytes } from 'node:crypto'
import { omitUndefined } from '@loggia/kernel'
import { readSystemTime } from '../config.ts'
import { isWholeFrom } from '../tasks/deadline.ts'
import { createCookie, listCookies } from './cookies.ts'
import type { WithCookies } from './cookies.ts'
import type { SsoRequest, SsoSignedIn } from './outcome.ts'
import { renderRefusal } from './refusal-page.ts'
import { refuseSso } from './refusals.ts'
import type { SsoRefusal } from './refusals.ts'
import { createRenewals } from './renewals.ts'
import type { SessionStore } from './session-store.ts'
import type { Sso } from './sso.ts'

/** The options of {@link createSsoSessions}. */
export type SsoSessionsOptions = {
  /** Where sessions are kept. In production: SQLite, or a store of your own. */
  readonly store: SessionStore
  /**
   * When a session ends at the latest, in milliseconds after the sign-in. Default: 43,200,000 (12 hours). A person who is
   * still signed in at the marketplace does not notice it.
   */
  readonly lifeMs?: number | undefined
  /** The path at which a sign-in starts. Default: `start` beside the callback address. */
  readonly startPath?: string | undefined
  /** The path at which a session ends. Default: `logout` beside the callback address. */
  readonly logoutPath?: string | undefined
  /** Called with each refusal, for your log. Default: prints it to the console in one line. */
  readonly onRefused?: ((refusal: SsoRefusal) => void) | undefined
  /** Makes the page that says why nobody is signed in. Default: a plain one in English or Chinese. */
  readonly refusedPage?: ((refusal: SsoRefusal, request: Request) => Response | Promise<Response>) | undefined
  /** Returns real time in UTC milliseconds. Default: the system clock. */
  readonly now?: (() => number) | undefined
}

/** Somebody who is signed in. `person` and the role are as the directory has them now, the rest of `user` as the marketplace told at the sign-in. */
export type SsoSession = SsoSignedIn & { readonly signedInAtMs: number }

/**
 * A Web-standard function that signs people in and out; every adapter serves it without a `path`. It answers:
 * - `GET <start>?tenant=…&returnTo=/…`, to which your sign-in page leads (`instance=…` for one of several purchases);
 * - `GET <callback>`, the callback address of your app credential;
 * - `POST <logout>`, the target of your sign-out button.
 *
 * It never rejects.
 */
export type SsoSessions = {
  (request: Request): Promise<Response>
  /** The paths that it answers. */
  readonly paths: readonly string[]
  /** It reads no bodies, so a body parser may run before it. */
  readonly bodyLimitBytes: 0
  /**
   * Returns who is signed in, or undefined. It renews the tokens of the session when they are due. Somebody who was
   * removed or disabled, or whose tokens the marketplace does not renew, is signed out.
   */
  find(request: WithCookies): Promise<SsoSession | undefined>
  /** Ends a session on this server alone, such as when you lock somebody out. */
  end(request: WithCookies): Promise<void>
  /** Closes the store. */
  close(): Promise<void>
}

/**
 * Keeps sessions of people whom a sign-in has let in, in a cookie that only its server can read. Throws a TypeError that
 * lists every wrong option.
 *
 * @example
 * const sessions = createSsoSessions(sso, { store: createMemorySessions() })
 * app.use(createExpressHandler(sessions))
 * app.get('/', async (request, response) => {
 *   const session = await sessions.find(request)
 *   response.send(session ? `Hello ${session.person.name}` : 'Nobody is signed in.')
 * })
 */
export function createSsoSessions(sso: Sso, options: SsoSessionsOptions): SsoSessions {
  const { store, now = readSystemTime, lifeMs = 43_200_000, onRefused = printRefusal } = options
  const callbackUrl = new URL(sso.callbackUrl)
  const paths = toPaths(callbackUrl.pathname, options)
  const cookie = createCookie('loggia_sso_session', sso.callbackUrl)
  const renewals = createRenewals({ sso, store, now, tell })

  function toId(request: WithCookies): string | undefined {
    const [token] = listCookies(request, cookie.name)
    return token && createHash('sha256').update(token).digest('base64url')
  }

  async function find(request: WithCookies): Promise<SsoSession | undefined> {
    const id = toId(request)
    const kept = id === undefined ? undefined : await renewals.find(id)
    if (id === undefined || !kept) return undefined
    const found = await sso.findPerson(kept, kept.user.userName)
    // The role at the sign-in may be that of a former administrator.
    if (found.ok) return { ...kept, person: found.person, user: { ...kept.user, role: found.person.role } }
    tell(found)
    await store.remove(id)
    return undefined
  }

  function tell(refusal: SsoRefusal): void {
    const telling = async (): Promise<void> => onRefused(refusal)
    telling().catch((error: unknown) => console.error('[loggia] onRefused threw.', error))
  }

  async function refuse(request: Request, refusal: SsoRefusal, line?: string): Promise<Response> {
    tell(refusal)
    const page = await (options.refusedPage ?? renderRefusal)(refusal, request)
    if (line === undefined) return page
    const headers = new Headers(page.headers)
    headers.append('set-cookie', line)
    return new Response(page.body, { status: page.status, headers })
  }

  async function start(request: Request): Promise<Response> {
    const { searchParams } = new URL(request.url)
    const tenantId = searchParams.get('tenant') ?? ''
    const instanceId = searchParams.get('instance') ?? undefined
    if (tenantId === '')
      return refuse(request, refuseSso('invalidRequest', 'The company is missing: ?tenant=…'))
    const returnTo = searchParams.get('returnTo')
    const started = await sso.start({ tenantId, instanceId, returnTo }, request)
    return started.ok ? redirect(started.location, [started.cookie]) : refuse(request, started)
  }

  async function finish(request: Request): Promise<Response> {
    const outcome = await sso.callback(request)
    switch (outcome.kind) {
      case 'refused':
        return refuse(request, outcome.refusal, outcome.cookie)
      case 'startedAgain':
        return redirect(outcome.location, [outcome.cookie])
      case 'signedIn': {
        const { kind: _, returnTo, cookie: forgets, ...signedIn } = outcome
        const line = await open(request, signedIn)
        const isOwn = paths.includes(withoutSlash(new URL(returnTo, callbackUrl).pathname))
        return redirect(callbackUrl.origin + (isOwn ? '/' : returnTo), [line, forgets])
      }
    }
  }

  /** Opens a new session, so that nobody can have planted its cookie before, and ends the one before. */
  async function open(request: SsoRequest, { person: _, ...signedIn }: SsoSignedIn): Promise<string> {
    await end(request)
    const token = randomBytes(32).toString('base64url')
    const id = createHash('sha256').update(token).digest('base64url')
    const facts = JSON.stringify({ ...signedIn, signedInAtMs: now() })
    await store.add({ id, facts, untilMs: now() + lifeMs }, now())
    return cookie.write(token, lifeMs)
  }

  async function end(request: WithCookies): Promise<void> {
    const id = toId(request)
    if (id !== undefined) await store.remove(id)
  }

  /** Another site cannot sign anybody out: with its POST the browser sends no cookie, and so has none to forget. */
  async function leave(request: Request): Promise<Response> {
    const id = toId(request)
    const kept = id === undefined ? undefined : await renewals.read(id)
    await end(request)
    const out = kept && (await sso.logout(kept))
    const location = out?.ok ? out.location : sso.afterLogoutUrl
    return redirect(location, [id === undefined ? undefined : cookie.write('', 0)])
  }

  const routes = [
    { method: 'GET', answer: start },
    { method: 'GET', answer: finish },
    { method: 'POST', answer: leave },
  ]

  async function handle(request: Request): Promise<Response> {
    try {
      const asked = withoutSlash(new URL(request.url).pathname)
      const route = routes[paths.findIndex((path) => withoutSlash(path) === asked)]
      if (!route) return new Response('Nothing is here.\n', { status: 404 })
      if (route.method === request.method) return await route.answer(request)
      return new Response('', { status: 405, headers: { allow: route.method } })
    } catch (error) {
      const refusal = refuseSso('failed', 'A store, or a function of the options, threw an error.', { error })
      return refuse(request, refusal).catch(() => renderRefusal(refusal, request))
    }
  }

  return Object.assign(handle, {
    paths,
    bodyLimitBytes: 0 as const,
    find,
    end,
    close: async () => {
      await store.close?.()
    },
  })
}

const withoutSlash = (path: string): string => path.replace(/(?<=.)\/$/, '')

function toPaths(callback: string, { startPath, logoutPath, store, lifeMs }: SsoSessionsOptions): string[] {
  const beside = callback.replace(/[^/]*\/?$/, '')
  const paths = [startPath ?? `${beside}start`, callback, logoutPath ?? `${beside}logout`]
  const faults = [
    ...(callback === '/' ? ['callbackUrl must have a path of its own, such as /sso/callback.'] : []),
    ...(paths.every((path) => path.startsWith('/'))
      ? []
      : ['startPath and logoutPath must begin with a slash.']),
    ...(new Set(paths).size === paths.length
      ? []
      : ['startPath and logoutPath must differ from the callback.']),
    ...(typeof store?.take === 'function'
      ? []
      : ['store is missing: createMemorySessions(), to try things out.']),
    ...(lifeMs === undefined || isWholeFrom(1, lifeMs, Number.MAX_SAFE_INTEGER)
      ? []
      : ['lifeMs must be a whole number above 0.']),
  ]
  if (faults.length === 0) return paths
  throw new TypeError(`createSsoSessions:\n${faults.map((fault) => `- ${fault}`).join('\n')}`)
}

function redirect(location: string, cookies: readonly (string | undefined)[]): Response {
  const headers = new Headers({ location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
  for (const line of cookies) if (line !== undefined) headers.append('set-cookie', line)
  // 303: whatever was posted to sign out is not posted to the marketplace.
  return new Response(null, { status: 303, headers })
}

function printRefusal({ code, message, error, ...facts }: SsoRefusal): void {
  const { tenantId, marketError } = facts
  const told = Object.entries(omitUndefined({ tenantId, marketError })).map(
    ([name, value]) => `${name}=${value}`,
  )
  console.error(
    `[loggia] ${['sign-in', code, ...told].join(' ')}: ${message}`,
    ...(error === undefined ? [] : [error]),
  )
}
