import type { ProductSubmitted } from '../catalog/index.ts'
import type { DomainJobs, Tx } from '../platform/index.ts'
import type { Access } from './service.ts'

export const accessJobs = (access: Access): DomainJobs => ({
  events: { 'product.submitted': (tx: Tx, event: ProductSubmitted) => access.requireReady(tx, event) },
})
