import type { Access } from '../../access/index.ts'
import type { Calls } from '../../calls/index.ts'
import type { Mails } from '../../mail/index.ts'
import type { Orders } from '../../orders/index.ts'
import type { Platform } from '../../platform/index.ts'

/** Dependencies shared by the parts of this domain. */
export type NotificationContext = Platform & {
  readonly orders: Pick<Orders, 'get'>
  readonly access: Pick<Access, 'listToldOfOrders' | 'findOrderChannel'>
  readonly mails: Pick<Mails, 'copyMessage'>
  readonly calls: Pick<Calls, 'enqueue' | 'scheduleOf'>
}
