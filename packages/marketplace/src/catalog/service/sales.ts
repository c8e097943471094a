import type { Id, Priced } from '@loggia/kernel'
import type { RouteRequest } from '@loggia/protocol/console'
import { requireSeller } from '../../parties/index.ts'
import { emit, inTx } from '../../platform/index.ts'
import type { Db, MemberActor, Platform, Tx, TxRequest } from '../../platform/index.ts'
import { catalogProblems } from '../problems.ts'
import { quote } from '../rules/quote.ts'
import {
  requireAudience,
  requireNarrower,
  requirePurchaseLeft,
  requireTrialAudience,
  requireVerified,
} from '../rules/sales.ts'
import type { Ask, Buyer, BuyerAudience, ProductTold, Purchasable, Taken } from '../schema.ts'
import * as store from '../store/index.ts'
import { lockOwn, tellPublic, told } from './context.ts'

type SaleTerms = RouteRequest<'PUT /api/seller/products/:productId/sale-terms'>['body']

/** To whom, where and how much is sold. */
export function createSales(platform: Platform) {
  const { db } = platform

  /** Throws `catalog.price_item_unknown`; whether it may be bought is {@link quote}'s to say. */
  async function getPurchasable(from: Db, priceItemId: Id<'pri'>): Promise<Purchasable> {
    const purchasable = await store.findPurchasable(from, priceItemId)
    if (!purchasable) throw catalogProblems.price_item_unknown({ priceItemId })
    return purchasable
  }

  /** The price items of the same specification, those that are not offered any more too. */
  const listSiblings = (from: Db, { specification }: Purchasable): Promise<Purchasable[]> =>
    store.listPurchasables(from, specification.id)

  /** What a purchase would cost now, part by part. */
  const getQuote = async (priceItemId: Id<'pri'>, ask: Ask): Promise<Priced> =>
    quote(await getPurchasable(db, priceItemId), ask)

  /** R27, R29, R31, R32: at once and without review, since they change nothing of what is sold. */
  const setSaleTerms = (actor: MemberActor, productId: Id<'prd'>, terms: SaleTerms): Promise<void> =>
    inTx(platform, { actor }, async (tx) => {
      const product = await lockOwn(tx, actor, productId)
      const known = await store.listSpecifications(tx, productId)
      await store.saveSaleTerms(tx, productId, terms)
      for (const { id, name } of known) {
        const own = terms.specifications.find((one) => one.id === id)
        if (own?.audience) requireNarrower(terms.audience, { name: name.zh, audience: own.audience })
        await store.saveSpecificationTerms(tx, id, own ?? {})
      }
      for (const { id: specificationId } of terms.specifications)
        if (!known.some(({ id }) => id === specificationId))
          throw catalogProblems.specification_unknown({ specificationId })
      await told(platform, tx, productId, { kind: 'product.sale_terms_set', data: { ...terms } })
      await tellPublic(tx, productId, product.state, product.state)
    })

  async function requireOwnSpecification(
    from: Db,
    actor: MemberActor,
    of: { readonly productId: Id<'prd'>; readonly specificationId: Id<'spc'> },
  ): Promise<void> {
    const product = await store.find(from, of.productId)
    if (product?.sellerId !== requireSeller(actor))
      throw catalogProblems.product_not_found({ productId: of.productId })
    const known = await store.listSpecifications(from, of.productId)
    if (!known.some(({ id }) => id === of.specificationId)) throw catalogProblems.specification_unknown(of)
  }

  /** Adds to a stock or takes from it, with a remark; the first time begins it (R30). */
  const restock = (
    actor: MemberActor,
    of: { readonly productId: Id<'prd'>; readonly specificationId: Id<'spc'> },
    ask: {
      readonly change: number
      readonly remark: string
      readonly idempotency?: TxRequest['idempotency']
    },
  ): Promise<{ units: number }> =>
    inTx(platform, { actor, ...(ask.idempotency && { idempotency: ask.idempotency }) }, async (tx) => {
      const product = await lockOwn(tx, actor, of.productId)
      await requireOwnSpecification(tx, actor, of)
      if (product.state !== 'listed' && product.state !== 'hidden') throw catalogProblems.stock_only_listed()
      const left = await store.changeStock(tx, of.specificationId, {
        change: BigInt(ask.change),
        first: true,
      })
      if (left === undefined) {
        const now = await store.findStock(tx, of.specificationId)
        throw catalogProblems.stock_below_zero({ left: Number(now ?? 0n) })
      }
      await tellStock(tx, of.specificationId, {
        kind: 'stock.changed',
        change: BigInt(ask.change),
        left,
        remark: ask.remark,
      })
      return { units: Number(left) }
    })

  const tellStock = (
    tx: Tx,
    specificationId: Id<'spc'>,
    {
      kind,
      change,
      left,
      ...more
    }: {
      readonly kind: string
      readonly change: bigint
      readonly left: bigint
      readonly remark?: string
      readonly orderLineId?: string
    },
  ): Promise<void> =>
    told(platform, tx, specificationId, {
      kind,
      data: { change: change.toString(), left: left.toString(), ...more },
    })

  /**
   * An order takes what it buys, or is refused: by verification (R4), by audience and region (R5, R27, R31, R32), by limits (R29), because it was
   * tried before (R28) or there is not enough in stock (R30). Gives whether anything was taken from stock.
   */
  async function take(
    tx: Tx,
    buyerId: Id<'byr'>,
    lines: readonly Omit<Taken, 'buyerId'>[],
  ): Promise<boolean> {
    const traits = await store.findTraits(tx, buyerId)
    let fromStock = false
    // In one order of specifications, so that two orders over the same ones do not wait for each other.
    const sorted = [...lines].sort((a, b) =>
      a.purchasable.specification.id < b.purchasable.specification.id ? -1 : 1,
    )
    for (const line of sorted) {
      const owns = await store.listOwned(tx, buyerId, relatedOf(line.purchasable))
      const buyer: Buyer = { id: buyerId, ...traits, owns }
      requireVerified(line.purchasable, buyer)
      requireAudience(line.purchasable, buyer)
      if (line.ask.trial) requireTrialAudience(line.purchasable, buyerId)
      fromStock = (await takeOne(tx, { ...line, buyerId })) || fromStock
    }
    return fromStock
  }

  const relatedOf = ({ product, specification }: Purchasable): string[] =>
    [product.audience, specification.audience].flatMap((audience?: BuyerAudience) =>
      audience?.kind === 'owners' ? [audience.productId] : [],
    )

  async function takeOne(tx: Tx, { orderLineId, buyerId, purchasable, ask }: Taken): Promise<boolean> {
    const { product, specification } = purchasable
    if (specification.maxPurchases !== undefined) {
      await store.waitForTurn(tx, buyerId, specification.id)
      requirePurchaseLeft(purchasable, await store.countPurchases(tx, buyerId, specification.id))
    }
    const stockTaken = await takeFromStock(tx, { orderLineId, purchasable, ask })
    const isNew = await store.insertPurchase(tx, {
      order_line_id: orderLineId,
      buyer_id: buyerId,
      product_id: product.id,
      specification_id: specification.id,
      trial: ask.trial ?? false,
      stock_taken: stockTaken ?? null,
      state: 'held',
    })
    if (!isNew) throw catalogProblems.trial_used({ productId: product.id })
    return stockTaken !== undefined
  }

  /** A trial takes nothing from stock. */
  async function takeFromStock(
    tx: Tx,
    { orderLineId, purchasable, ask }: Omit<Taken, 'buyerId'>,
  ): Promise<bigint | undefined> {
    if (ask.trial) return undefined
    const { id } = purchasable.specification
    const quantity = BigInt(ask.quantity)
    const left = await store.changeStock(tx, id, { change: -quantity })
    if (left === undefined) {
      const now = await store.findStock(tx, id)
      if (now === null || now === undefined) return undefined
      throw catalogProblems.stock_insufficient({ left: Number(now) })
    }
    await tellStock(tx, id, { kind: 'stock.taken', change: -quantity, left, orderLineId })
    if (left === 0n) await tellSoldOut(tx, purchasable)
    return quantity
  }

  const tellSoldOut = (tx: Tx, { product, specification }: Purchasable): Promise<void> =>
    emit<ProductTold<'product.sold_out'>>(tx, {
      type: 'product.sold_out',
      productId: product.id,
      sellerId: product.sellerId,
      name: product.name,
      specification: { id: specification.id, name: specification.name },
    })

  /** Lines that were cancelled, not paid in time, or refunded give back what they took. */
  async function free(tx: Tx, lineIds: readonly Id<'orl'>[]): Promise<void> {
    for (const { specificationId, stockTaken } of await store.freePurchases(tx, lineIds)) {
      if (stockTaken === null) continue
      const left = await store.changeStock(tx, specificationId, { change: stockTaken, first: true })
      if (left === undefined)
        throw new Error(`The stock of ${specificationId} could not take ${stockTaken} back`)
      await tellStock(tx, specificationId, { kind: 'stock.freed', change: stockTaken, left })
    }
  }

  /** Lines that are paid count as owned (R31). */
  const keep = (tx: Tx, lineIds: readonly Id<'orl'>[]): Promise<void> => store.setPaid(tx, lineIds)

  return { getPurchasable, listSiblings, getQuote, setSaleTerms, restock, take, free, keep }
}
