import type { Access } from '../../access/index.ts'
import type { Calls } from '../../calls/index.ts'
import type { Orders } from '../../orders/index.ts'
import type { Parties } from '../../parties/index.ts'
import type { Platform, Tx } from '../../platform/index.ts'
import type { MessageKind, NewMessage } from '../schema.ts'
import * as store from '../store.ts'

/** What the parts of the notifications domain share. */
export type NotificationContext = Platform & {
  readonly parties: Pick<Parties, 'getBuyer' | 'getSeller'>
  readonly orders: Pick<Orders, 'get'>
  readonly access: Pick<Access, 'listToldOfOrders' | 'findOrderChannel'>
  readonly calls: Pick<Calls, 'enqueue' | 'scheduleOf'>
}

// These may happen again to the same thing, as a decision after a rejection: the latest is the one that counts.
const replaced: ReadonlySet<MessageKind> = new Set([
  'service_expiring',
  'service_in_grace',
  'service_frozen',
  'service_releasing',
  'service_barred',
  'service_unbarred',
  'auto_renewal_failed',
  'address_decided',
  'product_decided',
  'product_suspended',
  'product_returned',
  'certificate_expiring',
  'certificate_expired',
  'sold_out',
  'change_check_unanswered',
  'sign_ins_slowed',
  'open_api_key_locked',
])

export const raise = <K extends MessageKind>(
  { ids, clock }: NotificationContext,
  tx: Tx,
  message: NewMessage<K>,
): Promise<void> =>
  store.insert(
    tx,
    { ...message, id: ids.next('msg'), at: clock.now() },
    { replace: replaced.has(message.kind) },
  )
