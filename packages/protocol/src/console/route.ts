import type { z } from 'zod'

/** Who may call a route; a member may hold several roles (R1). */
export type RouteRole = 'anyone' | 'member' | 'buyer' | 'seller' | 'operator'

/**
 * One route of the console API. Its key in the contract is `METHOD /path/:param`, so a typed client needs no schema at
 * run time. `idempotent` routes take an `Idempotency-Key` header: required, 1 to 255 characters.
 */
export type Route = {
  readonly summary: string
  readonly role: RouteRole
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  readonly reply: z.ZodType
  readonly status?: 200 | 201 | 204
  readonly idempotent?: true
  /** For a route whose body is larger than those of others. */
  readonly mostBodyBytes?: number
}

/** Keeps the literal types of a contract's part. */
export const routes = <const T extends Record<string, Route>>(part: T): T => part
