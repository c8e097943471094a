/**
 * Serves a seller in a Next application: as a route handler of the app router, or as an API route of `pages/`.
 *
 * ```ts
 * // app/saas/route.ts
 * import { createRouteHandlers } from '@loggia/seller/next'
 *
 * export const { GET, POST } = createRouteHandlers(seller)
 * ```
 *
 * ```ts
 * // pages/api/saas.ts
 * import { createApiRoute } from '@loggia/seller/next'
 *
 * export const config = { api: { bodyParser: false } }
 * export default createApiRoute(seller)
 * ```
 *
 * Next writes the header names of a route handler in lower case. If a marketplace's debugger insists on `Body-Sign`
 * with capitals (saas-v1 §4), use the API route.
 *
 * @module
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerCall, answerWebCall } from './answer-call.ts'
import type { AdapterOptions, WebSeller } from './answer-call.ts'

export type { AdapterOptions, WebSeller } from './answer-call.ts'

/** The route handlers of one `route.ts`. */
export type RouteHandlers = {
  /** Answers calls of protocol V1.0. */
  readonly GET: (request: Request) => Promise<Response>
  /** Answers calls of protocol V2.0 and order notifications. */
  readonly POST: (request: Request) => Promise<Response>
}

/** A handler of `pages/api`. */
export type ApiRoute = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** The options of the handlers for Next. They have no `path`, because the file's location defines the route. */
export type NextOptions = Omit<AdapterOptions, 'path'>

/** Creates the handlers that a `route.ts` exports. They never throw. */
export function createRouteHandlers(seller: WebSeller, options: NextOptions = {}): RouteHandlers {
  const handle = (request: Request): Promise<Response> => answerWebCall(seller, request, options)
  return { GET: handle, POST: handle }
}

/** Creates the default export of a file in `pages/api` whose `config` switches the body parser off. It never throws. */
export function createApiRoute(seller: WebSeller, options: NextOptions = {}): ApiRoute {
  return (request, response) => answerCall(seller, request, response, options)
}
