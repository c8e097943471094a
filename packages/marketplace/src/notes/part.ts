import type { Notes } from './index.ts'
import { createNoteRoutes } from './routes.ts'
import { noteExports } from './tables.ts'

/** What the domain adds to the marketplace. */
export const notesPart = {
  routes: ({ notes }: { notes: Notes }) => createNoteRoutes(notes),
  exported: noteExports,
}
