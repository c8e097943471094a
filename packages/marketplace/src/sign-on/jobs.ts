import type { AppEvents } from '../apps/index.ts'
import type { DirectoryEvents } from '../directory/index.ts'
import type { DomainJobs, Tx } from '../platform/index.ts'
import type { SignOns } from './service/index.ts'

export const createSignOnJobs = (signOns: SignOns): DomainJobs => ({
  events: {
    'people.changed': (tx: Tx, event: DirectoryEvents['people.changed']) => signOns.notePeople(tx, event),
    'app_credential.key_replaced': (tx: Tx, event: AppEvents['app_credential.key_replaced']) =>
      signOns.noteKeyReplaced(tx, event),
  },
})
