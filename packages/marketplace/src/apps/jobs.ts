import { toId } from '@loggia/kernel'
import type { OperationHandlers } from '../calls/index.ts'
import type { DirectoryEvents } from '../directory/index.ts'
import type { DomainJobs, Tx } from '../platform/index.ts'
import type { SubscriptionEvents } from '../subscriptions/index.ts'
import { reconcileWakeup, syncWakeup } from './service/context.ts'
import type { Apps } from './service/index.ts'

export const createAppJobs = (apps: Apps): DomainJobs & OperationHandlers => ({
  events: {
    'enterprise.changed': (tx: Tx, event: DirectoryEvents['enterprise.changed']) =>
      apps.noteEnterprise(tx, event),
    'enterprise.dissolved': (tx: Tx, event: DirectoryEvents['enterprise.dissolved']) =>
      apps.noteDissolved(tx, event),
    'departments.changed': (tx: Tx, event: DirectoryEvents['departments.changed']) =>
      apps.noteDepartments(tx, event),
    'people.changed': (tx: Tx, event: DirectoryEvents['people.changed']) => apps.notePeople(tx, event),
    'subscription.ended': (tx: Tx, event: SubscriptionEvents['ended']) => apps.noteServiceEnded(tx, event),
  },
  wakeups: {
    [syncWakeup]: (tx, subject) => apps.sync(tx, toId(subject, 'cap')),
    [reconcileWakeup]: (tx, subject) => apps.reconcileDaily(tx, toId(subject, 'cap')),
  },
  operations: {
    kit: {
      answers: {
        sync_enterprise: apps.applySynced,
        sync_app: apps.applySynced,
        sync_departments: apps.applySynced,
        sync_department: apps.applySynced,
        sync_people: apps.applySynced,
      },
      restarts: {
        sync_enterprise: apps.restartBatch,
        sync_app: apps.restartBatch,
        sync_departments: apps.restartBatch,
        sync_department: apps.restartBatch,
        sync_people: apps.restartBatch,
      },
      facts: apps.facts,
    },
  },
})
