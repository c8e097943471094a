import type { PartyTold } from '../parties/index.ts'
import type { DomainJobs, Tx } from '../platform/index.ts'
import type { Directory } from './index.ts'

export const createDirectoryJobs = (directory: Directory): DomainJobs => ({
  events: {
    'member.join_asked': (tx: Tx, event: PartyTold<'member.join_asked'>) => directory.noteJoining(tx, event),
  },
})
