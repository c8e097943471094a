import type { ConnectedApp } from '@loggia/protocol/console'
import type { Browser, Page } from 'playwright-core'
import { openReader, visit, waitUntilSettled } from '../harness/browser.ts'
import type { Language, Reader } from '../harness/browser.ts'
import { signIn } from '../harness/client.ts'
import type { Member } from '../harness/client.ts'
import {
  listCentrePatterns,
  hasParameters,
  findLink,
  listPageKinds,
  roles,
  listStorefrontPatterns,
} from './routes.ts'
import type { Pattern, Role } from './routes.ts'
import { startKitSeller } from '../sellers/kit-seller.ts'
import { createAskingApp } from './apps.ts'
import { buy, createServices, askForQuote } from './services.ts'
import { createDialTest } from './dial-tests.ts'
import { changeSignInAddress } from './joint.ts'
import { createLicense } from './licenses.ts'
import { askForDocs } from './purchase-requests.ts'
import { askForRefund } from './refunds.ts'
import { createSupervisions } from './supervisions.ts'
import { createTickets } from './tickets.ts'

/** A page to check: its path, its role, and the name of its picture. */
export type Place = { readonly role: Role; readonly path: string; readonly name: string }
export type Shop = {
  readonly origin: string
  /** A reader of this role with their own browser context. */
  open(role: Role, options: { language: Language; dark?: boolean }): Promise<Reader>
}
export type Site = Shop & {
  /** Pages without any link to them, by their pattern: sellers pass these addresses on themselves. */
  readonly handedOn: ReadonlyMap<string, string>
  /** The address of a product that operators have suspended. */
  readonly suspended: string
  /** Products beside each other: a link that readers make. */
  readonly comparison: string
  /** The tabs of a company and of a connected app, which are pages that no link has to lead to. */
  readonly tabs: readonly Place[]
}

const password = 'loggia-demo'
const emails = { buyer: 'lin@cangye.example', seller: 'shen@chenglan.example', operator: 'gu@loggia.example' }

type Members = ReadonlyMap<Role, Member>

async function signInAll(origin: string): Promise<Members> {
  const members = new Map<Role, Member>()
  for (const role of ['buyer', 'seller', 'operator'] as const)
    members.set(role, await signIn(origin, { email: emails[role], password }))
  return members
}

/** The demo at an address, after one purchase. */
export async function openShop(browser: Browser, origin: string): Promise<Shop> {
  const members = await signInAll(origin)
  await buy(members.get('buyer') as Member, { product: 'Chenglan Docs', quantity: 12 })
  return shopOf(browser, origin, members)
}

const shopOf = (browser: Browser, origin: string, members: Members): Shop => ({
  origin,
  async open(role, options) {
    const reader = await openReader(browser, { ...options, origin })
    const member = members.get(role)
    if (member) await reader.context.addCookies(member.cookies().map((one) => ({ ...one, url: origin })))
    return reader
  },
})

/** The demo with services in every state and a change in review, so that no list is empty. */
export async function openSite(browser: Browser, origin: string): Promise<Site> {
  const members = await signInAll(origin)
  // Bought first: the newest service of the list is to be a trial.
  const joint = await buy(members.get('buyer') as Member, { product: 'Chenglan Docs', period: 'year' })
  const services = await createServices(members.get('buyer') as Member, members.get('operator') as Member)
  const [bought, , renewing] = services
  const { id: quoteId } = await askForQuote(members.get('buyer') as Member, bought.serviceId)
  await proposeSomething(members.get('seller') as Member)
  await applyToSell(members.get('buyer') as Member)
  const comparison = await keepSome(members.get('buyer') as Member)
  const suspended = await suspendSomething(members.get('operator') as Member)
  await proposeTopUp(members.get('operator') as Member)
  await requestTopUp(members.get('buyer') as Member)
  await askVerification(members.get('buyer') as Member)
  const people = {
    buyer: members.get('buyer') as Member,
    seller: members.get('seller') as Member,
    operator: members.get('operator') as Member,
  }
  await createSupervisions(people)
  await createLicense(people)
  await createDialTest(people.seller)
  await changeSignInAddress(people.seller)
  const { requestId, form } = await askForRefund(people)
  await createTickets(people, bought.orderId)
  const purchaseRequestId = await askForDocs(people.buyer)
  // Last, because its seller's server of the kit fails from then on.
  const app = await createAskingApp(people, joint, await startKitSeller())
  const specification = '/products/:productId/specifications/:specificationId'
  return {
    ...shopOf(browser, origin, members),
    handedOn: new Map([
      [specification, `/products/${bought.productId}/specifications/${bought.specificationId}`],
      ['/products/:productId/checkout', `/products/${bought.productId}/checkout?quantity=12`],
      ['/buyer/quotes/:quoteId', `/buyer/quotes/${quoteId}`],
      // The first service of the list is a trial, which cannot be changed.
      ['/buyer/services/:serviceId/change', `/buyer/services/${renewing.serviceId}/change`],
      ['/buyer/services/:serviceId/refund', `/buyer/services/${renewing.serviceId}/refund`],
      ['/buyer/refunds/new', form],
      // The first list has what waits for the reader, who decides no request of their own.
      ['/buyer/purchase-requests/:purchaseRequestId', `/buyer/purchase-requests/${purchaseRequestId}`],
      ['/buyer/tickets/new', `/buyer/tickets/new?service=${renewing.serviceId}`],
      // Operators list those that are overdue.
      ['/operator/refunds/:refundRequestId', `/operator/refunds/${requestId}`],
      ['/buyer/connected-apps/:connectedAppId', `/buyer/connected-apps/${app.id}`],
    ]),
    suspended,
    comparison,
    tabs: listTabs(app),
  }
}

function listTabs({ id, enterprise }: ConnectedApp): Place[] {
  const toPlaces = (name: string, path: string, tabs: readonly string[]): Place[] =>
    tabs.map((tab) => ({ role: 'buyer', path: `${path}?tab=${tab}`, name: `buyer-${name}-${tab}` }))
  return [
    ...toPlaces('companies-enterpriseId', `/buyer/companies/${enterprise.id}`, [
      'groups',
      'apps',
      'import',
      'sign-in',
      'settings',
      'record',
    ]),
    ...toPlaces('connected-apps-connectedAppId', `/buyer/connected-apps/${id}`, [
      'sync',
      'settings',
      'record',
    ]),
  ]
}

/** A buyer applies to sell, so that there is an application to decide on. */
async function applyToSell({ client }: Member): Promise<void> {
  await addPaper(client, 'selling', 'business_licence')
  await addPaper(client, 'selling', 'identity')
  await client.request('POST /api/application', {
    body: {
      name: { zh: '苍野科技', en: 'Cangye Technology' },
      registrationNumber: '91000000DEMO00001X',
      country: 'CN',
      foundedOn: '2019-05-06',
      staff: 42,
      capital: 5_000_000,
      support: { days: 5, hours: 9 },
      taxpayer: 'general',
      contactName: 'Lin',
      contactEmail: emails.buyer,
      contactPhone: '010-00000000',
      plan: 'Drawings of buildings, as a service',
      documents: '',
      agreed: true,
    },
  })
}

async function addPaper(
  client: Member['client'],
  purpose: 'selling' | 'verification',
  kind: 'business_licence' | 'identity',
): Promise<void> {
  const content = Buffer.from('%PDF-1.7\n%%EOF\n').toString('base64')
  await client.request(
    'POST /api/buyer/papers',
    { body: { purpose, kind, file: { name: `${kind}.pdf`, mediaType: 'application/pdf', content } } },
    { idempotencyKey: `${purpose}-${kind}` },
  )
}

/** A top-up that waits for another operator, so that there is something to confirm. */
async function proposeTopUp({ client }: Member): Promise<void> {
  await client.request('PUT /api/operator/settings', { body: { fourEyesOnTopUps: true } })
  const { items } = await client.request('GET /api/operator/buyers', { query: { text: emails.buyer } })
  const [buyer] = items
  if (!buyer) throw new Error('The demo has no buyer to top up')
  await client.request(
    'POST /api/operator/buyers/:buyerId/top-ups',
    {
      params: { buyerId: buyer.id },
      body: {
        amount: { amount: '12000.00', currency: 'CNY' },
        reason: '对公转账 · bank transfer',
        isOtherTransfer: true,
      },
    },
    { idempotencyKey: 'top-up-to-look-at' },
  )
}

/** A transfer that a buyer announces, so that its page has a link and operators have something to handle. */
async function requestTopUp({ client }: Member): Promise<void> {
  await client.request(
    'POST /api/buyer/top-up-requests',
    { body: { amount: { amount: '5000.00', currency: 'CNY' }, note: '沧野制造 · Cangye' } },
    { idempotencyKey: 'top-up-to-ask-for' },
  )
}

/** A buyer applies to be verified again, so that there is an application about an organisation. */
async function askVerification({ client }: Member): Promise<void> {
  await addPaper(client, 'verification', 'business_licence')
  await client.request('POST /api/buyer/organisation/applications', {
    body: {
      level: 'enterprise',
      name: { zh: '沧野制造', en: 'Cangye Manufacturing' },
      country: 'CN',
      registrationNumber: '91000000DEMO00002X',
      documents: 'Business licence of 2019',
    },
  })
}

/** A change of a product, so that there is something to review. */
async function proposeSomething({ client }: Member): Promise<void> {
  const { items } = await client.request('GET /api/seller/products', { query: {} })
  const product = items.find(({ state }) => state === 'listed')
  if (!product) throw new Error('The demo’s seller has no product on sale')
  const params = { productId: product.id }
  const content = await client.request('GET /api/seller/products/:productId/content', { params })
  const body = { ...content, summary: { zh: '新的简介', en: 'Another summary' } }
  const target = { target: product.id }
  await client.request('POST /api/seller/test-calls/:target/run', { params: target, body: {} })
  await client.request('POST /api/seller/products/:productId/changes', { params, body })
}

/** Keeps some products, of which the last is suspended later. Returns the address that compares them. */
async function keepSome({ client }: Member): Promise<string> {
  const { items } = await client.request('GET /api/products', { query: { limit: 100 } })
  const kept = [...items.slice(0, 2), ...items.slice(-2)]
  for (const { id: productId } of kept)
    await client.request('PUT /api/buyer/favourites', { body: { productId, kept: true } })
  return `/compare?ids=${kept.map(({ id }) => id).join(',')}`
}

/** Suspends the last product of the catalogue, so that there is a page that says so. Returns its address. */
async function suspendSomething({ client }: Member): Promise<string> {
  const { items } = await client.request('GET /api/products', { query: { limit: 100 } })
  const last = items.at(-1)
  if (!last) throw new Error('The demo has no products')
  const params = { productId: last.id }
  const body = { days: 15, reason: 'Pictures of another seller' }
  await client.request('POST /api/operator/products/:productId/suspension', { params, body })
  return `/products/${last.id}`
}

type Router = {
  readonly history: { push(path: string): void; readonly location: { readonly href: string } }
  readonly state: { readonly status: string; readonly resolvedLocation?: { readonly href: string } }
}

/** Goes to a page of the open centre like its links do; false if no centre is open. */
export async function goWithin(page: Page, path: string): Promise<boolean> {
  const isOpen = await page.evaluate((to) => {
    const { __TSR_ROUTER__: router } = window as { __TSR_ROUTER__?: Router }
    router?.history.push(to)
    return router !== undefined
  }, path)
  if (!isOpen) return false
  await page.waitForFunction(() => {
    const { __TSR_ROUTER__: router } = window as { __TSR_ROUTER__?: Router }
    return (
      router?.state.status === 'idle' && router.state.resolvedLocation?.href === router.history.location.href
    )
  })
  await waitUntilSettled(page)
  return true
}

/** The language of the readers who look for pages, and what they do on each open page. */
export type Looking = {
  languageOf(role: Role): Language
  begin(reader: Reader, role: Role): Promise<(place: Place) => Promise<void>>
}

/**
 * Finds an address for every page of the routers: pages without parameters as they are, the others by a link on some
 * page. `unreachable` are those without any link; a new page is either found or reported there.
 */
export async function findPlaces(
  site: Site,
  among: readonly Role[] = roles,
  look?: Looking,
): Promise<{ places: Place[]; unreachable: string[] }> {
  const places: Place[] = listUnlinked(site).filter(({ role }) => among.includes(role))
  const unreachable: string[] = []
  const kinds = new Set<string>()
  for (const found of await Promise.all(among.map((role) => findOfRole(site, role, look)))) {
    places.push(...found.places)
    unreachable.push(...found.unreachable)
    for (const kind of found.kinds) kinds.add(kind)
  }
  if (!among.includes('buyer')) return { places, unreachable }
  const product = places.find(({ name }) => name === 'guest-products-productId')
  if (product) {
    places.push({ ...product, role: 'buyer', name: 'buyer-storefront-product' })
    const checkout = `${product.path.split('?')[0]}/checkout`
    places.push({ role: 'buyer', path: checkout, name: 'buyer-storefront-checkout' })
  }
  // The page of a problem and the one of a missing page have no links; sellers and operators have no page kind of their
  // own.
  for (const kind of listPageKinds())
    if (!kinds.has(kind) && kind !== 'problem' && kind !== 'absence')
      unreachable.push(`a page of the kind "${kind}"`)
  return { places, unreachable }
}

function listUnlinked(site: Site): Place[] {
  return [
    { role: 'guest', path: '/no-such-page', name: 'guest-no-such-page' },
    { role: 'guest', path: '/api/docs', name: 'guest-api-docs' },
    { role: 'guest', path: '/api/docs/buyer/orders', name: 'guest-api-docs-subject' },
    { role: 'guest', path: '/api/docs/search?q=orders', name: 'guest-api-docs-search' },
    { role: 'guest', path: site.suspended, name: 'guest-product-absence' },
    { role: 'guest', path: site.comparison, name: 'guest-comparison' },
    { role: 'buyer', path: '/operator', name: 'buyer-of-another-role' },
    { role: 'buyer', path: '/buyer/no-such-page', name: 'buyer-no-such-page' },
    { role: 'buyer', path: '/', name: 'buyer-storefront-home' },
    ...site.tabs,
  ]
}

async function findOfRole(site: Site, role: Role, look?: Looking) {
  const reader = await site.open(role, { language: look?.languageOf(role) ?? 'zh-CN' })
  const { page } = reader
  const seen = await look?.begin(reader, role)
  const patterns =
    role === 'guest' ? listStorefrontPatterns() : await patternsOfCentre(page, `${site.origin}/${role}`, role)
  const places: Place[] = []
  const links = new Set<string>()
  const kinds = new Set<string>()
  const unreachable: string[] = []
  // Pages with parameters come later, because links on pages without parameters lead to them.
  for (const wanted of patterns.toSorted((a, b) => depthOf(a) - depthOf(b))) {
    const linked = hasParameters(wanted) ? findLink(wanted, links, patterns) : wanted.pattern
    const path = linked ?? site.handedOn.get(wanted.pattern)
    if (path === undefined) {
      unreachable.push(wanted.pattern)
      continue
    }
    await visit(page, site.origin + path)
    // A page from which a guest is sent to sign in belongs to signed-in members.
    const isClosed = new URL(page.url()).pathname === '/sign-in' && path !== '/sign-in'
    const reached = isClosed ? 'buyer' : role
    if (isClosed) kinds.add(await kindFor(site, path))
    const place: Place = { role: reached, path, name: nameOf(reached, wanted.pattern) }
    places.push(place)
    for (const link of await linksOn(page)) links.add(link)
    if (!isClosed) await seen?.(place)
    kinds.add(await kindOf(page))
  }
  await reader.context.close()
  return { places, unreachable, kinds }
}

async function patternsOfCentre(page: Page, url: string, role: Role): Promise<Pattern[]> {
  await visit(page, url)
  return (await listCentrePatterns(page)).filter((one) => one.role === role)
}

const depthOf = ({ pattern }: Pattern): number => pattern.split(':').length
const nameOf = (role: Role, pattern: string): string => {
  const words = pattern.split(/[^\w-]+/).filter((word) => word !== '' && word !== role)
  return [role, ...(words.length > 0 ? words : ['home'])].join('-')
}

const linksOn = (page: Page): Promise<string[]> =>
  page
    .locator('a[href^="/"]')
    .evaluateAll((anchors) => anchors.map((anchor) => anchor.getAttribute('href') ?? ''))

/** The kind of a page that a guest does not see. */
async function kindFor(site: Site, path: string): Promise<string> {
  const { page, context } = await site.open('buyer', { language: 'zh-CN' })
  await visit(page, site.origin + path)
  const kind = await kindOf(page)
  await context.close()
  return kind
}

const kindOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const data = document.getElementById('page')?.textContent
    return data ? String((JSON.parse(data) as { page: { route: string } }).page.route) : ''
  })
