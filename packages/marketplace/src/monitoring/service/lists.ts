import { omitUndefined, toPage } from '@loggia/kernel'
import type { Id, Page, PageRequest } from '@loggia/kernel'
import type { InterfaceCheck } from '@loggia/protocol/console'
import { consequenceRules } from '@loggia/protocol/console/monitoring/kinds'
import { catalogProblems, getProduct, listProducts } from '../../catalog/index.ts'
import type { Product } from '../../catalog/index.ts'
import type { Debugging } from '../../debugging/index.ts'
import { requireOperator, requireSeller } from '../../parties/index.ts'
import type { Parties } from '../../parties/index.ts'
import { toWireTime } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { monitoringProblems } from '../problems.ts'
import {
  countOrders,
  decideStanding,
  dropEnded,
  listComing,
  mayAskRelisting,
  mayCheck,
  toMonth,
} from '../rules.ts'
import type {
  NextRule,
  ConsequenceRule,
  DialCall,
  DialTest,
  DialTestState,
  Standing,
  Watch,
} from '../schema.ts'
import * as store from '../store/index.ts'
import type { MonitoringContext } from './context.ts'
import { formatCallPlace } from './running.ts'

export type Reader = 'seller' | 'operator'
type Seller = Awaited<ReturnType<Parties['getSeller']>>
/** A watched product, with where it stands and what comes next. */
export type ShownWatch = {
  readonly watch: Watch
  readonly standing: Standing
  readonly product: Product
  readonly seller: Seller
  readonly orders: { readonly month: string; readonly failed: number }
  readonly last?: DialTest
  readonly coming: readonly NextRule[]
  readonly mayCheck: boolean
  readonly mayAskRelisting: boolean
}
export type ShownRule = ConsequenceRule & { readonly isReached: boolean; readonly at?: NextRule['at'] }
export type ShownTest = { readonly test: DialTest; readonly product: Product; readonly seller: Seller }
export type ShownCall = DialCall & ReturnType<Debugging['showSealed']>

type WatchAsk = PageRequest & {
  readonly standing?: Standing | undefined
  readonly sellerId?: Id<'sel'> | undefined
}
type TestAsk = PageRequest & {
  readonly productId?: Id<'prd'> | undefined
  readonly state?: DialTestState | undefined
  readonly sellerId?: Id<'sel'> | undefined
}

/** Watched products and their tests, as their seller and operators see them. */
export function createLists(context: MonitoringContext) {
  const { clock, db, debugging, parties, zone } = context

  /** What buyers see of the dial tests of a product or a seller; undefined before the first. */
  async function findCheck(of: Id<'prd'> | Id<'sel'>): Promise<InterfaceCheck | undefined> {
    const found = await store.findCheck(db, of)
    return found && { ...found, at: toWireTime(found.at) }
  }

  /** Sellers see their own, operators those of any seller. */
  function scopeOf(actor: MemberActor, reader: Reader, asked?: Id<'sel'>): Id<'sel'> | undefined {
    if (reader === 'seller') return requireSeller(actor)
    requireOperator(actor)
    return asked
  }

  /** The products of these rows, and their sellers. */
  async function createFinder(rows: readonly Pick<Watch, 'productId' | 'sellerId'>[]) {
    const ids = [...new Set(rows.map(({ productId }) => productId))]
    const sellerIds = [...new Set(rows.map(({ sellerId }) => sellerId))]
    const products = new Map((await listProducts(db, { ids })).map((one) => [one.id, one]))
    const sellerOf = await parties.getSellers(db, sellerIds)
    return ({ productId, sellerId }: Pick<Watch, 'productId' | 'sellerId'>) => {
      const product = products.get(productId)
      if (!product) throw new Error(`There is no product ${productId}`)
      return { product, seller: sellerOf(sellerId) }
    }
  }

  async function describe(rows: readonly store.StandingWatch[]): Promise<ShownWatch[]> {
    const watches = rows.map(({ watch }) => watch)
    const of = await createFinder(watches)
    const checking = await store.listChecking(
      db,
      watches.map(({ productId }) => productId),
    )
    const tests = await store.listTestsById(
      db,
      watches.flatMap(({ last }) => last?.id ?? []),
    )
    const now = clock.now()
    const month = toMonth(now, zone)
    return rows.map(({ watch, standing }) => {
      const last = tests.find(({ id }) => id === watch.last?.id)
      const { product, seller } = of(watch)
      return omitUndefined({
        watch: dropEnded(watch, now),
        standing,
        product,
        seller,
        orders: { month, failed: countOrders(watch, month) },
        last,
        coming: findNearest(listComing(watch, now, zone)),
        mayCheck: mayCheck(watch, product, checking.has(watch.productId)),
        mayAskRelisting: mayAskRelisting(watch),
      })
    })
  }

  async function listWatches(
    actor: MemberActor,
    reader: Reader,
    { sellerId, ...asked }: WatchAsk,
  ): Promise<Page<ShownWatch>> {
    const scope = scopeOf(actor, reader, sellerId)
    const rows = await store.listWatches(db, { ...asked, sellerId: scope })
    const page = toPage(rows, asked.limit, { item: (row) => row, cursor: ({ watch }) => watch.productId })
    return { ...page, items: await describe(page.items) }
  }

  /**
   * For its seller, a product that is not watched has an empty watch. Throws `catalog.product_not_found`, also for
   * somebody else's, and for operators `monitoring.not_watched`.
   */
  async function findWatch(productId: Id<'prd'>, scope: Id<'sel'> | undefined): Promise<Watch> {
    const { sellerId } = await getProduct(db, productId)
    if (scope !== undefined && sellerId !== scope) throw catalogProblems.product_not_found({ productId })
    const watch = await store.findWatch(db, productId)
    if (watch) return watch
    if (scope === undefined) throw monitoringProblems.not_watched({ productId })
    return { productId, sellerId, hasCases: await debugging.hasCases(db, productId), failedDays: 0 }
  }

  /** Throws `catalog.product_not_found`, also for somebody else's, and for operators `monitoring.not_watched`. */
  async function getWatch(
    actor: MemberActor,
    reader: Reader,
    productId: Id<'prd'>,
  ): Promise<{ readonly shown: ShownWatch; readonly rules: readonly ShownRule[] }> {
    const watch = await findWatch(productId, scopeOf(actor, reader))
    const now = clock.now()
    const standing = decideStanding(watch, toMonth(now, zone))
    const [shown] = await describe([{ watch, standing }])
    if (!shown) throw monitoringProblems.not_watched({ productId })
    return { shown, rules: listRules(shown, listComing(watch, now, zone)) }
  }

  async function listTests(
    actor: MemberActor,
    reader: Reader,
    { sellerId, ...asked }: TestAsk,
  ): Promise<Page<ShownTest>> {
    const scope = scopeOf(actor, reader, sellerId)
    const rows = await store.listTests(db, { ...asked, sellerId: scope })
    const of = await createFinder(rows)
    return toPage(rows, asked.limit, {
      item: (test) => ({ test, ...of(test) }),
      cursor: ({ id }) => id,
    })
  }

  /** A test with its calls, secrets masked. Throws `monitoring.test_not_found`, also for somebody else's. */
  async function getTest(
    actor: MemberActor,
    reader: Reader,
    dialTestId: Id<'dlt'>,
  ): Promise<ShownTest & { readonly calls: readonly ShownCall[] }> {
    const scope = scopeOf(actor, reader)
    const test = await store.findTest(db, dialTestId)
    if (!test || (scope !== undefined && test.sellerId !== scope))
      throw monitoringProblems.test_not_found({ dialTestId })
    const of = await createFinder([test])
    const calls = await store.listCalls(db, dialTestId)
    return {
      test,
      ...of(test),
      calls: calls.map(({ call, sealed }) => ({
        ...call,
        ...debugging.showSealed(formatCallPlace(dialTestId, call.scene), call.protocol, sealed),
      })),
    }
  }

  return { listWatches, getWatch, listTests, getTest, findCheck }
}

/** The next rule of each cause. */
const findNearest = (all: readonly NextRule[]): NextRule[] =>
  (['days', 'orders'] as const).flatMap((cause) => all.find((one) => one.cause === cause) ?? [])

function listRules({ watch, orders }: ShownWatch, coming: readonly NextRule[]): ShownRule[] {
  return consequenceRules.map((rule) => {
    const at = coming.find(({ cause, after }) => cause === rule.cause && after === rule.after)?.at
    const failures = rule.cause === 'days' ? watch.failedDays : orders.failed
    return omitUndefined({ ...rule, isReached: failures >= rule.after, at })
  })
}
