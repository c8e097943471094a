import { addMs, fromMinutes, omitUndefined, toPage } from '@loggia/kernel'
import type { Id, Page, PageRequest } from '@loggia/kernel'
import { getProduct } from '../../catalog/index.ts'
import type { Product } from '../../catalog/index.ts'
import { requireBuyer, requireOperator } from '../../parties/index.ts'
import { listNewestHistory } from '../../platform/index.ts'
import type { HistoryEntry, MemberActor } from '../../platform/index.ts'
import { appProblems } from '../problems.ts'
import { listDecisions } from '../rules/batches.ts'
import type {
  AppCredential,
  Assignment,
  BatchDecision,
  ConnectedApp,
  PersonalData,
  ServiceApp,
  SyncBatch,
  Tenant,
} from '../schema.ts'
import * as store from '../store/index.ts'
import { formatDomain, hasService } from './context.ts'
import type { AppContext } from './context.ts'

const shownHistory = 100

export type ShownProduct = Pick<Product, 'id' | 'name'>
/** A batch, and what its reader may decide about it. */
export type ShownBatch = { readonly batch: SyncBatch; readonly decisions: readonly BatchDecision[] }
export type ShownApp = {
  readonly app: ConnectedApp
  readonly product: ShownProduct
  readonly asks?: ShownBatch
}
export type Counts = store.mirror.Counts & { readonly failed: number }
export type BuyersApp = ShownApp & {
  readonly app: ServiceApp
  readonly enterprise: string
  readonly people: Counts
}
export type BuyersAppDetail = BuyersApp & {
  readonly tenant: Pick<Tenant, 'id' | 'domain'>
  /** Without a callback address the marketplace signs nobody on. */
  readonly signOn?: AppCredential['method']
  readonly askedData: readonly PersonalData[]
  readonly departments: Counts
  readonly stuck?: ShownBatch
}
export type OperatorsApp = ShownApp & {
  readonly seller: { readonly id: Id<'sel'>; readonly name: Product['name'] }
  readonly customer?: Product['name']
}
export type ShownService = {
  readonly service: store.services.ConnectableService
  readonly product: ShownProduct
}

/** The seller may be parked, and the batch without an attempt: as long as five tries take (joint-kit §8). */
const waitsForLongMs = fromMinutes(15)

/** The items of a batch are shown in portions of so many. */
const mostItems = 100

/** The names of things, each read once. */
function readEach<K, T>(read: (key: K) => Promise<T>): (key: K) => Promise<T> {
  const known = new Map<K, Promise<T>>()
  return (key) => {
    const found = known.get(key) ?? read(key)
    known.set(key, found)
    return found
  }
}

/** What every list of connected apps shows. */
export function createShowing({ db }: Pick<AppContext, 'db'>) {
  const showProduct = async (productId: Id<'prd'>): Promise<ShownProduct> => {
    const { id, name } = await getProduct(db, productId)
    return { id, name }
  }

  const showBatch = (batch: SyncBatch, app: ConnectedApp, mayDecide: boolean): ShownBatch => ({
    batch,
    decisions: mayDecide ? listDecisions(batch, app) : [],
  })

  /** Apps with their products and questions; `mayDecide`: the reader decides about those. */
  async function showAll<App extends ConnectedApp>(
    apps: readonly App[],
    mayDecide: boolean,
  ): Promise<(ShownApp & { readonly app: App })[]> {
    const asked = await store.batches.listByIds(
      db,
      apps.flatMap(({ askingBatchId }) => askingBatchId ?? []),
    )
    const productOf = readEach(showProduct)
    return Promise.all(
      apps.map(async (app) => {
        const batch = asked.find(({ id }) => id === app.askingBatchId)
        const shown = { app, product: await productOf(app.productId) }
        return batch ? { ...shown, asks: showBatch(batch, app, mayDecide) } : shown
      }),
    )
  }

  return { showProduct, showBatch, showAll }
}

/** Connected apps as buyers and operators see them. */
export function createLists(context: AppContext) {
  const { calls, clock, db, directory, parties } = context
  const { showProduct, showBatch, showAll } = createShowing(context)

  /** Services that may be connected, newest first. */
  async function listConnectable(
    actor: MemberActor,
    asked: PageRequest & { readonly serviceId?: Id<'sub'> },
  ): Promise<Page<ShownService>> {
    const rows = await store.services.listConnectable(db, requireBuyer(actor), asked)
    const page = toPage(rows, asked.limit, {
      item: (row) => row,
      cursor: ({ subscriptionId }) => subscriptionId,
    })
    const productOf = readEach(showProduct)
    const items = await Promise.all(
      page.items.map(async (service) => ({ service, product: await productOf(service.productId) })),
    )
    return { ...page, items }
  }

  async function showOfBuyer(apps: readonly ServiceApp[]): Promise<BuyersApp[]> {
    const nameOf = readEach(async (id: Id<'ent'>) => (await directory.getEnterprise(db, id)).name)
    const shown = await showAll(apps, true)
    return Promise.all(
      shown.map(async (one) => ({
        ...one,
        enterprise: await nameOf(one.app.of.enterpriseId),
        people: await count(one.app, 'people', one.asks),
      })),
    )
  }

  type Search = Pick<
    store.connected.ConnectedSearch,
    'enterpriseId' | 'subscriptionId' | 'state' | 'isAsking'
  >
  async function listOfBuyer(actor: MemberActor, search: Search & PageRequest): Promise<Page<BuyersApp>> {
    const rows = await store.connected.list(db, { ...search, buyerId: requireBuyer(actor) }, search)
    const page = toPage(rows.filter(hasService), search.limit, { item: (app) => app, cursor: ({ id }) => id })
    return { ...page, items: await showOfBuyer(page.items) }
  }

  /** Throws `app.app_unknown`, also for somebody else's. */
  async function getOwn(actor: MemberActor, id: Id<'cap'>): Promise<ServiceApp> {
    const buyerId = requireBuyer(actor)
    const app = await store.connected.find(db, id)
    if (!app || !hasService(app) || app.of.buyerId !== buyerId) throw appProblems.app_unknown()
    return app
  }

  async function readTenant(enterpriseId: Id<'ent'>): Promise<BuyersAppDetail['tenant']> {
    const { tenantId: id, tenantCode } = await directory.getEnterprise(db, enterpriseId)
    return { id, domain: formatDomain(context, tenantCode) }
  }

  /** What failed is counted apart from what waits. */
  async function count(app: ConnectedApp, of: 'departments' | 'people', asks?: ShownBatch): Promise<Counts> {
    const table = of === 'people' ? 'app_person' : 'app_department'
    const counts = await store.mirror.count(db, table, app.id)
    const isMeant = asks && store.mirror.tableOf[asks.batch.subject] === table
    const failed = isMeant ? Math.min(asks.batch.items, counts.waiting) : 0
    return { ...counts, waiting: counts.waiting - failed, failed }
  }

  async function getOfBuyer(actor: MemberActor, id: Id<'cap'>): Promise<BuyersAppDetail> {
    const app = await getOwn(actor, id)
    const [shown] = await showOfBuyer([app])
    if (!shown) throw appProblems.app_unknown()
    const credential = await store.credentials.find(db, app.credentialId)
    const stuck = shown.asks ? undefined : await findStuck(app)
    return omitUndefined({
      ...shown,
      stuck,
      tenant: await readTenant(app.of.enterpriseId),
      signOn: credential?.callbackUrl === undefined ? undefined : credential.method,
      askedData: credential?.askedData ?? [],
      departments: await count(app, 'departments', shown.asks),
    })
  }

  /** The batch under way, if it may be given up, and was tried without success or waits for long. */
  async function findStuck(app: ServiceApp): Promise<ShownBatch | undefined> {
    const batch = await store.batches.findCurrent(db, app.id)
    const shown = batch && showBatch(batch, app, true)
    if (!batch?.callId || !shown || shown.decisions.length === 0) return undefined
    const isOld = addMs(batch.createdAt, waitsForLongMs) <= clock.now()
    return isOld || (await calls.findLastTried(db, batch.callId)) ? shown : undefined
  }

  async function listAssignments(
    actor: MemberActor,
    id: Id<'cap'>,
    search: store.people.AssignmentSearch & PageRequest,
  ): Promise<Page<Assignment>> {
    await getOwn(actor, id)
    const rows = await store.people.list(db, id, search)
    return toPage(rows, search.limit, { item: (row) => row, cursor: ({ userName }) => userName })
  }

  async function listBatches(
    actor: MemberActor,
    id: Id<'cap'>,
    page: PageRequest,
  ): Promise<Page<ShownBatch>> {
    const app = await getOwn(actor, id)
    const rows = await store.batches.list(db, id, page)
    return toPage(rows, page.limit, {
      item: (batch) => showBatch(batch, app, true),
      cursor: ({ n }) => String(n),
    })
  }

  /** What a batch says, and how the seller answered last. Throws `app.batch_unknown`. */
  async function getBatch(actor: MemberActor, id: Id<'syb'>, after: string | undefined) {
    const buyerId = requireBuyer(actor)
    const batch = await store.batches.find(db, id)
    const app = batch && (await store.connected.find(db, batch.connectedAppId))
    if (!batch || app?.of?.buyerId !== buyerId) throw appProblems.batch_unknown()
    const rows = await store.batches.listItems(db, id, { limit: mostItems, after })
    const last = batch.callId ? await calls.findLastTried(db, batch.callId) : undefined
    const items = toPage(rows, mostItems, { item: (row) => row, cursor: ({ key }) => key })
    return { ...showBatch(batch, app, true), items, verdict: last?.verdict, triedAt: last?.startedAt }
  }

  type OperatorSearch = Pick<store.connected.ConnectedSearch, 'state' | 'isAsking'>
  /** Connected apps of all buyers, and test accounts. */
  async function listAll(
    actor: MemberActor,
    search: OperatorSearch & PageRequest,
  ): Promise<Page<OperatorsApp>> {
    requireOperator(actor)
    const rows = await store.connected.list(db, { ...search, withTests: true }, search)
    const page = toPage(rows, search.limit, { item: (app) => app, cursor: ({ id }) => id })
    const sellerOf = await parties.getSellers(
      db,
      page.items.map(({ sellerId }) => sellerId),
    )
    const buyerOf = readEach((id: Id<'byr'>) => parties.getBuyer(db, id))
    const shown = await showAll(page.items, false)
    const items = await Promise.all(
      shown.map(async (one) => {
        const { id, name } = sellerOf(one.app.sellerId)
        const customer = one.app.of && (await buyerOf(one.app.of.buyerId)).name
        return omitUndefined({ ...one, seller: { id, name }, customer })
      }),
    )
    return { ...page, items }
  }

  /** What was done lately, newest first, without the calls, which the batches tell of. Throws `app.app_unknown`. */
  async function listHistoryOf(actor: MemberActor, id: Id<'cap'>): Promise<HistoryEntry[]> {
    await getOwn(actor, id)
    return listNewestHistory(db, id, shownHistory, 'connected_app.')
  }

  return {
    listConnectable,
    listOfBuyer,
    listHistoryOf,
    getOfBuyer,
    listAssignments,
    listBatches,
    getBatch,
    listAll,
  }
}
