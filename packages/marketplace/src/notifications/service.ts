import { toPage } from '@loggia/kernel'
import type { Page, PageRequest } from '@loggia/kernel'
import type { AddressDecided } from '../access/index.ts'
import type { ProductDecided } from '../catalog/index.ts'
import { moneyToWire } from '../platform/index.ts'
import type { Platform, Tx } from '../platform/index.ts'
import type { AccessDataMissing, OpeningFailed, ReleaseFailed } from '../provisioning/index.ts'
import type { OrderRefunded } from '../refunds/index.ts'
import type { Message, MessageKind, NewMessage, Party } from './schema.ts'
import * as store from './store.ts'

export type Notifications = ReturnType<typeof createNotifications>

// A decision may come again, after a rejection: the latest is the one that counts. Everything else happens once.
const replaced: ReadonlySet<MessageKind> = new Set(['address_decided', 'product_decided'])

export function createNotifications(platform: Platform) {
  const { db, clock, ids } = platform

  const raise = <K extends MessageKind>(tx: Tx, message: NewMessage<K>): Promise<void> =>
    store.insert(
      tx,
      { ...message, id: ids.next('msg'), at: clock.now() },
      { replace: replaced.has(message.kind) },
    )

  /** R70: the seller did not open in time; if no answer ever named an instance, one may stand there all the same. */
  const tellOpeningFailed = (
    tx: Tx,
    { orderId, orderLineId, orderNumber, sellerId, productName, orphanPossible }: OpeningFailed,
  ): Promise<void> =>
    raise(tx, {
      kind: 'opening_failed',
      to: { kind: 'seller', id: sellerId },
      subject: orderLineId,
      data: { orderId, orderNumber, product: productName, orphanPossible },
    })

  /** R70: the seller has to release the instance themselves. */
  const tellReleaseFailed = (
    tx: Tx,
    { orderId, orderNumber, sellerId, productName, reference }: ReleaseFailed,
  ): Promise<void> =>
    raise(tx, {
      kind: 'release_failed',
      to: { kind: 'seller', id: sellerId },
      subject: `${orderId}:${reference}`,
      data: { orderId, orderNumber, product: productName, reference },
    })

  const tellAccessDataMissing = (
    tx: Tx,
    { orderId, orderNumber, sellerId, productName }: AccessDataMissing,
  ): Promise<void> =>
    raise(tx, {
      kind: 'access_data_missing',
      to: { kind: 'seller', id: sellerId },
      subject: orderId,
      data: { orderId, orderNumber, product: productName },
    })

  const tellOrderRefunded = (
    tx: Tx,
    { orderId, orderNumber, buyerId, refundOrderId, refundNumber, amount }: OrderRefunded,
  ): Promise<void> =>
    raise(tx, {
      kind: 'order_refunded',
      to: { kind: 'buyer', id: buyerId },
      subject: refundOrderId,
      data: { orderId, orderNumber, amount: moneyToWire(amount), refundNumber },
    })

  const tellAddressDecided = (
    tx: Tx,
    { addressId, sellerId, url, approved, reason }: AddressDecided,
  ): Promise<void> =>
    raise(tx, {
      kind: 'address_decided',
      to: { kind: 'seller', id: sellerId },
      subject: addressId,
      data: { url, approved, ...(reason !== undefined && { reason }) },
    })

  const tellProductDecided = (
    tx: Tx,
    { productId, sellerId, name, approved, reason }: ProductDecided,
  ): Promise<void> =>
    raise(tx, {
      kind: 'product_decided',
      to: { kind: 'seller', id: sellerId },
      subject: productId,
      data: { name, approved, ...(reason !== undefined && { reason }) },
    })

  /** The messages to a party, newest first. */
  const list = async (party: Party, page: PageRequest): Promise<Page<Message>> =>
    toPage(await store.list(db, party, page), page.limit, {
      item: (message) => message,
      cursor: (message) => message.id,
    })

  return {
    tellOpeningFailed,
    tellReleaseFailed,
    tellAccessDataMissing,
    tellOrderRefunded,
    tellAddressDecided,
    tellProductDecided,
    list,
  }
}
