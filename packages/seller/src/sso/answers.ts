import { omitUndefined } from '@loggia/kernel'
import { z } from 'zod'

/** What the marketplace issued for one person. */
export type SsoTokens = {
  readonly accessToken: string
  /** Each refresh gives another one, and the one before is then dead. Absent if the marketplace issues none. */
  readonly refreshToken?: string
  /** When the access token ends, in UTC milliseconds. */
  readonly expiresAtMs: number
}

/** A person as the marketplace tells it at a sign-in. */
export type SsoUser = {
  /** With `tenantId` the key of the person in your directory. */
  readonly userName: string
  readonly tenantId: string
  readonly name?: string
  /** An `admin` administers the app for the company. */
  readonly role?: 'user' | 'admin'
  readonly departmentCode?: string
  readonly departmentName?: string
  readonly companyName?: string
  readonly email?: string
  readonly mobile?: string
}

const token = z.string().min(1).max(8_192)
const tokensSchema = z.object({
  access_token: token,
  token_type: z
    .string()
    .regex(/^bearer$/i)
    .nullish(),
  // A number or a text, depending on the page of the documentation.
  expires_in: z.union([z.number().min(0), z.string().regex(/^\d+$/).transform(Number)]).nullish(),
  refresh_token: token.nullish(),
})

/** Two hours, which every document names. */
const usualSeconds = 7_200

/** Reads the answer to a code or to a refresh token; undefined if it is not one. */
export function readTokens(body: unknown, nowMs: number): SsoTokens | undefined {
  const read = tokensSchema.safeParse(body)
  if (!read.success) return undefined
  const { access_token, expires_in, refresh_token } = read.data
  return omitUndefined({
    accessToken: access_token,
    refreshToken: refresh_token ?? undefined,
    expiresAtMs: nowMs + (expires_in ?? usualSeconds) * 1_000,
  })
}

/** What nobody is signed in by must not prevent a sign-in. */
const fact = z.string().optional().catch(undefined)
const userSchema = z.object({
  userName: z.string().min(1),
  tenant: z.string().min(1),
  name: fact,
  role: z.enum(['user', 'admin']).optional().catch(undefined),
  organizationCode: fact,
  organizationName: fact,
  projectName: fact,
  email: fact,
  mobile: fact,
})

/** Reads the answer of userinfo; undefined if it is not one. */
export function readUserinfo(body: unknown): SsoUser | undefined {
  const read = userSchema.safeParse(body)
  if (!read.success) return undefined
  const { tenant, organizationCode, organizationName, projectName, ...user } = read.data
  return omitUndefined({
    ...user,
    tenantId: tenant,
    departmentCode: organizationCode,
    departmentName: organizationName,
    companyName: projectName,
  })
}

const errorSchema = z.object({ error: z.string().min(1), error_description: fact })

/** Reads a refusal (RFC 6749 §5.2); undefined if the answer is not one. */
export function readError(
  body: unknown,
): { readonly error: string; readonly description: string } | undefined {
  const read = errorSchema.safeParse(body)
  return read.success ? { error: read.data.error, description: read.data.error_description ?? '' } : undefined
}
