import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isId } from '@loggia/kernel'
import { searchQuerySchema } from '@loggia/protocol/console'
import type {
  PageData,
  Product,
  ProductCard,
  PublicSeller,
  RouteReply,
  SearchQuery,
  SearchReply,
} from '@loggia/protocol/console'
import { registerAccountPages } from './account-pages.ts'
import type { AnyHandlers } from './contract-routes.ts'
import type { Edge } from './edge.ts'
import { cookieRules, identify, requireRole } from './identity.ts'
import { isLanguage, languageCookie, languageParameter, offerCookie } from './language.ts'
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
  // R52: the address of one specification, by which also a hidden one is reached.
  page('/products/:productId/specifications/:specificationId', (exchange, who) =>
    productPage(pages, exchange, who),
  )
  page('/search', (exchange, who) => searchPage(pages, exchange, who))
  page('/categories/*', (exchange, who) => categoryPage(pages, exchange, who))
  page('/sellers/:sellerId', (exchange, who) => sellerPage(pages, exchange, who))
  page('/sign-in', async ({ request }) => ({
    route: 'sign-in',
    next: ownPath(queryOf(request, 'next')),
    demoAccounts: edge.options.demoAccounts ?? [],
  }))
  registerAccountPages(server, edge)
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
    if (who.mustChangePassword)
      return reply
        .header('cache-control', 'no-store')
        .redirect(`/account?next=${encodeURIComponent(request.url)}`, 302)
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
  const params = exchange.request.params as { productId: string; specificationId?: string }
  if (!isId(params.productId, 'prd')) throw edgeProblems.no_such_page()
  const { specificationId } = params
  if (specificationId !== undefined && !isId(specificationId, 'spc')) throw edgeProblems.no_such_page()
  const key =
    specificationId === undefined
      ? 'GET /api/products/:productId'
      : 'GET /api/products/:productId/specifications/:specificationId'
  const product = (await ask(pages, key, { ...exchange, who, params })) as Product
  const terms = (await ask(pages, 'GET /api/market-terms', {
    ...exchange,
    who,
  })) as RouteReply<'GET /api/market-terms'>
  return { route: 'product', product, marketTerms: { version: terms.version, text: terms.text } }
}

/** What the address asks for; a part that says nothing to us is left out, as a reader's slip would be. */
function searchQueryOf({ query }: FastifyRequest): SearchQuery {
  const parts = Object.entries(searchQuerySchema.shape).flatMap(([name, schema]) => {
    const given = (query as Record<string, unknown>)[name]
    const text = name === 'q' && typeof given === 'string' ? given.trim().slice(0, 100) : given
    return schema.safeParse(text).success ? [[name, text]] : []
  })
  return searchQuerySchema.parse(Object.fromEntries(parts))
}

async function searchPage(pages: Pages, exchange: Exchange, who: SignedIn | undefined): Promise<PageData> {
  const query = searchQueryOf(exchange.request)
  const reply = (await ask(pages, 'GET /api/search', { ...exchange, who, query })) as SearchReply
  return { route: 'search', query, reply }
}

/** What is in a category and below it: a search without words. */
async function categoryPage(
  pages: Pages,
  { request, reply }: Exchange,
  who: SignedIn | undefined,
): Promise<PageData> {
  const category = searchQuerySchema.shape.category.safeParse((request.params as { '*': string })['*'])
  if (!category.success || !category.data) throw edgeProblems.no_such_page()
  const query = { ...searchQueryOf(request), category: category.data }
  const found = (await ask(pages, 'GET /api/search', { request, reply, who, query })) as SearchReply
  return { route: 'search', query, reply: found }
}

/** A seller with what it sells: a search among that. */
async function sellerPage(pages: Pages, exchange: Exchange, who: SignedIn | undefined): Promise<PageData> {
  const params = exchange.request.params as { sellerId: string }
  if (!isId(params.sellerId, 'sel')) throw edgeProblems.no_such_page()
  const seller = (await ask(pages, 'GET /api/sellers/:sellerId', {
    ...exchange,
    who,
    params,
  })) as PublicSeller
  const query = { ...searchQueryOf(exchange.request), seller: params.sellerId }
  const reply = (await ask(pages, 'GET /api/search', { ...exchange, who, query })) as SearchReply
  return { route: 'seller', seller, query, reply }
}

/** Remembers a choice of language or theme and goes back; links, so that they work before any script has run. */
function registerPreferences(server: FastifyInstance, edge: Edge): void {
  server.get('/preferences', async (request, reply) => {
    const rules = { ...cookieRules(edge), maxAge: yearSeconds }
    const language = queryOf(request, 'language')
    const theme = queryOf(request, 'theme')
    const offer = queryOf(request, 'offer')
    if (isLanguage(language)) void reply.setCookie(languageCookie, language, rules)
    // R9: a choice answers the offer of the other language too; closed, it comes again with the next session.
    if (isLanguage(language) || offer === 'never') void reply.setCookie(offerCookie, 'never', rules)
    else if (offer === 'later') void reply.setCookie(offerCookie, 'later', cookieRules(edge))
    if (isTheme(theme)) void reply.setCookie(themeCookie, theme, rules)
    const next = ownPath(queryOf(request, 'next'))
    return reply
      .header('cache-control', 'no-store')
      .redirect(isLanguage(language) ? withoutLanguage(next) : next, 303)
  })
}

/** The same page without the language of the link that led there, which is stronger than what was just chosen. */
function withoutLanguage(path: string): string {
  const url = new URL(path, 'http://own.invalid')
  if (!url.searchParams.has(languageParameter)) return path
  url.searchParams.delete(languageParameter)
  return url.pathname + url.search + url.hash
}
