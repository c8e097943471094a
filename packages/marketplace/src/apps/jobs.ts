import { toId } from '@loggia/kernel'
import type { OperationHandlers } from '../calls/index.ts'
import type { DirectoryEvents } from '../directory/index.ts'
import type { DomainJobs, Tx } from '../platform/index.ts'
import type { SubscriptionEvents } from '../subscriptions/index.ts'
import { answerWakeup, reconcileWakeup, syncWakeup } from './service/context.ts'
import type { Apps } from './service/index.ts'
import { findTestFacts } from './service/test-facts.ts'
import { refuseOtherWords, refuseUnlinked } from './service/unlinking.ts'

export const createAppJobs = (apps: Apps): DomainJobs & OperationHandlers => ({
  events: {
    'product.joint_unlinked': refuseUnlinked,
    'product.bound': refuseOtherWords,
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
    [answerWakeup]: (tx, subject) => apps.takeAnswer(tx, toId(subject, 'syb')),
    [reconcileWakeup]: (tx, subject) => apps.reconcileDaily(tx, toId(subject, 'cap')),
  },
  operations: {
    kit: {
      answers: {
        sync_enterprise: apps.noteAnswers,
        sync_app: apps.noteAnswers,
        sync_departments: apps.noteAnswers,
        sync_department: apps.noteAnswers,
        sync_people: apps.noteAnswers,
      },
      restarts: {
        sync_enterprise: apps.restartBatch,
        sync_app: apps.restartBatch,
        sync_departments: apps.restartBatch,
        sync_department: apps.restartBatch,
        sync_people: apps.restartBatch,
      },
      facts: apps.facts,
      testFacts: findTestFacts,
    },
  },
})
