import { z } from 'zod'
import { routes } from './route.ts'
import { idOf, languageSchema, nothing, textSchema } from './values.ts'

/** Who is signed in and what they may act for; `csrfToken` goes into the `x-loggia-csrf` header of every change. */
export const sessionSchema = z.object({
  member: z.object({ id: idOf('mbr'), name: z.string(), email: z.string(), language: languageSchema }),
  buyer: z.object({ id: idOf('byr'), name: textSchema }).optional(),
  seller: z.object({ id: idOf('sel'), name: textSchema }).optional(),
  operator: z.boolean(),
  csrfToken: z.string(),
})
export type Session = z.infer<typeof sessionSchema>

export const sessionRoutes = routes({
  'GET /api/session': {
    summary: 'Who is signed in',
    role: 'anyone',
    reply: z.object({ session: sessionSchema.nullable() }),
  },
  'POST /api/session': {
    summary: 'Sign in; sets the session cookie',
    role: 'anyone',
    body: z.object({ email: z.email().max(254), password: z.string().min(1).max(200) }),
    reply: z.object({ session: sessionSchema }),
  },
  'DELETE /api/session': { summary: 'Sign out here', role: 'member', reply: nothing, status: 204 },
  'DELETE /api/sessions': { summary: 'Sign out everywhere', role: 'member', reply: nothing, status: 204 },
})
