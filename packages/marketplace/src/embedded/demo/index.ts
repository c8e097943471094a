import { omitUndefined, fromDecimal, toCalendarDate } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { DraftProduct } from '@loggia/protocol/console'
import type { Marketplace } from '../../marketplace.ts'
import { runInTx, system } from '../../platform/index.ts'
import type { MemberActor, Platform, Tx } from '../../platform/index.ts'
import { toMediaPath } from '../../media/index.ts'
import type { PreparedMedium } from '../../media/index.ts'
import { fillDeliveries } from './deliveries.ts'
import { fillDirectory } from './directory.ts'
import { listDemoFeedback } from './feedback.ts'
import { demoJoint, moveJoint, openJoint } from './joint.ts'
import type { JointPeople, WaitUntil } from './joint.ts'
import { fillHomePage } from './home-page.ts'
import { fillLicenses } from './licenses.ts'
import type { DemoPeople } from './people.ts'
import { readMedia } from './media.ts'
import { fillOperator } from './operator.ts'
import { createProofs } from './proofs.ts'
import type { DemoMedia } from './media.ts'
import type { DemoMarkName } from './drawing/marks.ts'
import {
  demoAccounts,
  demoBuyers,
  demoOperator,
  demoTransferDetails,
  demoPassword,
  demoSellers,
} from './parties.ts'
import type { DemoBuyer, DemoSeller } from './party.ts'
import { listDemoDays } from './days.ts'
import { findMark, insertMark, isEmpty, saveMark } from './store.ts'
import { fillDesk } from './year/desk.ts'
import { fillYear } from './year/index.ts'
import { isOfYear } from './year/reviews.ts'
import type { YearOptions } from './year/index.ts'
import type { Traders } from './year/traders.ts'
import type { DemoMark } from './store.ts'

export { demoAccounts, demoPassword }
export { drawDemo } from './drawing/index.ts'
export { packDemo, renewDemo, restoreDemo, templateFile, templateSecret } from './template/index.ts'

/** A demo seller, as its sample server must know it; `accessKey`, `kitKey` and `apiKey` are secrets. */
export type DemoServer = Pick<DemoSeller, 'slug' | 'name' | 'opening' | 'family'> &
  Pick<DemoMark['sellers'][number], 'oldProducts'> & {
    readonly sellerId: Id<'sel'>
    readonly accessKey: string
    /** Only of a seller with a joint product. */
    readonly kitKey?: string
    /** Signs the server's requests to the market's open APIs. */
    readonly apiKey: { readonly accessKeyId: string; readonly secretKey: string }
  }
/**
 * `seeded` is true the first time, with the `people` whose orders are then placed; `servers` is absent if the database
 * holds other data than the demo.
 */
export type Demo = {
  readonly seeded: boolean
  readonly servers?: readonly DemoServer[]
  readonly people?: People
}
/** The buyer of what is supervised, with the seller of each kind of it; and the buyer whose company uses the joint product. */
type People = {
  readonly deliveries: DemoPeople
  readonly licenses: DemoPeople
  readonly joint: JointPeople
  readonly all: Traders
}
export type PrepareOptions = {
  /** Leaves out what belongs to the days before today; {@link fillDemoYear} adds it after a year of trade. */
  readonly yearFirst?: boolean
}

/** Seeds an empty database with the demo, finds an existing demo, and leaves any other database unchanged. */
export async function prepareDemo(
  market: Marketplace,
  platform: Platform,
  { yearFirst = false }: PrepareOptions = {},
): Promise<Demo> {
  const known = await findMark(platform.db)
  if (known) {
    const seeded = known.isNew === true
    if (seeded) {
      await fillOperator(market)
      await greetNewYear(market, platform, known)
    }
    return { seeded, servers: await openServers(market, platform, known) }
  }
  if (!(await isEmpty(platform.db))) return { seeded: false }
  const media = await readMedia(market)
  const days = listDemoDays(toCalendarDate(platform.clock.now(), platform.zone))
  const { mark, people } = await runInTx(platform, { actor: system }, async (tx) => {
    await market.calendar.setDaysIn(tx, days)
    const made = await seed(market, tx, media)
    if (!yearFirst) await addRecent(market, tx, { all: made.people.all, platform })
    return made
  })
  return { seeded: true, servers: await openServers(market, platform, mark), people }
}

/** A demo that was made earlier gets the holidays of the current years. */
async function greetNewYear(
  { calendar }: Pick<Marketplace, 'calendar'>,
  platform: Platform,
  { isNew: _isNew, ...mark }: DemoMark,
): Promise<void> {
  await runInTx(platform, { actor: system }, async (tx) => {
    await calendar.setDaysIn(tx, listDemoDays(toCalendarDate(platform.clock.now(), platform.zone)))
    await saveMark(tx, mark)
  })
}

/**
 * Places the orders of a demo that was just seeded, and fills a company with people. The queues must be connected,
 * because orders have consequences.
 */
export async function createDemoOrders(market: Marketplace, { people }: Demo): Promise<void> {
  if (!people) return
  await fillDeliveries(market, people.deliveries)
  await fillLicenses(market, people.licenses)
  await fillDirectory(market, people.joint.buyer)
}

/**
 * Lets the company of a demo that was just seeded use the joint product. Its seller's server must answer, and be answered:
 * it asks what was bought. False if it did not do what it was asked.
 */
export async function openDemoJoint(
  market: Marketplace,
  platform: Platform,
  at: {
    readonly demo: Demo
    readonly origin: string
    readonly publicKeys: Readonly<Record<string, string>>
    readonly waitUntil: WaitUntil
  },
): Promise<boolean> {
  const { demo, origin, waitUntil } = at
  if (!demo.people) return true
  const publicKey = at.publicKeys[demoJoint.slug]
  if (publicKey === undefined) return false
  const { slug } = demoJoint
  const server = { url: toServerUrl(origin, slug), peopleUrl: toPeopleUrl(origin, slug), publicKey }
  return openJoint(market, platform, { people: demo.people.joint, server, waitUntil })
}

const toServerUrl = (origin: string, slug: string, family: 'saas' | 'license' = 'saas'): string =>
  `${origin}/${slug}/${family}`

const toPeopleUrl = (origin: string, slug: string): string => `${origin}/${slug}/people`

/** Whether this database has demo accounts, whose password is public. */
export const hasDemo = async (platform: Platform): Promise<boolean> =>
  (await findMark(platform.db)) !== undefined

/**
 * Registers the sample server's current address for these sellers, except those for whom it was registered last: most
 * starts then have nothing to write, and what a seller has changed since stays. `origin` has no slash at the end.
 */
export async function registerDemoServers(
  market: Marketplace,
  platform: Platform,
  at: { servers: readonly DemoServer[]; origin: string },
): Promise<void> {
  await runInTx(platform, { actor: system }, async (tx) => {
    const mark = await findMark(tx)
    const known = new Set(
      mark?.sellers.filter(({ origin }) => origin === at.origin).map(({ sellerId }) => sellerId),
    )
    const moved = at.servers.filter(({ sellerId }) => !known.has(sellerId))
    if (moved.length === 0) return
    for (const server of moved) await registerServer(market, tx, { server, origin: at.origin })
    await moveJoint(market, tx, { peopleUrl: toPeopleUrl(at.origin, demoJoint.slug) })
    if (mark) await saveMark(tx, withOrigin(mark, moved, at.origin))
  })
}

async function registerServer(
  { access }: Pick<Marketplace, 'access'>,
  tx: Tx,
  { server, origin }: { readonly server: DemoServer; readonly origin: string },
): Promise<void> {
  const { sellerId, slug, family = 'saas', oldProducts = [] } = server
  const at = { sellerId, family, url: toServerUrl(origin, slug, family) } as const
  if (family === 'license') await access.registerAnew(tx, at)
  else
    await access.registerAnew(tx, {
      ...at,
      speechOf: (productId) =>
        oldProducts.includes(productId) ? { protocol: 'saas-v1', keyBits: 256 } : { protocol: 'saas-v2' },
    })
}

function withOrigin(mark: DemoMark, moved: readonly DemoServer[], origin: string): DemoMark {
  const ids = new Set(moved.map(({ sellerId }) => sellerId))
  return { ...mark, sellers: mark.sellers.map((one) => (ids.has(one.sellerId) ? { ...one, origin } : one)) }
}

/** What was written, asked for and chosen in the days before today. */
async function addRecent(
  { feedback, ledger, homePages }: Pick<Marketplace, 'feedback' | 'homePages' | 'ledger'>,
  tx: Tx,
  {
    all,
    platform: { clock, zone },
    afterYear = false,
  }: {
    readonly all: Traders
    readonly platform: Pick<Platform, 'clock' | 'zone'>
    readonly afterYear?: boolean
  },
): Promise<void> {
  const { buyers, sellers, operator } = all
  for (const [at, { topUps }] of demoBuyers.entries()) {
    const actor = buyers[at]
    if (!topUps || !actor) continue
    const { note } = topUps
    const amount = fromDecimal(topUps.credited, 'CNY')
    const { requestId: id } = await ledger.requestTopUpIn(tx, actor, { amount, note })
    await ledger.recordArrivalIn(tx, operator, { id, amount })
    await ledger.requestTopUpIn(tx, actor, { amount: fromDecimal(topUps.waiting, 'CNY'), note })
  }
  const isLeftOut = afterYear ? isOfYear : () => false
  await feedback.addDemo(tx, listDemoFeedback(sellers, { now: clock.now(), zone, isLeftOut }))
  await fillHomePage({ homePages }, tx, all)
}

/**
 * Lets a demo that was just seeded with `yearFirst` trade from the time at which its clock is held until `until`. Its
 * sellers' servers must answer at once. The clock is left running.
 */
export async function fillDemoYear(
  market: Marketplace,
  platform: Platform,
  at: YearOptions & { readonly demo: Demo },
): Promise<void> {
  const { demo, ...options } = at
  if (!demo.people) return
  const { all } = demo.people
  const addOne = (buyer: Omit<DemoBuyer, 'topUps'>): Promise<MemberActor> =>
    runInTx(platform, { actor: system }, (tx) => addBuyer(market, tx, buyer))
  await fillYear(market, platform, { ...options, all, addBuyer: addOne })
  await runInTx(platform, { actor: system }, (tx) =>
    addRecent(market, tx, { all, platform, afterYear: true }),
  )
  await fillDesk(market, platform, { all, password: demoPassword })
  await fillOperator(market)
}

/** Seeds in one transaction: a start that dies leaves an empty database, not half a demo. */
async function seed(
  market: Marketplace,
  tx: Tx,
  media: DemoMedia,
): Promise<{ mark: DemoMark; people: People }> {
  const { name, email, language } = demoOperator
  const member = { name, email, language, password: demoPassword, operator: true }
  const operator = {
    kind: 'member',
    memberId: await market.parties.addMember(tx, member),
    name,
    operator: true,
  } as const
  await market.ledger.setTransferDetailsIn(tx, demoTransferDetails)
  const buyers = []
  for (const buyer of demoBuyers) buyers.push(await addBuyer(market, tx, buyer))
  const sellers: Awaited<ReturnType<typeof addSeller>>[] = []
  for (const seller of demoSellers)
    sellers.push(await addSeller(market, tx, { seller, position: sellers.length, media }))
  const mark = { sellers: sellers.map(({ member: _member, products: _products, ...marked }) => marked) }
  await insertMark(tx, mark)
  const [jointBuyer] = buyers
  const jointSeller = sellers.find(({ slug }) => slug === demoJoint.slug)
  // The last buyer buys what is supervised.
  const buyer = buyers.at(-1)
  const withBuyer = (slug: string): DemoPeople => {
    const seller = sellers.find((one) => one.slug === slug)
    if (!buyer || !seller) throw new Error(`The demo has no buyer or no seller ${slug}`)
    return { buyer, seller: seller.member, products: seller.products }
  }
  if (!jointBuyer || jointSeller?.kitKeyId === undefined) throw new Error('The demo has no joint product')
  const { products, kitKeyId } = jointSeller
  const joint = { buyer: jointBuyer, seller: jointSeller.member, products, kitKeyId }
  const all = { buyers, sellers, operator }
  return { mark, people: { deliveries: withBuyer('xiuye'), licenses: withBuyer('yanxi'), joint, all } }
}

const actAs = (
  memberId: Id<'mbr'>,
  { name }: { readonly name: string },
  of: Pick<MemberActor, 'buyerId' | 'sellerId'>,
): MemberActor => ({ kind: 'member', memberId, name, operator: false, ...of })

async function addBuyer(
  { parties, ledger }: Marketplace,
  tx: Tx,
  { name, member, balance, reason }: Omit<DemoBuyer, 'topUps'>,
): Promise<MemberActor> {
  const buyerId = await parties.addBuyer(tx, { nameZh: name.zh, nameEn: name.en })
  const memberId = await parties.addMember(tx, { ...member, password: demoPassword, buyerId })
  await ledger.openBalance(tx, buyerId, 'CNY')
  await ledger.topUpIn(tx, { buyerId, amount: fromDecimal(balance, 'CNY'), reason })
  return actAs(memberId, member, { buyerId })
}

async function addSeller(
  market: Marketplace,
  tx: Tx,
  { seller, position, media }: { seller: DemoSeller; position: number; media: DemoMedia },
) {
  const { parties, access } = market
  const { profile, mark } = seller
  const own = media.get(mark)?.logo
  const names = { nameZh: seller.name.zh, nameEn: seller.name.en }
  const sellerId = await parties.addSeller(
    tx,
    omitUndefined({ ...names, profile, logo: own ? pathOf(own) : undefined }),
  )
  const memberId = await parties.addMember(tx, { ...seller.member, password: demoPassword, sellerId })
  if (own) await market.media.attach(tx, [(await market.media.addIn(tx, sellerId, own)).id], sellerId)
  const { products, oldProducts } = await addProducts(market, tx, { sellerId, seller, position, media })
  const { keyId } = await access.addKeyIn(tx, sellerId, 'basic')
  const isJoint = seller.slug === demoJoint.slug
  const kitKeyId = isJoint ? (await access.addKeyIn(tx, sellerId, 'joint_sync')).keyId : undefined
  const member = actAs(memberId, seller.member, { sellerId })
  return omitUndefined({ sellerId, slug: seller.slug, keyId, kitKeyId, oldProducts, member, products })
}

/** The products of a seller, with their pictures. The sellers take turns in the catalogue. */
async function addProducts(
  { media, catalog, search }: Marketplace,
  tx: Tx,
  of: { sellerId: Id<'sel'>; seller: DemoSeller; position: number; media: DemoMedia },
) {
  const { sellerId, seller, position } = of
  const oldProducts: Id<'prd'>[] = []
  const products = new Map<DemoMarkName, Id<'prd'>>()
  for (const [i, { mark, isOld = false, ...product }] of seller.products.entries()) {
    const { logo, pictures = [] } = of.media.get(mark) ?? {}
    for (const medium of logo ? [logo, ...pictures] : pictures) await media.addIn(tx, sellerId, medium)
    const productId = await catalog.addProduct(tx, sellerId, {
      ...product,
      afterSale: afterSaleOf(product, isOld),
      ...omitUndefined({ logo: logo ? pathOf(logo) : undefined, support: seller.profile.support }),
      pictures: pictures.map(pathOf),
      ...createProofs(seller, { ...product, mark, at: i }),
      state: 'listed',
      position: i * demoSellers.length + position,
    })
    products.set(mark, productId)
    if (isOld) oldProducts.push(productId)
    // The demo is seeded before the market runs, so no event handler indexes the product.
    await search.refresh(tx, [productId])
  }
  return { products, oldProducts }
}

const pathOf = ({ files }: PreparedMedium): string => toMediaPath(files[0].name)

/**
 * All promises are made, except that a product without a quantity has nothing to change, that V1.0 cannot express a
 * change at a renewal, and that what is supervised promises none.
 */
function afterSaleOf(
  { quantity, supervision }: Pick<DraftProduct, 'quantity' | 'supervision'>,
  isOld: boolean,
) {
  const changes = quantity !== undefined && supervision === undefined
  return { fiveDayRefund: supervision === undefined, upgrades: changes, renewalChanges: changes && !isOld }
}

async function openServers(market: Marketplace, platform: Platform, mark: DemoMark): Promise<DemoServer[]> {
  const servers: DemoServer[] = []
  for (const { sellerId, slug, keyId, kitKeyId, oldProducts = [] } of mark.sellers) {
    const seller = demoSellers.find((one) => one.slug === slug)
    if (!seller) continue
    const accessKey = await market.access.openKey(platform.db, keyId)
    const kitKey = kitKeyId && (await market.access.openKey(platform.db, kitKeyId))
    const apiKey = await apiKeyOf(market, platform, { mark, sellerId })
    const { name, opening, family } = seller
    servers.push(
      omitUndefined({ sellerId, slug, name, opening, family, accessKey, kitKey, apiKey, oldProducts }),
    )
  }
  return servers
}

/** The seller's API key: the demo's, or a new one if there is none or its owner deleted it. */
async function apiKeyOf(
  { openApi }: Marketplace,
  platform: Platform,
  { mark, sellerId }: { readonly mark: DemoMark; readonly sellerId: Id<'sel'> },
): Promise<DemoServer['apiKey']> {
  const known = mark.sellers.find((one) => one.sellerId === sellerId)?.apiKeyId
  const kept = known && (await openApi.findKey(platform.db, known))
  if (kept) return kept
  return runInTx(platform, { actor: system }, async (tx) => {
    const { id, accessKeyId, secretKey } = await openApi.addKeyIn(tx, { sellerId, name: 'Sample seller' })
    const marked = (await findMark(tx)) ?? mark
    await saveMark(tx, {
      ...marked,
      sellers: marked.sellers.map((one) => (one.sellerId === sellerId ? { ...one, apiKeyId: id } : one)),
    })
    return { accessKeyId, secretKey }
  })
}
