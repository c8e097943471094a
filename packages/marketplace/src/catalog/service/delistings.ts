import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { emit, record, setWakeup } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import { decideDelisted, requireDelistable } from '../rules/delisting.ts'
import { decideFinalDelisting } from '../rules/lifecycle.ts'
import type { Application, Product, ProductState, ProductTold } from '../schema.ts'
import type { Facts } from '@loggia/protocol/console'
import * as store from '../store/index.ts'
import { showPictures, tellPublic } from './context.ts'
import type { WithMedia } from './context.ts'
import { suspensionWakeup } from './suspension.ts'

/** R50: delisting, by a seller's application or by an operator. */
export function createDelistings(platform: WithMedia) {
  const { clock } = platform

  /** Must run before the delisting is written: the handler looks for what could be bought until now. */
  const tellStopped = (tx: Tx, of: Omit<ProductTold<'product.stopped'>, 'type'>): Promise<void> =>
    emit<ProductTold<'product.stopped'>>(tx, { type: 'product.stopped', ...of })

  const partsOf = async (tx: Tx, productId: Id<'prd'>) => ({
    specifications: await store.listSpecifications(tx, productId),
    skus: await store.listSkus(tx, productId),
  })

  /** Throws if a specification or sku does not exist, or is delisted already. */
  const requireOnSale = async (
    tx: Tx,
    productId: Id<'prd'>,
    ask: Pick<Application, 'specificationIds' | 'skus'>,
  ): Promise<void> => requireDelistable(await partsOf(tx, productId), ask)

  async function approve(
    tx: Tx,
    { product, application }: { readonly product: Product; readonly application: Application },
  ): Promise<ProductState> {
    const { id: productId } = product
    const { skus, evidence } = application
    const decided = decideDelisted(await partsOf(tx, productId), application)
    const whole = await store.listSkuIds(tx, decided.specificationIds)
    await tellStopped(tx, { productId, skuIds: [...whole, ...decided.skuIds] })
    await store.delistSkus(tx, decided.skuIds, clock.now())
    await store.delistSpecifications(tx, decided.specificationIds, clock.now())
    const data = omitUndefined({ applicationId: application.id, reason: application.reason, evidence, skus })
    if (decided.all) return write(tx, product, data)
    const { specificationIds } = decided
    await record(
      tx,
      specificationIds.length > 0 ? 'product.specifications_delisted' : 'product.skus_delisted',
      {
        subject: productId,
        data: omitUndefined({
          ...data,
          specificationIds: specificationIds.length > 0 ? specificationIds : undefined,
        }),
      },
    )
    await tellPublic(tx, productId, product.state, product.state)
    return product.state
  }

  /** Delists the whole product with all its specifications. */
  async function delistWhole(
    tx: Tx,
    product: Product,
    data: Omit<Facts['product.delisted'], 'from' | 'to'>,
  ): Promise<ProductState> {
    await tellStopped(tx, { productId: product.id })
    const specifications = await store.listSpecifications(tx, product.id)
    const ids = specifications.map(({ id }) => id)
    await store.delistSpecifications(tx, ids, clock.now())
    return write(tx, product, data)
  }

  /** An application in review is withdrawn when the whole product is delisted. */
  async function withdrawOpen(tx: Tx, { id, sellerId }: Product): Promise<void> {
    const open = await store.lockOpenApplication(tx, id)
    if (!open) return
    await store.saveApplication(tx, { ...open, state: 'withdrawn' })
    await showPictures(platform, tx, { sellerId, subject: open.id })
  }

  async function write(
    tx: Tx,
    product: Product,
    data: Omit<Facts['product.delisted'], 'from' | 'to'>,
  ): Promise<ProductState> {
    const { suspendedUntil: _over, sellerSuspended: _too, interfaceFrozen: _also, ...others } = product
    const { interfaceDelisted: _for, ...rest } = others
    const state = decideFinalDelisting(product)
    await store.saveState(tx, { ...rest, state }, clock.now())
    await setWakeup(tx, { kind: suspensionWakeup, subject: product.id }, undefined)
    await record(tx, 'product.delisted', {
      subject: product.id,
      data: { from: product.state, to: state, ...data },
    })
    await tellPublic(tx, product.id, product.state, state)
    return state
  }

  return { tellStopped, requireOnSale, approve, delistWhole, withdrawOpen }
}
