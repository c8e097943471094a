import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isId } from '@loggia/kernel'
import type { PageData, Product, ProductCard } from '@loggia/protocol/console'
import type { AnyHandlers } from './contract-routes.ts'
import type { Edge } from './edge.ts'
import { cookieRules, identify, requireRole } from './identity.ts'
import { isLanguage, languageCookie } from './language.ts'
import { edgeProblems } from './problems.ts'
import { isTheme, showPage, themeCookie } from './render.ts'
import type { Exchange } from './render.ts'
import { ownPath } from './security.ts'
import type { SignedIn } from '../parties/index.ts'

const yearSeconds = 365 * 24 * 3600
const centres = ['buyer', 'seller', 'operator'] as const
/** Products on the home page: as many as a page of the list holds. */
const homeProducts = 100

type Pages = { readonly edge: Edge; readonly handlers: AnyHandlers }

/** The pages of the storefront, and the shells of the centres. */
export function registerPages(server: FastifyInstance, edge: Edge, handlers: AnyHandlers): void {
  const pages = { edge, handlers }
  const page = (
    url: string,
    read: (exchange: Exchange, who: SignedIn | undefined) => Promise<PageData>,
  ): void => {
    server.get(url, async (request, reply) => {
      const exchange = { request, reply }
      return showPage(edge, exchange, await read(exchange, await identify(edge, request)))
    })
  }
  page('/', (exchange, who) => homePage(pages, exchange, who))
  page('/products/:productId', (exchange, who) => productPage(pages, exchange, who))
  page('/sign-in', async ({ request }) => ({
    route: 'sign-in',
    next: ownPath(queryOf(request, 'next')),
    demoAccounts: edge.options.demoAccounts ?? [],
  }))
  for (const centre of centres) registerCentre(server, edge, centre)
  registerPreferences(server, edge)
}

/** A centre is rendered in the browser: every address under it gets the same shell, and only with that role. */
function registerCentre(server: FastifyInstance, edge: Edge, centre: (typeof centres)[number]): void {
  const shell = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const who = await identify(edge, request)
    if (!who)
      return reply
        .header('cache-control', 'no-store')
        .redirect(`/sign-in?next=${encodeURIComponent(request.url)}`, 302)
    requireRole(centre, who)
    return showPage(edge, { request, reply }, { route: 'centre' })
  }
  server.get(`/${centre}`, shell)
  server.get(`/${centre}/*`, shell)
}

const queryOf = (request: FastifyRequest, name: string): string | undefined => {
  const value = (request.query as Record<string, unknown>)[name]
  return typeof value === 'string' ? value : undefined
}

async function ask(
  pages: Pages,
  key: string,
  asked: Exchange & { who: SignedIn | undefined; params?: unknown; query?: unknown },
): Promise<unknown> {
  const handler = pages.handlers[key]
  if (!handler) throw new Error(`There is no handler for ${key}`)
  const { language } = asked.request
  const parts = { params: asked.params, query: asked.query, body: undefined, idempotency: undefined }
  return handler({ ...parts, actor: asked.who?.actor, language }, asked)
}

async function homePage(pages: Pages, exchange: Exchange, who: SignedIn | undefined): Promise<PageData> {
  const query = { limit: homeProducts }
  const list = (await ask(pages, 'GET /api/products', { ...exchange, who, query })) as {
    items: ProductCard[]
  }
  return { route: 'home', products: list.items }
}

async function productPage(pages: Pages, exchange: Exchange, who: SignedIn | undefined): Promise<PageData> {
  const params = exchange.request.params as { productId: string }
  if (!isId(params.productId, 'prd')) throw edgeProblems.no_such_page()
  const product = (await ask(pages, 'GET /api/products/:productId', { ...exchange, who, params })) as Product
  return { route: 'product', product }
}

/** Remembers a choice of language or theme and goes back; a link, so that it works before any script has run. */
function registerPreferences(server: FastifyInstance, edge: Edge): void {
  server.get('/preferences', async (request, reply) => {
    const rules = { ...cookieRules(edge), maxAge: yearSeconds }
    const language = queryOf(request, 'language')
    const theme = queryOf(request, 'theme')
    if (isLanguage(language)) void reply.setCookie(languageCookie, language, rules)
    if (isTheme(theme)) void reply.setCookie(themeCookie, theme, rules)
    return reply.header('cache-control', 'no-store').redirect(ownPath(queryOf(request, 'next')), 303)
  })
}
