import type { z } from 'zod'
import type { Text } from '../console/values.ts'

/**
 * One of the APIs that sellers' servers ask, signed with an API key (AK/SK). Its key in the contract is `METHOD /path`. Whatever
 * is refused before it is reached has the gateway's shape (`gatewayCodes`).
 */
export type OpenApiRoute = {
  /** Its name in the description. */
  readonly operation: string
  readonly summary: Text
  /** As it is to be asked; the API itself judges what came, as each fault has a code of its own. */
  readonly query?: z.ZodObject
  readonly reply: z.ZodType
  /** The HTTP status of each of its result codes. */
  readonly resultCodes: Readonly<Record<string, { readonly status: number; readonly message: string }>>
  /** What each HTTP status means, those of the gateway among them. */
  readonly statuses: Readonly<Record<number, string>>
  /** How often one seller may ask, from all their servers together, and what that many of are answered. */
  readonly pace: { readonly mostAMinute: number; readonly of: string }
}

/** Keeps the literal types of the contract. */
export const defineOpenApiRoutes = <const T extends Record<string, OpenApiRoute>>(part: T): T => part
