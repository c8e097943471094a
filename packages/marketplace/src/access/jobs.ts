import { toId } from '@loggia/kernel'
import type { ProductTold } from '../catalog/index.ts'
import type { DomainJobs, Tx } from '../platform/index.ts'
import { jointFamily } from './rules.ts'
import type { Access } from './service/index.ts'

export const createAccessJobs = (access: Access): DomainJobs => ({
  wakeups: { 'access.key_ends': (tx, id) => access.endRotatedKey(tx, toId(id, 'key')) },
  events: {
    'product.submitted': (tx: Tx, event: ProductTold<'product.submitted'>) =>
      access.requireReadyIfBound(tx, event, jointFamily),
    'product.change_proposed': (tx: Tx, event: ProductTold<'product.change_proposed'>) =>
      access.requireChangeSayable(tx, event),
    'product.change_approved': (tx: Tx, event: ProductTold<'product.change_approved'>) =>
      access.requireChangeSayable(tx, event),
  },
})
