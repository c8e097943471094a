import { toId } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import type { DomainJobs, Tx } from '../platform/index.ts'
import { certificatesWakeup } from './service/certificates.ts'
import type { Catalog } from './service/index.ts'
import { suspensionWakeup } from './service/suspension.ts'

export const createCatalogJobs = (catalog: Catalog): DomainJobs => ({
  wakeups: {
    [suspensionWakeup]: (tx: Tx, subject: string, now: Instant) =>
      catalog.lookAtSuspension(tx, toId(subject, 'prd'), now),
    [certificatesWakeup]: (tx: Tx, subject: string, now: Instant) =>
      catalog.lookAtCertificates(tx, toId(subject, 'prd'), now),
  },
})
