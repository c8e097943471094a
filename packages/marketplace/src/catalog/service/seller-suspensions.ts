import type { Id } from '@loggia/kernel'
import { record } from '../../platform/index.ts'
import type { Platform, Tx } from '../../platform/index.ts'
import { decideReturn, decideSuspension, isHeld } from '../rules/lifecycle.ts'
import type { Product, ProductState } from '../schema.ts'
import * as store from '../store/index.ts'
import { tellPublic } from './context.ts'
import type { createCertificates } from './certificates.ts'
import type { createDelistings } from './delistings.ts'

/** The products of a suspended seller go off sale as if each were suspended (R53), and return with it. */
export function createSellerSuspensions(
  { clock }: Pick<Platform, 'clock'>,
  {
    delistings,
    certificates,
  }: {
    readonly delistings: Pick<ReturnType<typeof createDelistings>, 'tellStopped'>
    readonly certificates: Pick<ReturnType<typeof createCertificates>, 'isOver'>
  },
) {
  async function hearSellerSuspended(tx: Tx, sellerId: Id<'sel'>): Promise<void> {
    for (const product of await store.lockBySeller(tx, sellerId)) {
      const { id: productId } = product
      if (product.state === 'suspended')
        await store.saveState(tx, { ...product, sellerSuspended: true }, clock.now())
      else if (product.state === 'listed' || product.state === 'hidden') {
        await delistings.tellStopped(tx, { productId })
        await move(tx, { ...product, sellerSuspended: true }, decideSuspension(product))
      }
    }
  }

  async function hearSellerReinstated(tx: Tx, sellerId: Id<'sel'>): Promise<void> {
    for (const product of await store.lockBySeller(tx, sellerId)) {
      const { sellerSuspended, ...rest } = product
      if (!sellerSuspended) continue
      // A suspension of its own goes on, and so does a freeze of its interface.
      if (isHeld(rest)) await store.saveState(tx, rest, clock.now())
      else await move(tx, rest, decideReturn(product, await certificates.isOver(tx, product.id)))
    }
  }

  async function move(tx: Tx, product: Product, to: ProductState): Promise<void> {
    const { id: subject, state: from } = product
    await store.saveState(tx, { ...product, state: to }, clock.now())
    await record(tx, to === 'suspended' ? 'product.seller_suspended' : 'product.seller_reinstated', {
      subject,
      data: { from, to },
    })
    await tellPublic(tx, subject, from, to)
  }

  return { hearSellerSuspended, hearSellerReinstated }
}
