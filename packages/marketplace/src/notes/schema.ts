import type { Id, Instant } from '@loggia/kernel'
import type { NoteAct, NoteSubject } from '@loggia/protocol/console/notes/kinds'

export type { NoteAct, NoteSubject }
export type NoteSubjectId = Id<NoteSubject>

export type Note = {
  readonly id: Id<'nte'>
  readonly subject: NoteSubjectId
  /** 1 to 2,000 characters, plain text. */
  readonly text: string
  readonly authorId: Id<'mbr'>
  readonly writtenAt: Instant
  readonly changedAt?: Instant
  readonly withdrawnAt?: Instant
}
/** A note with the name that its author has now, and what the reader may do with it. */
export type ShownNote = { readonly note: Note; readonly author: string; readonly acts: readonly NoteAct[] }
