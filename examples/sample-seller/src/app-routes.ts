import type { IncomingMessage, ServerResponse } from 'node:http'
import { isReady } from './activities.ts'
import type { Shop } from './activities.ts'
import { readBody, send } from './http.ts'
import type { Instance } from './instances.ts'
import { noticePage, signInPage, welcomePage } from './pages/app-pages.ts'
import type { AppView } from './pages/app-pages.ts'
import { languageOf, texts } from './pages/texts.ts'
import { createSessions } from './sessions.ts'
import type { Sessions } from './sessions.ts'

const cookieName = 'seller_session'
const mostFormBytes = 4 * 1024

/** Answers what is asked below `/<slug>/apps/`; false if there is no such instance or page. */
export type AppPages = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean>

/** The applications of one seller: what a buyer opens. */
export function createAppPages(shop: Shop): AppPages {
  const sessions = createSessions()
  return async (request, response, url) => {
    const [, , , encodedId = '', part] = url.pathname.split('/')
    const instance = shop.instances.find(shop.seller.slug, decode(encodedId))
    const appPath = `/${shop.seller.slug}/apps/${encodedId}`
    const admin = url.pathname === `${appPath}/admin`
    if (!instance || (part !== undefined && !admin)) return false
    const language = languageOf(url.searchParams, request.headers['accept-language'])
    const view: AppView = { language, seller: shop.seller, instance, path: url.pathname, appPath }
    // The marketplace could not be asked when this was made: now somebody wants to see it.
    if (!instance.bought) shop.lookUp(instance, instance)
    const notice = noticeOf(shop, view)
    if (notice) send(response, { status: notice.status, body: noticePage(view, notice) })
    else if (request.method === 'POST') await submit(sessions, view, { request, response })
    else send(response, { body: shownPage(sessions, view, { request, admin }) })
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
  return isReady(shop, instance) ? undefined : { status: 503, title: t.openingTitle, lead: t.openingLead }
}

function shownPage(
  sessions: Sessions,
  view: AppView,
  { request, admin }: { request: IncomingMessage; admin: boolean },
): string {
  return sessions.isSignedIn(view.instance, tokenOf(request))
    ? welcomePage(view, admin)
    : signInPage(view, false)
}

type Exchange = { request: IncomingMessage; response: ServerResponse }

async function submit(sessions: Sessions, view: AppView, { request, response }: Exchange): Promise<void> {
  const form = new URLSearchParams((await readBody(request, mostFormBytes))?.toString('utf8') ?? '')
  if (form.has('signOut')) {
    sessions.signOut(tokenOf(request))
    return goBack(response, view, cookieOf(view.instance, '', 0))
  }
  const token = sessions.signIn(view.instance, {
    userName: form.get('userName') ?? '',
    password: form.get('password') ?? '',
  })
  if (token === undefined) return send(response, { status: 401, body: signInPage(view, true) })
  goBack(response, view, cookieOf(view.instance, token, 3_600))
}

function goBack(response: ServerResponse, { path, language }: AppView, cookie: string): void {
  response.writeHead(303, {
    location: `${path}?lang=${language}`,
    'set-cookie': cookie,
    'cache-control': 'no-store',
  })
  response.end()
}

const cookieOf = ({ slug, instanceId }: Instance, token: string, maxAgeSeconds: number): string =>
  `${cookieName}=${token}; HttpOnly; SameSite=Lax; Path=/${slug}/apps/${encodeURIComponent(instanceId)}; Max-Age=${maxAgeSeconds}`

const tokenOf = (request: IncomingMessage): string | undefined =>
  new RegExp(`(?:^|;\\s*)${cookieName}=([^;]+)`).exec(request.headers.cookie ?? '')?.[1]
