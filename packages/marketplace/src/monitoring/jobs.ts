import { toId } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import type { ProductBound } from '../access/index.ts'
import type { ProductTold } from '../catalog/index.ts'
import type { CaseSaved } from '../debugging/index.ts'
import type { DeliveryFailed } from '../fulfilment/index.ts'
import type { LicenseCallStopped } from '../licenses/index.ts'
import type { DomainJobs, Tx } from '../platform/index.ts'
import { buyersWakeup, cleaningWakeup, monthWakeup, testWakeup } from './service/context.ts'
import type { Monitoring } from './service/index.ts'

export const createMonitoringJobs = (monitoring: Monitoring): DomainJobs => ({
  events: {
    'product.sale_started': (tx: Tx, event: ProductTold<'product.sale_started'>) =>
      monitoring.hearSaleStarted(tx, event),
    'product.sale_ended': (tx: Tx, event: ProductTold<'product.sale_ended'>) =>
      monitoring.hearSaleEnded(tx, event),
    'product.bound': (tx: Tx, event: ProductBound) => monitoring.hearBound(tx, event),
    'case.saved': (tx: Tx, event: CaseSaved) => monitoring.hearCaseSaved(tx, event),
    'delivery.failed': (tx: Tx, event: DeliveryFailed) => monitoring.hearDeliveryFailed(tx, event),
    'license.call_stopped': (tx: Tx, event: LicenseCallStopped) => monitoring.hearOrderFailed(tx, event),
  },
  wakeups: {
    [testWakeup]: (tx: Tx, subject: string, now: Instant) =>
      monitoring.lookAtTest(tx, toId(subject, 'prd'), now),
    [monthWakeup]: (tx: Tx, subject: string) => monitoring.lookAtMonth(tx, toId(subject, 'prd')),
    [cleaningWakeup]: (tx: Tx, subject: string, now: Instant) => monitoring.deleteOldTests(tx, subject, now),
    [buyersWakeup]: (tx: Tx, subject: string) => monitoring.tellBuyers(tx, subject),
  },
})
