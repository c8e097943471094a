import type { z } from 'zod'
import type { Text } from '../console/values.ts'

/**
 * An API that sellers' servers call, signed with an API key (AK/SK). Its key in the contract is `METHOD /path`. A
 * refusal before the API is reached has the gateway's shape (`gatewayCodes`).
 */
export type OpenApiRoute = {
  /** The operation's name in the OpenAPI document. */
  readonly operation: string
  readonly summary: Text
  /** The documented query; the API itself checks the received one, as each fault has its own code. */
  readonly query?: z.ZodObject
  readonly reply: z.ZodType
  /** HTTP status and message of each result code. */
  readonly resultCodes: Readonly<Record<string, { readonly status: number; readonly message: string }>>
  /** The meaning of each HTTP status, including the gateway's. */
  readonly statuses: Readonly<Record<number, string>>
  /** Requests per minute of one seller, from all its servers together; `of` names the requests in a refusal. */
  readonly pace: { readonly mostAMinute: number; readonly of: string }
}

/** Keeps the literal types of the contract. */
export const defineOpenApiRoutes = <const T extends Record<string, OpenApiRoute>>(part: T): T => part
