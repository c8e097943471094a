import type { Id } from '@loggia/kernel'
import type { Facts } from '@loggia/protocol/console'
import { record, setWakeup } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import {
  decideDelisting,
  decideRelisting,
  decideReturn,
  decideSuspension,
  isHeld,
} from '../rules/lifecycle.ts'
import type { Product, ProductState } from '../schema.ts'
import * as store from '../store/index.ts'
import type { createCertificates } from './certificates.ts'
import { lockAny, tellPublic } from './context.ts'
import type { WithMedia } from './context.ts'
import type { createDelistings } from './delistings.ts'
import { suspensionWakeup } from './suspension.ts'

/**
 * R238, R240: a product goes off sale because its interface fails, and can return. *monitoring* decides when; nothing
 * of the product is delisted for good.
 */
export function createInterfaceStops(
  platform: WithMedia,
  {
    delistings,
    certificates,
  }: {
    readonly delistings: Pick<ReturnType<typeof createDelistings>, 'tellStopped' | 'withdrawOpen'>
    readonly certificates: Pick<ReturnType<typeof createCertificates>, 'isOver'>
  },
) {
  const { clock, parties } = platform

  /** Takes a product off sale and out of sight; one that is suspended stays so until the freeze is over, too. */
  async function freeze(tx: Tx, productId: Id<'prd'>): Promise<void> {
    const product = await lockAny(tx, productId)
    if (product.interfaceFrozen) return
    const frozen: Product = { ...product, interfaceFrozen: true }
    if (product.state === 'suspended')
      return write(tx, 'product.frozen', { product: frozen, to: product.state })
    const state = decideSuspension(product)
    await delistings.tellStopped(tx, { productId })
    await write(tx, 'product.frozen', { product: frozen, to: state })
  }

  /** A suspension for another reason goes on. */
  async function unfreeze(tx: Tx, productId: Id<'prd'>): Promise<void> {
    const { interfaceFrozen, ...product } = await lockAny(tx, productId)
    if (!interfaceFrozen) return
    const state = isHeld(product)
      ? product.state
      : decideReturn(product, await certificates.isOver(tx, productId))
    await write(tx, 'product.unfrozen', { product, to: state })
  }

  /** An operator's suspension runs on meanwhile (R53). Throws `catalog.not_delistable`. */
  async function delistForInterface(
    tx: Tx,
    productId: Id<'prd'>,
    data: Omit<Facts['product.interface_delisted'], 'from' | 'to'>,
  ): Promise<void> {
    const product = await lockAny(tx, productId)
    const state = decideDelisting(product)
    await delistings.withdrawOpen(tx, product)
    await delistings.tellStopped(tx, { productId })
    const { sellerSuspended: _over, interfaceFrozen: _too, ...rest } = product
    await store.saveState(tx, { ...rest, state, interfaceDelisted: true }, clock.now())
    await setWakeup(tx, { kind: suspensionWakeup, subject: productId }, undefined)
    await record(tx, 'product.interface_delisted', {
      subject: productId,
      data: { from: product.state, to: state, ...data },
    })
    await tellPublic(tx, productId, product.state, state)
  }

  /**
   * A suspension that is not over goes on. Locks the seller before the product, as its suspension does. Throws `catalog.not_relistable`,
   * `parties.seller_suspended`.
   */
  async function relist(tx: Tx, productId: Id<'prd'>): Promise<void> {
    const found = await store.find(tx, productId)
    if (found) await parties.requireSellerActive(tx, found.sellerId)
    const product = await lockAny(tx, productId)
    const state = decideRelisting(product, await certificates.isOver(tx, productId))
    const { interfaceDelisted: _over, suspendedUntil, ...rest } = product
    if (suspendedUntil === undefined || suspendedUntil <= clock.now())
      return write(tx, 'product.relisted', { product: rest, to: state })
    await setWakeup(tx, { kind: suspensionWakeup, subject: productId }, suspendedUntil)
    await write(tx, 'product.relisted', { product: { ...rest, suspendedUntil }, to: 'suspended' })
  }

  async function write(
    tx: Tx,
    kind: 'product.frozen' | 'product.unfrozen' | 'product.relisted',
    { product, to }: { readonly product: Product; readonly to: ProductState },
  ): Promise<void> {
    const { id: subject, state: from } = product
    await store.saveState(tx, { ...product, state: to }, clock.now())
    await record(tx, kind, { subject, data: { from, to } })
    await tellPublic(tx, subject, from, to)
  }

  return { freeze, unfreeze, delistForInterface, relist }
}
