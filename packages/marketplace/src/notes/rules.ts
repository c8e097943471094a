import { fromHours } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { noteLimits } from '@loggia/protocol/console/notes/kinds'
import { noteProblems } from './problems.ts'
import type { Note, NoteAct, NoteSubject, NoteSubjectId } from './schema.ts'

/** The right with which operators open the page of a subject and decide there: of several, one is enough. */
const needs: Readonly<Record<NoteSubject, string | readonly string[]>> = {
  sel: 'reviewer',
  byr: ['reviewer', 'finance', 'appeals'],
  prd: 'reviewer',
  ord: ['reviewer', 'finance', 'appeals'],
  sap: 'reviewer',
  oap: 'reviewer',
  tkt: 'appeals',
}
export const getKind = (subject: NoteSubjectId): NoteSubject => subject.slice(0, 3) as NoteSubject
export const getNeed = (subject: NoteSubjectId): string | readonly string[] => needs[getKind(subject)]

/** Who reads: `isOwner` is the operators' main account. */
export type NoteReader = { readonly memberId: Id<'mbr'>; readonly isOwner: boolean; readonly now: Instant }

const isFresh = ({ writtenAt }: Note, now: Instant): boolean =>
  now < writtenAt + fromHours(noteLimits.changeHours)

export function listActs(note: Note, { memberId, isOwner, now }: NoteReader): NoteAct[] {
  const isOwn = note.authorId === memberId
  return [
    ...(isOwn && isFresh(note, now) ? (['change'] as const) : []),
    ...(isOwn || isOwner ? (['withdraw'] as const) : []),
  ]
}

/** Throws `note.not_own`, `note.change_over`. */
export function decideChange(note: Note, text: string, { memberId, now }: NoteReader): Note {
  if (note.authorId !== memberId) throw noteProblems.not_own()
  if (!isFresh(note, now)) throw noteProblems.change_over({ hours: noteLimits.changeHours })
  return { ...note, text, changedAt: now }
}

/** Throws `note.not_own`. */
export function decideWithdrawal(note: Note, { memberId, isOwner, now }: NoteReader): Note {
  if (note.authorId !== memberId && !isOwner) throw noteProblems.not_own()
  return { ...note, withdrawnAt: now }
}
