import { omitUndefined } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { notify, record, setWakeup } from '../../platform/index.ts'
import type { Db, Platform, Tx } from '../../platform/index.ts'
import { decideNotices, hasExpired, listValidCertificates } from '../rules/certificates.ts'
import type { Certificate, Product } from '../schema.ts'
import * as store from '../store/index.ts'
import { tellPublic } from './context.ts'

export const certificatesWakeup = 'catalog.certificates'

/** R57: notices and hiding when certificates of a product expire. */
export function createCertificates(platform: Platform) {
  const { clock, zone } = platform
  const setting = () => ({ now: clock.now(), zone })

  const isOver = async (from: Db, productId: Id<'prd'>): Promise<boolean> =>
    hasExpired((await store.getCertificates(from, productId)).certificates, setting())

  /** Schedules the wake-up of a product that is on sale now, or again. */
  async function watch(tx: Tx, productId: Id<'prd'>): Promise<void> {
    const { certificates } = await store.getCertificates(tx, productId)
    const isDated = certificates.some(({ validUntil }) => validUntil !== undefined)
    await setWakeup(tx, { kind: certificatesWakeup, subject: productId }, isDated ? clock.now() : undefined)
  }

  /** Sends the notices that are due, and hides a listed product with an expired certificate. */
  async function lookAtCertificates(tx: Tx, productId: Id<'prd'>, now: Instant): Promise<void> {
    const product = await store.lock(tx, productId)
    if (!product || !['listed', 'hidden', 'suspended'].includes(product.state)) return
    const { certificates, told: before } = await store.getCertificates(tx, productId)
    const { due, told: after, nextAt } = decideNotices(certificates, before, { now, zone })
    await store.saveCertificatesTold(tx, productId, after)
    if (due.expiring.length > 0) await tell(tx, product, { what: 'expiring', of: due.expiring })
    if (due.expired.length > 0) await expire(tx, product, due.expired)
    await setWakeup(tx, { kind: certificatesWakeup, subject: productId }, nextAt)
  }

  /**
   * Leaves `product.hidden`, the seller's choice, unchanged: a change with a valid certificate lists the product again.
   */
  async function expire(tx: Tx, product: Product, expired: readonly Certificate[]): Promise<void> {
    const state = product.state === 'listed' ? 'hidden' : product.state
    await store.saveState(tx, { ...product, state }, clock.now())
    await tell(tx, { ...product, state }, { what: 'expired', of: expired, from: product.state })
    await tellPublic(tx, product.id, product.state, state)
  }

  async function tell(
    tx: Tx,
    { id: productId, sellerId, name, state }: Product,
    {
      what,
      of,
      from,
    }: {
      readonly what: 'expiring' | 'expired'
      readonly of: readonly Certificate[]
      readonly from?: Product['state']
    },
  ): Promise<void> {
    const certificates = of.map(({ kind, number, validUntil }) => omitUndefined({ kind, number, validUntil }))
    await record(tx, what === 'expired' ? 'product.certificate_expired' : 'product.certificate_expiring', {
      subject: productId,
      data: { certificates, ...(from !== undefined && from !== state && { from, to: state }) },
    })
    await notify(
      tx,
      what === 'expired' ? 'certificate_expired' : 'certificate_expiring',
      { kind: 'seller', id: sellerId },
      { subject: productId, data: { productId, name, certificates } },
    )
  }

  /** Those that are valid now. */
  const listValid = (certificates: readonly Certificate[]): Certificate[] =>
    listValidCertificates(certificates, setting())

  return { isOver, watch, lookAtCertificates, listValid }
}
