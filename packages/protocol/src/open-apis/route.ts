import type { z } from 'zod'
import type { Text } from '../console/values.ts'

/** A JSON body; or multipart/form-data with a JSON part and a file, by the names of the parts. */
export type OpenApiBody =
  | { readonly kind: 'json'; readonly schema: z.ZodType }
  | { readonly kind: 'multipart'; readonly schema: z.ZodType; readonly json: string; readonly file: string }

/** How an API says its result: the names of the members, and the codes whose details are a member, too. */
export type ResultShape = {
  readonly code: string
  readonly message: string
  readonly extra?: { readonly name: string; readonly codes: readonly string[] }
}

/**
 * The codes with which an API refuses a request that it does not come to. For those that it does not have the gateway
 * answers. *unfit*: the body is readable and does not fit its schema.
 */
export type OpenApiFaults = {
  readonly failed: string
  readonly busy?: string
  readonly method?: string
  readonly mediaType?: string
  readonly unreadable?: string
  readonly unfit?: string
}

/**
 * An API that sellers' servers call, signed with an API key (AK/SK). Its key in the contract is `METHOD /path/:param`. A
 * refusal before the API is reached has the gateway's shape (`gatewayCodes`).
 */
export type OpenApiRoute = {
  /** The operation's name in the OpenAPI document. */
  readonly operation: string
  readonly summary: Text
  /** The parts of the path. */
  readonly params?: z.ZodObject
  /** The documented query; the API itself checks the received one, as each fault has its own code. */
  readonly query?: z.ZodObject
  /** Checked before the API is asked; absent: a body is signed and not looked at. */
  readonly body?: OpenApiBody
  readonly reply: z.ZodType
  readonly shape: ResultShape
  readonly faults: OpenApiFaults
  /** HTTP status and message of each result code. */
  readonly resultCodes: Readonly<Record<string, { readonly status: number; readonly message: string }>>
  /** The meaning of each HTTP status, including the gateway's. */
  readonly statuses: Readonly<Record<number, string>>
  /** Requests per minute of one seller, from all its servers together; `of` names the requests in a refusal. */
  readonly pace: { readonly mostAMinute: number; readonly of: string }
  /** For a route with a larger body limit than others. */
  readonly mostBodyBytes?: number
}

/** Keeps the literal types of the contract. */
export const defineOpenApiRoutes = <const T extends Record<string, OpenApiRoute>>(part: T): T => part
