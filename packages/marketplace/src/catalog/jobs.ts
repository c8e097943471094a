import { toId } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import type { PartyTold } from '../parties/index.ts'
import type { DomainJobs, Tx } from '../platform/index.ts'
import { certificatesWakeup } from './service/certificates.ts'
import type { Catalog } from './service/index.ts'
import { suspensionWakeup } from './service/suspension.ts'

export const createCatalogJobs = (catalog: Catalog): DomainJobs => ({
  events: {
    'seller.suspended': (tx: Tx, event: PartyTold<'seller.suspended'>) =>
      catalog.hearSellerSuspended(tx, event.sellerId),
    'seller.reinstated': (tx: Tx, event: PartyTold<'seller.reinstated'>) =>
      catalog.hearSellerReinstated(tx, event.sellerId),
  },
  wakeups: {
    [suspensionWakeup]: (tx: Tx, subject: string, now: Instant) =>
      catalog.lookAtSuspension(tx, toId(subject, 'prd'), now),
    [certificatesWakeup]: (tx: Tx, subject: string, now: Instant) =>
      catalog.lookAtCertificates(tx, toId(subject, 'prd'), now),
  },
})
