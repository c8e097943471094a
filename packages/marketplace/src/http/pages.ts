import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem, omitUndefined, isId } from '@loggia/kernel'
import { isFilterList } from '@loggia/protocol/console/saved-filters/kinds'
import { productFeedbackQuery, searchQuerySchema, sellersQuerySchema } from '@loggia/protocol/console'
import type {
  OwnRating,
  PageData,
  PageFeedback,
  Product,
  ProductFeedback,
  ProductAbsence,
  PublicSeller,
  RouteReply,
  SavedFilter,
  SearchQuery,
  SearchReply,
  SellersReply,
  TextKind,
} from '@loggia/protocol/console'
import { registerAccountPages } from './account-pages.ts'
import { ask } from './ask.ts'
import type { Pages } from './ask.ts'
import { showCheckout } from './checkout.ts'
import { readComparison } from './comparison.ts'
import type { AnyHandlers } from './contract-routes.ts'
import type { Edge } from './edge.ts'
import { createCookieRules, formatDetour, identify, isReady, requireRole } from './identity.ts'
import {
  addDismissed,
  isLanguage,
  languageCookie,
  languageParameter,
  offerCookie,
  siteOfferCookie,
} from './language.ts'
import { edgeProblems } from './problems.ts'
import { createPageReads } from './page-reads.ts'
import { registerReviewPreview } from './review-preview.ts'
import { isTheme, showPage, themeCookie, viewCookie } from './render.ts'
import type { Exchange } from './render.ts'
import { toOwnPath } from './security.ts'
import { readSite } from './sign-in-steps.ts'
import type { SignedIn } from '../parties/index.ts'
import { toWireTime } from '../platform/index.ts'

const yearSeconds = 365 * 24 * 3600
const centres = ['buyer', 'seller', 'operator'] as const
/** Products with a trial on the home page: one row. */
const homeTrials = 4

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
  // R52: the address of one specification, which also reaches a hidden one.
  page('/products/:productId/specifications/:specificationId', (exchange, who) =>
    productPage(pages, exchange, who),
  )
  server.get('/products/:productId/checkout', (request, reply) => {
    const exchange = { request, reply }
    return showCheckout(pages, exchange, async (who) =>
      showPage(edge, exchange, await absencePage(pages, exchange, who)),
    )
  })
  page('/compare', (exchange, who) => readComparison(pages, exchange, who))
  page('/search', (exchange, who) => searchPage(pages, exchange, who))
  registerCategories(server, pages)
  page('/sellers', (exchange, who) => sellersPage(pages, exchange, who))
  page('/sellers/:sellerId', (exchange, who) => sellerPage(pages, exchange, who))
  page('/help', (exchange, who) => agreementPage(pages, { ...exchange, who }, 'help'))
  page('/contact', (exchange, who) => agreementPage(pages, { ...exchange, who }, 'contact'))
  page('/about', (exchange, who) => agreementPage(pages, { ...exchange, who }, 'about'))
  page('/terms', (exchange, who) => agreementPage(pages, { ...exchange, who }, 'user'))
  page('/privacy', (exchange, who) => agreementPage(pages, { ...exchange, who }, 'privacy'))
  page('/seller-terms', (exchange, who) => agreementPage(pages, { ...exchange, who }, 'seller'))
  page('/sign-in', async ({ request }) => ({
    route: 'sign-in',
    next: toOwnPath(queryOf(request, 'next')),
    isAnew: queryOf(request, 'anew') !== undefined,
    passkeys: readSite(edge) !== undefined,
    demoAccounts: edge.options.demoAccounts ?? [],
  }))
  registerAccountPages(server, edge)
  registerReviewPreview(server, edge, handlers)
  for (const centre of centres) registerCentre(server, pages, centre)
  registerPreferences(server, edge)
}

/** A category's address is its whole path; the code alone, or an outdated path, redirects there. */
function registerCategories(server: FastifyInstance, pages: Pages): void {
  server.get('/categories/*', async (request, reply) => {
    const exchange = { request, reply }
    const who = await identify(pages.edge, request)
    const asked = (request.params as { '*': string })['*']
    const { items } = (await ask(pages, 'GET /api/categories', {
      ...exchange,
      who,
    })) as RouteReply<'GET /api/categories'>
    const whole = pathIn(items, asked.split('/').at(-1) ?? '')
    if (whole === undefined || whole === asked)
      return showPage(pages.edge, exchange, await categoryPage(pages, exchange, who))
    const query = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : ''
    // A browser that cached the redirect for good would loop once the category is moved back.
    return reply
      .header('cache-control', 'no-cache')
      .redirect(`/categories/${whole.split('/').map(encodeURIComponent).join('/')}${query}`, 301)
  })
}

type Codes = readonly { readonly code: string; readonly parent?: string | undefined }[]
/** The codes from the topmost category down to this one; undefined if it does not exist. */
function pathIn(tree: Codes, code: string): string | undefined {
  const found = tree.find((one) => one.code === code)
  if (!found) return undefined
  const above = found.parent === undefined ? undefined : pathIn(tree, found.parent)
  return above === undefined ? code : `${above}/${code}`
}

/** The pages of a centre, which require its role. What a page shows, it reads from the API. */
function registerCentre(server: FastifyInstance, pages: Pages, centre: (typeof centres)[number]): void {
  const { edge } = pages
  const shell = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const who = await identify(edge, request)
    if (who) requireRole(centre, who)
    if (!isReady(who))
      return reply.header('cache-control', 'no-store').redirect(formatDetour(request, who), 302)
    const now = toWireTime(edge.platform.clock.now())
    const read = createPageReads(server, request, edge.options.pageReadsMs)
    const savedFilters = await readSavedFilters(pages, { request, reply, who })
    return showPage(
      edge,
      { request, reply },
      omitUndefined({ route: 'centre' as const, now, savedFilters }),
      read,
    )
  }
  server.get(`/${centre}`, shell)
  server.get(`/${centre}/*`, shell)
}

/** Those of the reader, if the page is a list. Without them, the browser reads them. */
async function readSavedFilters(
  pages: Pages,
  reader: Exchange & { readonly who: SignedIn },
): Promise<readonly SavedFilter[] | undefined> {
  const { url } = reader.request
  if (!isFilterList(url.split('?', 1)[0]?.replace(/\/$/, '') ?? '')) return undefined
  const answer = ask(pages, 'GET /api/saved-filters', reader) as Promise<RouteReply<'GET /api/saved-filters'>>
  return answer.then(
    ({ items }) => items,
    () => undefined,
  )
}

const queryOf = (request: FastifyRequest, name: string): string | undefined => {
  const value = (request.query as Record<string, unknown>)[name]
  return typeof value === 'string' ? value : undefined
}

async function homePage(pages: Pages, exchange: Exchange, who: SignedIn | undefined): Promise<PageData> {
  const reader = { ...exchange, who }
  const search = async (change: object): Promise<SearchReply> =>
    (await ask(pages, 'GET /api/search', {
      ...reader,
      query: searchQuerySchema.parse(change),
    })) as SearchReply
  const [{ products, ...chosen }, { total, facets }, { figures }] = await Promise.all([
    ask(pages, 'GET /api/home-page', reader) as Promise<RouteReply<'GET /api/home-page'>>,
    search({}),
    ask(pages, 'GET /api/market-figures', reader) as Promise<RouteReply<'GET /api/market-figures'>>,
  ])
  const trials = facets.modes.some(({ mode }) => mode === 'trial')
    ? (await search({ mode: 'trial' })).items.slice(0, homeTrials)
    : []
  const { categories, modes } = facets
  const market = { total, categories, modes }
  return omitUndefined({ route: 'home' as const, products, market, trials, figures, chosen })
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
  let product: Product
  try {
    product = (await ask(pages, key, { ...exchange, who, params })) as Product
  } catch (error) {
    if (error instanceof Problem && error.kind === 'not_found') return absencePage(pages, exchange, who)
    throw error
  }
  const [terms, related, feedback] = await Promise.all([
    ask(pages, 'GET /api/agreements/:kind', { ...exchange, who, params: { kind: 'user' } }),
    ask(pages, 'GET /api/products/:productId/related', { ...exchange, who, params }),
    readFeedback(pages, { ...exchange, who }, params.productId),
  ])
  const { version, text } = terms as RouteReply<'GET /api/agreements/:kind'>
  const { items } = related as RouteReply<'GET /api/products/:productId/related'>
  return { route: 'product', product, feedback, marketTerms: { version, text }, related: items }
}

/** R286: one page of what is published about a product, and what the reader's buyer wrote. */
async function readFeedback(
  pages: Pages,
  reader: Exchange & { readonly who: SignedIn | undefined },
  productId: string,
): Promise<PageFeedback> {
  const query = productFeedbackQuery.parse(pickFitting(productFeedbackQuery.shape, reader.request.query))
  const asked = { ...reader, params: { productId }, query }
  const shown = (await ask(pages, 'GET /api/products/:productId/feedback', asked)) as ProductFeedback
  if (reader.who?.actor.buyerId === undefined) return { shown, query }
  const own = (await ask(pages, 'GET /api/buyer/rating', { ...reader, query: { productId } })) as OwnRating
  return { shown, query, own }
}

async function agreementPage(
  pages: Pages,
  reader: Exchange & { readonly who: SignedIn | undefined },
  kind: TextKind,
): Promise<PageData> {
  const agreement = await ask(pages, 'GET /api/agreements/:kind', { ...reader, params: { kind } })
  return { route: 'agreement', kind, agreement: agreement as RouteReply<'GET /api/agreements/:kind'> }
}

/**
 * The page of a product that was on sale: 410 (RFC 9110 §15.5.11) if it is delisted, otherwise 404, since it may return
 * to its address. A product that was never on sale is refused like any unknown address.
 */
async function absencePage(pages: Pages, exchange: Exchange, who: SignedIn | undefined): Promise<PageData> {
  const params = exchange.request.params as { productId: string; specificationId?: string }
  const { specificationId: specification } = params
  const asked = {
    ...exchange,
    who,
    params,
    query: omitUndefined({ specification: specification || undefined }),
  }
  const product = (await ask(pages, 'GET /api/products/:productId/absence', asked)) as ProductAbsence
  const isGone = product.absence === 'delisted' || product.absence === 'specification_delisted'
  void exchange.reply.status(isGone ? 410 : 404)
  const feedback = await readFeedback(pages, { ...exchange, who }, product.id)
  return { route: 'absence', product, feedback }
}

type Fit = { safeParse(value: unknown): { readonly success: boolean } }
/** The parts of an address that parse. */
const pickFitting = (shape: Readonly<Record<string, Fit>>, given: unknown): object =>
  Object.fromEntries(
    Object.entries(shape).flatMap(([name, schema]) => {
      const value = (given as Record<string, unknown>)[name]
      return schema.safeParse(value).success ? [[name, value]] : []
    }),
  )

/** The search in the address; parts that do not parse are ignored. */
function searchQueryOf({ query }: FastifyRequest): SearchQuery {
  const { q } = query as Record<string, unknown>
  const asked = typeof q === 'string' ? { ...(query as object), q: q.trim().slice(0, 100) } : query
  return searchQuerySchema.parse(pickFitting(searchQuerySchema.shape, asked))
}

async function searchPage(pages: Pages, exchange: Exchange, who: SignedIn | undefined): Promise<PageData> {
  const query = searchQueryOf(exchange.request)
  const reply = (await ask(pages, 'GET /api/search', { ...exchange, who, query })) as SearchReply
  return { route: 'search', query, reply }
}

/** Products of a category and its subcategories: a search without words. */
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

/** Sellers with products on sale; parts of the address that do not parse are ignored. */
async function sellersPage(pages: Pages, exchange: Exchange, who: SignedIn | undefined): Promise<PageData> {
  const { q, page } = exchange.request.query as Record<string, unknown>
  const { shape } = sellersQuerySchema
  const query = sellersQuerySchema.parse({
    q: typeof q === 'string' ? q.trim().slice(0, 100) : undefined,
    page: shape.page.safeParse(page).success ? page : undefined,
  })
  const reply = (await ask(pages, 'GET /api/sellers', { ...exchange, who, query })) as SellersReply
  return { route: 'sellers', query, reply }
}

/** A seller with its products: a search limited to them. */
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

/** Stores a choice of language, theme or view in a cookie and redirects back; plain links, so they work without scripts. */
function registerPreferences(server: FastifyInstance, edge: Edge): void {
  server.get('/preferences', async (request, reply) => {
    const rules = { ...createCookieRules(edge), maxAge: yearSeconds }
    const language = queryOf(request, 'language')
    const theme = queryOf(request, 'theme')
    const view = queryOf(request, 'view')
    const offer = queryOf(request, 'offer')
    if (isLanguage(language)) void reply.setCookie(languageCookie, language, rules)
    // R9: a chosen language also answers the offer of the other one; a closed offer returns with the next session.
    if (isLanguage(language) || offer === 'never') void reply.setCookie(offerCookie, 'never', rules)
    else if (offer === 'later') void reply.setCookie(offerCookie, 'later', createCookieRules(edge))
    await dismissSite(edge, { request, reply })
    if (isTheme(theme)) void reply.setCookie(themeCookie, theme, rules)
    if (view === 'cards') void reply.setCookie(viewCookie, view, rules)
    if (view === 'list') void reply.clearCookie(viewCookie, createCookieRules(edge))
    const next = toOwnPath(queryOf(request, 'next'))
    return reply
      .header('cache-control', 'no-store')
      .redirect(isLanguage(language) ? withoutLanguage(next) : next, 303)
  })
}

/** R9: remembers that a site is not to be offered again, for the account, or for the browser of a guest. */
async function dismissSite(edge: Edge, { request, reply }: Exchange): Promise<void> {
  const code = queryOf(request, 'site')
  if (code === undefined) return
  const who = await identify(edge, request)
  const cookie = addDismissed(request.cookies[siteOfferCookie], code)
  if (who) await edge.sites.dismissOffer(who.actor, code)
  else if (cookie !== undefined)
    void reply.setCookie(siteOfferCookie, cookie, { ...createCookieRules(edge), maxAge: yearSeconds })
}

/** The same page without the link's language parameter, which would override the new choice. */
function withoutLanguage(path: string): string {
  const url = new URL(path, 'http://own.invalid')
  if (!url.searchParams.has(languageParameter)) return path
  url.searchParams.delete(languageParameter)
  return url.pathname + url.search + url.hash
}
