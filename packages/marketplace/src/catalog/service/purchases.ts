import { addMs, fromHours } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { Platform, Tx } from '../../platform/index.ts'
import { catalogProblems } from '../problems.ts'
import {
  requireAudience,
  requirePurchaseLeft,
  requireTrialAudience,
  requireVerified,
} from '../rules/sales.ts'
import type { Buyer, BuyerAudience, Purchasable, Taken, TakenStock } from '../schema.ts'
import * as store from '../store/index.ts'
import type { createSales } from './sales.ts'
import type { createStock } from './stock.ts'

/** R61: how long after an unpaid hold a specification is not held again for the same buyer. */
const afterHoldMs = fromHours(24)

/** Units added to a service. `isPurchase`: a trial becomes paid. */
type More = {
  readonly buyerId: Id<'byr'>
  readonly priceItemId: Id<'pri'>
  readonly units: number
  readonly isPurchase: boolean
}

type Parts = {
  readonly sales: Pick<ReturnType<typeof createSales>, 'lockStop' | 'getPurchasable'>
  readonly stock: Pick<
    ReturnType<typeof createStock>,
    'isCounted' | 'takeUnits' | 'requireUnits' | 'giveBack'
  >
}

/** What order lines take: it counts for limits, trials and stock until it is freed. */
export function createPurchases(platform: Platform, { sales, stock }: Parts) {
  /**
   * Takes what an order buys. Throws for verification (R4), audience or region (R5, R31, R32), a limit (R29), a trial
   * that was used before (R28), or too little stock (R30).
   */
  async function take(
    tx: Tx,
    buyerId: Id<'byr'>,
    lines: readonly Omit<Taken, 'buyerId'>[],
  ): Promise<TakenStock> {
    const traits = await store.findTraits(tx, buyerId)
    await requireNoStop(tx, lines)
    let taken: TakenStock = { counted: false, held: false }
    // Sorted by specification, so that two orders of the same specifications do not deadlock.
    const sorted = [...lines].sort((a, b) =>
      a.purchasable.specification.id < b.purchasable.specification.id ? -1 : 1,
    )
    for (const line of sorted) {
      const owns = await store.listOwned(tx, buyerId, relatedOf(line.purchasable))
      const buyer: Buyer = { id: buyerId, ...traits, owns }
      requireVerified(line.purchasable, buyer)
      requireAudience(line.purchasable, buyer)
      if (line.ask.trial) requireTrialAudience(line.purchasable, buyerId)
      const one = await takeOne(tx, { ...line, buyerId })
      taken = { counted: taken.counted || one.counted, held: taken.held || one.held }
    }
    return taken
  }

  /** Checked again under lock: a product stopped since it was read would leave an order that nobody cancels. */
  async function requireNoStop(tx: Tx, lines: readonly Omit<Taken, 'buyerId'>[]): Promise<void> {
    const stop = await sales.lockStop(
      tx,
      lines.map(({ purchasable: { product, sku } }) => ({ productId: product.id, skuId: sku.id })),
    )
    if (stop) throw catalogProblems.not_on_sale({ state: stop.why })
  }

  const relatedOf = ({ product, specification }: Purchasable): string[] =>
    [product.audience, specification.audience].flatMap((audience?: BuyerAudience) =>
      audience?.kind === 'owners' ? [audience.productId] : [],
    )

  async function takeOne(tx: Tx, line: Taken): Promise<TakenStock> {
    const { orderLineId, buyerId, purchasable, ask } = line
    const { product, specification } = purchasable
    if (specification.maxPurchases !== undefined && !ask.trial) {
      await store.waitForTurn(tx, buyerId, specification.id)
      requirePurchaseLeft(purchasable, await store.countPurchases(tx, buyerId, specification.id))
    }
    const { counted, held } = await hold(tx, line)
    const isNew = await store.insertPurchase(tx, {
      order_line_id: orderLineId,
      buyer_id: buyerId,
      product_id: product.id,
      specification_id: specification.id,
      trial: ask.trial ?? false,
      stock_taken: held ? BigInt(ask.quantity) : null,
      stock_due: counted && !held ? BigInt(ask.quantity) : null,
      counts: true,
      state: 'held',
    })
    if (!isNew) throw catalogProblems.trial_used({ productId: product.id })
    return { counted, held }
  }

  /**
   * R30, R61: holds stock for a line that is not paid yet, unless the buyer recently had a hold without paying: unpaid
   * orders could otherwise keep the stock from others forever. A trial takes no stock.
   */
  async function hold(
    tx: Tx,
    { orderLineId, buyerId, purchasable: { product, specification }, ask }: Taken,
  ): Promise<TakenStock> {
    if (ask.trial) return { counted: false, held: false }
    const specificationId = specification.id
    if (!(await stock.isCounted(tx, specificationId))) return { counted: false, held: false }
    const of = { orderLineId, productId: product.id, specificationId, units: BigInt(ask.quantity) }
    const since = addMs(platform.clock.now(), -afterHoldMs)
    if (await store.hasHeldInVain(tx, { buyerId, specificationId, since }))
      return { counted: await stock.requireUnits(tx, of), held: false }
    const held = await stock.takeUnits(tx, of)
    return { counted: held, held }
  }

  /** Cancelled, expired and refunded lines give back what they took. `inVain`: they were never paid. */
  async function free(
    tx: Tx,
    lineIds: readonly Id<'orl'>[],
    { inVain = false }: { readonly inVain?: boolean } = {},
  ): Promise<void> {
    for (const units of await store.freePurchases(tx, lineIds, inVain ? platform.clock.now() : undefined))
      await stock.giveBack(tx, units)
  }

  /** R61: ends the hold of these lines; they take the stock when they are paid. */
  async function release(tx: Tx, lineIds: readonly Id<'orl'>[]): Promise<void> {
    for (const units of await store.releasePurchases(tx, lineIds, platform.clock.now()))
      await stock.giveBack(tx, units)
  }

  /** Paid lines take the stock that is not held for them; throws `catalog.stock_insufficient`. */
  async function keep(tx: Tx, lineIds: readonly Id<'orl'>[]): Promise<void> {
    for (const units of await store.setPaid(tx, lineIds)) {
      await stock.takeUnits(tx, units)
      await store.setTaken(tx, units.orderLineId)
    }
  }

  const unitsOf = ({ product, specification }: Purchasable, units: number, orderLineId: Id<'orl'>) => ({
    orderLineId,
    productId: product.id,
    specificationId: specification.id,
    units: BigInt(units),
  })

  async function lockMore(tx: Tx, { buyerId, priceItemId, isPurchase }: More): Promise<Purchasable> {
    const purchasable = await sales.getPurchasable(tx, priceItemId)
    const { id, maxPurchases } = purchasable.specification
    if (!isPurchase || maxPurchases === undefined) return purchasable
    await store.waitForTurn(tx, buyerId, id)
    requirePurchaseLeft(purchasable, await store.countPurchases(tx, buyerId, id))
    return purchasable
  }

  /** Throws if {@link takeMore} would throw now. */
  async function requireMore(tx: Tx, more: More): Promise<void> {
    const purchasable = await lockMore(tx, more)
    if (more.units > 0) await stock.requireUnits(tx, unitsOf(purchasable, more.units, 'orl_none'))
  }

  /**
   * R30: takes the units that paid lines add to existing services. Throws `catalog.stock_insufficient` and, for a
   * purchase, if R29's limit is reached. Sorted by specification, so that two payments do not deadlock.
   */
  async function takeMore(
    tx: Tx,
    lines: readonly (More & { readonly orderLineId: Id<'orl'> })[],
  ): Promise<void> {
    const found = []
    for (const line of lines) {
      const { specification } = await sales.getPurchasable(tx, line.priceItemId)
      found.push({ line, specificationId: specification.id })
    }
    for (const { line } of found.sort((a, b) => (a.specificationId < b.specificationId ? -1 : 1)))
      await takeOneMore(tx, line)
  }

  async function takeOneMore(tx: Tx, more: More & { readonly orderLineId: Id<'orl'> }): Promise<void> {
    const { orderLineId, buyerId, units, isPurchase } = more
    const purchasable = await lockMore(tx, more)
    const taken = units > 0 && (await stock.takeUnits(tx, unitsOf(purchasable, units, orderLineId)))
    if (!taken && !isPurchase) return
    await store.insertPurchase(tx, {
      order_line_id: orderLineId,
      buyer_id: buyerId,
      product_id: purchasable.product.id,
      specification_id: purchasable.specification.id,
      trial: false,
      stock_taken: taken ? BigInt(units) : null,
      stock_due: null,
      counts: isPurchase,
      state: 'paid',
    })
  }

  return {
    take,
    free,
    release,
    keep,
    requireMore,
    takeMore,
    /** R31: a buyer owns a product while a paid service of it, made by these lines, stands. */
    setStanding: store.setStanding,
  }
}
