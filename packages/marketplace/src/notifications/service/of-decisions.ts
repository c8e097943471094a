import { defined } from '@loggia/kernel'
import type { AddressDecided } from '../../access/index.ts'
import { presentVerdict } from '../../calls/index.ts'
import type { ProductTold } from '../../catalog/index.ts'
import type { ChangeNotAnswered } from '../../quotes/index.ts'
import { timeToWire } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import { raise } from './context.ts'
import type { NotificationContext } from './context.ts'

export const tellAddressDecided = (
  context: NotificationContext,
  tx: Tx,
  { addressId, sellerId, url, approved, reason }: AddressDecided,
): Promise<void> =>
  raise(context, tx, {
    kind: 'address_decided',
    to: { kind: 'seller', id: sellerId },
    subject: addressId,
    data: defined({ url, approved, reason }),
  })

export const tellProductDecided = (
  context: NotificationContext,
  tx: Tx,
  { productId, sellerId, name, application, approved, reason }: ProductTold<'product.decided'>,
): Promise<void> =>
  raise(context, tx, {
    kind: 'product_decided',
    to: { kind: 'seller', id: sellerId },
    subject: productId,
    data: defined({ name, application, approved, reason }),
  })

/** R53: a suspension and its end come from others than the seller. */
export const tellProductSuspended = (
  context: NotificationContext,
  tx: Tx,
  { productId, sellerId, name, until, reason }: ProductTold<'product.suspended'>,
): Promise<void> =>
  raise(context, tx, {
    kind: 'product_suspended',
    to: { kind: 'seller', id: sellerId },
    subject: productId,
    data: { name, until: timeToWire(until), reason },
  })

export const tellProductReturned = (
  context: NotificationContext,
  tx: Tx,
  { productId, sellerId, name }: ProductTold<'product.returned'>,
): Promise<void> =>
  raise(context, tx, {
    kind: 'product_returned',
    to: { kind: 'seller', id: sellerId },
    subject: productId,
    data: { name },
  })

/** R57: thirty days before a certificate ends, and when it has. */
export const tellCertificate = (
  context: NotificationContext,
  tx: Tx,
  { productId, sellerId, name, what, certificates }: ProductTold<'product.certificate_told'>,
): Promise<void> =>
  raise(context, tx, {
    kind: what === 'expired' ? 'certificate_expired' : 'certificate_expiring',
    to: { kind: 'seller', id: sellerId },
    subject: productId,
    data: { productId, name, certificates },
  })

export const tellProductTakenOff = (
  context: NotificationContext,
  tx: Tx,
  { productId, sellerId, name, reason }: ProductTold<'product.taken_off'>,
): Promise<void> =>
  raise(context, tx, {
    kind: 'product_taken_off',
    to: { kind: 'seller', id: sellerId },
    subject: productId,
    data: { name, reason },
  })

/** R119: the product offers changes at renewal, and its server does not answer whether one can be made. */
export const tellChangeNotAnswered = (
  context: NotificationContext,
  tx: Tx,
  { productId, sellerId, name, verdict }: ChangeNotAnswered,
): Promise<void> =>
  raise(context, tx, {
    kind: 'change_check_unanswered',
    to: { kind: 'seller', id: sellerId },
    subject: productId,
    data: { productId, name, verdict: presentVerdict(verdict) },
  })

/** R30: nobody can order it until there is more. */
export const tellSoldOut = (
  context: NotificationContext,
  tx: Tx,
  { productId, sellerId, name, specification }: ProductTold<'product.sold_out'>,
): Promise<void> =>
  raise(context, tx, {
    kind: 'sold_out',
    to: { kind: 'seller', id: sellerId },
    subject: specification.id,
    data: { productId, name, specification: specification.name },
  })
