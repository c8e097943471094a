import { omitUndefined } from '@loggia/kernel'
import type { Note } from '@loggia/protocol/console'
import { toWireTime } from '../platform/index.ts'
import type { Handlers } from '../platform/index.ts'
import type { Notes } from './index.ts'
import type { ShownNote } from './schema.ts'

const present = ({ note, author, acts }: ShownNote): Note =>
  omitUndefined({
    id: note.id,
    text: note.text,
    author: { id: note.authorId, name: author },
    writtenAt: toWireTime(note.writtenAt),
    changedAt: note.changedAt && toWireTime(note.changedAt),
    acts: [...acts],
  })

export const createNoteRoutes = (notes: Notes): Handlers => ({
  'GET /api/operator/subjects/:subjectId/notes': async ({ actor, params, query }) => {
    const page = await notes.list(actor, params.subjectId, omitUndefined(query))
    return { ...page, items: page.items.map(present) }
  },
  'POST /api/operator/subjects/:subjectId/notes': async ({ request, params, body }) =>
    present(await notes.write(request, { subject: params.subjectId, text: body.text })),
  'PUT /api/operator/notes/:noteId': async ({ actor, params, body }) =>
    present(await notes.change(actor, params.noteId, body.text)),
  'POST /api/operator/notes/:noteId/withdrawal': async ({ actor, params }) => {
    await notes.withdraw(actor, params.noteId)
    return null
  },
})
