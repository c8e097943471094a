import type { DirectoryEvents } from '../directory/index.ts'
import type { PartyTold } from '../parties/index.ts'
import type { DomainJobs, Tx } from '../platform/index.ts'
import type { Identity } from './service/index.ts'

export const createIdentityJobs = (identity: Identity): DomainJobs => ({
  events: {
    'member.signing_in': (tx: Tx, event: PartyTold<'member.signing_in'>) => identity.noteSigningIn(tx, event),
    'people.changed': (tx: Tx, event: DirectoryEvents['people.changed']) => identity.notePeople(tx, event),
    'person.unlinked': (tx: Tx, event: DirectoryEvents['person.unlinked']) =>
      identity.noteUnlinked(tx, event),
    'enterprise.dissolved': (tx: Tx, event: DirectoryEvents['enterprise.dissolved']) =>
      identity.noteDissolved(tx, event),
  },
})
