import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBody, send } from './http.ts'
import { renderNoticePage, renderSignInPage, renderWelcomePage } from './pages/app-pages.ts'
import type { AppView } from './pages/app-pages.ts'
import { readLanguage, texts } from './pages/texts.ts'
import { createSessions } from './sessions.ts'
import type { Sessions, Tenant } from './sessions.ts'
import type { Shop } from './shop.ts'

const cookieName = 'seller_session'
const mostFormBytes = 4 * 1024

/** Answers requests below `/<slug>/apps/`. False if there is no such instance or page. */
export type AppPages = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean>

/** The applications of one seller, which its buyers open. */
export function createAppPages(shop: Shop): AppPages {
  const sessions = createSessions()
  return async (request, response, url) => {
    const [, , , encodedId = '', part] = url.pathname.split('/')
    const { slug } = shop.config
    const instance = await shop.seller.find(decode(encodedId))
    const appPath = `/${slug}/apps/${encodedId}`
    const admin = url.pathname === `${appPath}/admin`
    if (!instance || (part !== undefined && !admin)) return false
    const account = shop.accountOf(instance.instanceId)
    const language = readLanguage(url.searchParams, request.headers['accept-language'])
    const place = { path: url.pathname, appPath, userName: account.userName }
    const view: AppView = { language, seller: shop.config, instance, ...place }
    const tenant: Tenant = { slug, instanceId: instance.instanceId, account }
    const notice = noticeOf(shop, view)
    if (notice) send(response, { status: notice.status, body: renderNoticePage(view, notice) })
    else if (request.method === 'POST') await submit({ sessions, tenant, view }, { request, response })
    else send(response, { body: shownPage({ sessions, tenant, view }, { request, admin }) })
    return true
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

function noticeOf(
  shop: Shop,
  { instance, language }: AppView,
): { status: number; title: string; lead: string } | undefined {
  const t = texts[language]
  if (instance.state === 'released') return { status: 410, title: t.releasedTitle, lead: t.releasedLead }
  if (instance.state === 'frozen') return { status: 403, title: t.frozenTitle, lead: t.frozenLead }
  return shop.isReady(instance) ? undefined : { status: 503, title: t.openingTitle, lead: t.openingLead }
}

type Visit = { readonly sessions: Sessions; readonly tenant: Tenant; readonly view: AppView }

const shownPage = (
  { sessions, tenant, view }: Visit,
  { request, admin }: { request: IncomingMessage; admin: boolean },
): string =>
  sessions.isSignedIn(tenant, tokenOf(request))
    ? renderWelcomePage(view, admin)
    : renderSignInPage(view, false)

type Exchange = { request: IncomingMessage; response: ServerResponse }

async function submit({ sessions, tenant, view }: Visit, { request, response }: Exchange): Promise<void> {
  const form = new URLSearchParams((await readBody(request, mostFormBytes))?.toString('utf8') ?? '')
  if (form.has('signOut')) {
    sessions.signOut(tokenOf(request))
    return goBack(response, view, cookieOf(tenant, '', 0))
  }
  const token = sessions.signIn(tenant, {
    userName: form.get('userName') ?? '',
    password: form.get('password') ?? '',
  })
  if (token === undefined) return send(response, { status: 401, body: renderSignInPage(view, true) })
  goBack(response, view, cookieOf(tenant, token, 3_600))
}

function goBack(response: ServerResponse, { path, language }: AppView, cookie: string): void {
  response.writeHead(303, {
    location: `${path}?lang=${language}`,
    'set-cookie': cookie,
    'cache-control': 'no-store',
  })
  response.end()
}

const cookieOf = ({ slug, instanceId }: Tenant, token: string, maxAgeSeconds: number): string =>
  `${cookieName}=${token}; HttpOnly; SameSite=Lax; Path=/${slug}/apps/${encodeURIComponent(instanceId)}; Max-Age=${maxAgeSeconds}`

const tokenOf = (request: IncomingMessage): string | undefined =>
  new RegExp(`(?:^|;\\s*)${cookieName}=([^;]+)`).exec(request.headers.cookie ?? '')?.[1]
