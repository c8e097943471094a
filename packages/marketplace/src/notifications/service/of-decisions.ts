import type { AddressDecided } from '../../access/index.ts'
import type { ProductTold } from '../../catalog/index.ts'
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
    data: { url, approved, ...(reason !== undefined && { reason }) },
  })

export const tellProductDecided = (
  context: NotificationContext,
  tx: Tx,
  { productId, sellerId, name, approved, reason }: ProductTold<'product.decided'>,
): Promise<void> =>
  raise(context, tx, {
    kind: 'product_decided',
    to: { kind: 'seller', id: sellerId },
    subject: productId,
    data: { name, approved, ...(reason !== undefined && { reason }) },
  })
