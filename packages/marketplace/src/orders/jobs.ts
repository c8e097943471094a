import { toId } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import type { ProductTold } from '../catalog/index.ts'
import type { BalanceCredited } from '../ledger/index.ts'
import type { DomainJobs, Tx } from '../platform/index.ts'
import type { Orders } from './service/index.ts'

export const createOrderJobs = (orders: Orders): DomainJobs => ({
  events: {
    'product.stopped': (tx: Tx, event: ProductTold<'product.stopped'>) => orders.lookAtStopped(tx, event),
    'balance.credited': (tx: Tx, event: BalanceCredited) => orders.tellPayable(tx, event),
  },
  wakeups: {
    'orders.payment': (tx: Tx, subject: string, now: Instant) =>
      orders.lookAtPayment(tx, toId(subject, 'ord'), now),
    'orders.stock': (tx: Tx, subject: string, now: Instant) =>
      orders.lookAtStock(tx, toId(subject, 'ord'), now),
  },
})
