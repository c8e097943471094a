import type { z } from 'zod'
import type { BuyerGrant, OperatorGrant, SellerGrant } from './parties/kinds.ts'
import type { Text } from './values.ts'

/** Who may call a route; a member may have several roles (R1). */
export type RouteRole = 'anyone' | 'member' | 'buyer' | 'seller' | 'operator'

/** To be any member of the party, its main account, or to have a grant; of several grants, one is enough. */
export type NeedOf<Grant extends string> = 'any' | 'main' | Grant | readonly Grant[]

/** Who may call a route, and the right that a member of that party needs (R2, R3, R6). */
export type Caller =
  | { readonly role: 'anyone' | 'member'; readonly needs?: undefined }
  | { readonly role: 'buyer'; readonly needs: NeedOf<BuyerGrant> }
  | { readonly role: 'seller'; readonly needs: NeedOf<SellerGrant> }
  | { readonly role: 'operator'; readonly needs: NeedOf<OperatorGrant> }

/** JSON by default; or a table row by row (RFC 4180), a file to save, or server-sent events (WHATWG HTML §9.2). */
type Answer =
  | { readonly answers?: 'json'; readonly reply: z.ZodType; readonly status?: 200 | 201 | 204 }
  | { readonly answers: 'csv' | 'file' | 'stream'; readonly reply?: undefined; readonly status?: undefined }

/**
 * One route of the console API. Its key in the contract is `METHOD /path/:param`, so a typed client needs no schema at
 * run time. `idempotent` routes take an `Idempotency-Key` header: required, 1 to 255 characters.
 */
export type Route = Caller &
  Answer & {
    readonly summary: Text
    readonly params?: z.ZodObject
    readonly query?: z.ZodObject
    readonly body?: z.ZodType
    readonly idempotent?: true
    /** A change that members of a suspended party may still make (docs/decisions/0047-suspensions.md). */
    readonly whileSuspended?: 'allowed'
    /** For a route with a larger body limit than others. */
    readonly mostBodyBytes?: number
  }

/** Keeps the literal types of a contract's part. */
export const defineRoutes = <const T extends Record<string, Route>>(part: T): T => part
