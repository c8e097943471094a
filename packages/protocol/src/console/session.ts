import { z } from 'zod'
import { routes } from './route.ts'
import {
  countrySchema,
  idOf,
  languageSchema,
  nothing,
  rightsSchema,
  textSchema,
  timeSchema,
} from './values.ts'

export const organisationKindSchema = z.enum(['personal', 'enterprise'])
/** R4: what an operator has verified of a buyer. */
export const verificationSchema = z.enum(['none', 'personal', 'enterprise'])

/** Who is signed in and what they may act for; `csrfToken` goes into the `x-loggia-csrf` header of every change. */
export const sessionSchema = z.object({
  member: z.object({ id: idOf('mbr'), name: z.string(), email: z.string(), language: languageSchema }),
  buyer: z
    .object({
      id: idOf('byr'),
      name: textSchema,
      verification: verificationSchema,
      /** Whether there is a phone number of the account to be passed on (R66). */
      hasPhone: z.boolean(),
    })
    .optional(),
  seller: z.object({ id: idOf('sel'), name: textSchema }).optional(),
  operator: z.boolean(),
  /** What they may do for each of these parties. */
  rights: z.object({
    buyer: rightsSchema.optional(),
    seller: rightsSchema.optional(),
    operator: rightsSchema.optional(),
  }),
  /** Until the password that somebody else gave is changed, nothing else is answered. */
  mustChangePassword: z.boolean(),
  csrfToken: z.string(),
})
export type Session = z.infer<typeof sessionSchema>

const password = z.string().min(1).max(200)
const personName = z.string().trim().min(1).max(100)

/** A browser in which the member is signed in. */
const openSessionSchema = z.object({
  id: idOf('ses'),
  current: z.boolean(),
  startedAt: timeSchema,
  seenAt: timeSchema,
  userAgent: z.string(),
})

export const sessionRoutes = routes({
  'GET /api/session': {
    summary: 'Who is signed in',
    role: 'anyone',
    reply: z.object({ session: sessionSchema.nullable() }),
  },
  'POST /api/session': {
    summary: 'Sign in; sets the session cookie',
    role: 'anyone',
    body: z.object({ email: z.email().max(254), password }),
    reply: z.object({ session: sessionSchema }),
  },
  'DELETE /api/session': { summary: 'Sign out here', role: 'member', reply: nothing, status: 204 },
  'DELETE /api/sessions': { summary: 'Sign out everywhere', role: 'member', reply: nothing, status: 204 },
  'GET /api/sessions': {
    summary: 'The browsers in which the member is signed in, the latest used first; at most 100',
    role: 'member',
    reply: z.object({ items: z.array(openSessionSchema) }),
  },
  'DELETE /api/sessions/:sessionId': {
    summary: 'Sign out in one browser',
    role: 'member',
    params: z.object({ sessionId: idOf('ses') }),
    reply: nothing,
    status: 204,
  },
  'PUT /api/profile': {
    summary: 'Change one’s own name and language',
    role: 'member',
    body: z.object({ name: personName, language: languageSchema }),
    reply: nothing,
    status: 204,
  },
  'PUT /api/profile/password': {
    summary: 'Change one’s own password; ends the member’s other sessions',
    role: 'member',
    body: z.object({ current: password, next: password }),
    reply: nothing,
    status: 204,
  },
  'POST /api/sign-up': {
    summary:
      'Sign up as a buyer; the reply is the same for an email that has an account already, and then nothing is made',
    role: 'anyone',
    body: z.object({
      kind: organisationKindSchema,
      /** An enterprise has one; a person buys under their own name. */
      organisation: z.string().trim().min(1).max(100).optional(),
      name: personName,
      email: z.email().max(254),
      password,
      country: countrySchema,
      language: languageSchema,
      agreed: z.literal(true),
    }),
    reply: z.object({
      /** `ready`: sign in. `waiting`: an operator confirms the account first. */
      state: z.enum(['ready', 'waiting']),
    }),
    status: 201,
  },
})
