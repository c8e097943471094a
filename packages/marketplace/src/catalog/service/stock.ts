import type { Id } from '@loggia/kernel'
import { requireSeller } from '../../parties/index.ts'
import { runInTx, notify, record } from '../../platform/index.ts'
import type { Db, MemberActor, MemberRequest, Platform, Tx } from '../../platform/index.ts'
import { catalogProblems } from '../problems.ts'
import * as store from '../store/index.ts'
import { lockOwn } from './context.ts'

type Place = { readonly productId: Id<'prd'>; readonly specificationId: Id<'spc'> }
/** The change of a stock and what is left, as recorded in history. */
const amountsOf = (change: bigint, left: bigint) => ({ change: change.toString(), left: left.toString() })

/** The stock of a specification (R30): a number that cannot fall below zero, with its history. */
export function createStock(platform: Platform) {
  async function requireOwnSpecification(from: Db, actor: MemberActor, of: Place): Promise<void> {
    const product = await store.find(from, of.productId)
    if (product?.sellerId !== requireSeller(actor))
      throw catalogProblems.product_not_found({ productId: of.productId })
    const known = await store.listSpecifications(from, of.productId)
    if (!known.some(({ id }) => id === of.specificationId)) throw catalogProblems.specification_unknown(of)
  }

  /** Adds to a stock or takes from it, with a remark. The first change creates the stock (R30). */
  const restock = (
    request: MemberRequest,
    of: Place,
    ask: { readonly change: number; readonly remark: string },
  ): Promise<{ units: number }> =>
    runInTx(platform, request, async (tx) => {
      const { actor } = request
      const product = await lockOwn(tx, actor, of.productId)
      await requireOwnSpecification(tx, actor, of)
      if (product.state !== 'listed' && product.state !== 'hidden') throw catalogProblems.stock_only_listed()
      const change = BigInt(ask.change)
      const left = await store.changeStock(tx, of.specificationId, { change, first: true })
      if (left === undefined) {
        const now = await store.findStock(tx, of.specificationId)
        throw catalogProblems.stock_below_zero({ left: Number(now ?? 0n) })
      }
      await record(tx, 'stock.changed', {
        subject: of.specificationId,
        data: { ...amountsOf(change, left), remark: ask.remark },
      })
      return { units: Number(left) }
    })

  /** Takes units. Returns false if the specification has no stock; throws `catalog.stock_insufficient`. */
  async function takeUnits(tx: Tx, of: store.Units): Promise<boolean> {
    const { specificationId, units, orderLineId } = of
    const left = await store.changeStock(tx, specificationId, { change: -units })
    if (left === undefined) return requireUnits(tx, of)
    await record(tx, 'stock.taken', {
      subject: specificationId,
      data: { ...amountsOf(-units, left), orderLineId },
    })
    if (left === 0n) await tellSoldOut(tx, of)
    return true
  }

  /** Whether the specification has a stock (R30). */
  const isCounted = async (tx: Tx, specificationId: Id<'spc'>): Promise<boolean> =>
    typeof (await store.findStock(tx, specificationId)) === 'bigint'

  /** Like `takeUnits`, without taking. */
  async function requireUnits(tx: Tx, { specificationId, units }: store.Units): Promise<boolean> {
    const now = await store.findStock(tx, specificationId)
    if (now === null || now === undefined) return false
    if (now < units) throw catalogProblems.stock_insufficient({ left: Number(now) })
    return true
  }

  async function giveBack(tx: Tx, { specificationId, units }: store.Units): Promise<void> {
    const left = await store.changeStock(tx, specificationId, { change: units, first: true })
    if (left === undefined) throw new Error(`The stock of ${specificationId} could not take ${units} back`)
    await record(tx, 'stock.freed', { subject: specificationId, data: amountsOf(units, left) })
  }

  async function tellSoldOut(tx: Tx, { productId, specificationId }: store.Units): Promise<void> {
    const product = await store.find(tx, productId)
    const specifications = await store.listSpecifications(tx, productId)
    const found = specifications.find(({ id }) => id === specificationId)
    if (!product || !found) throw new Error(`There is no specification ${specificationId}`)
    await notify(
      tx,
      'sold_out',
      { kind: 'seller', id: product.sellerId },
      { subject: found.id, data: { productId, name: product.name, specification: found.name } },
    )
  }

  return { restock, isCounted, takeUnits, requireUnits, giveBack }
}
