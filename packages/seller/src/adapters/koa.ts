/**
 * Serves a seller in a Koa application.
 *
 * ```ts
 * import Koa from 'koa'
 * import { createKoaMiddleware } from '@loggia/seller/koa'
 *
 * const app = new Koa()
 * app.use(createKoaMiddleware(seller, { path: '/saas' })) // before a body parser
 * ```
 *
 * A body parser that runs before the middleware consumes the signed bytes, unless it keeps them in `request.rawBody`,
 * as `koa-bodyparser` and `@koa/bodyparser` do.
 *
 * @module
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { omitUndefined } from '@loggia/kernel'
import { answerCall, isOnPath } from './answer-call.ts'
import type { AdapterOptions, NodeRequest, WebSeller } from './answer-call.ts'

export type { AdapterOptions, WebSeller } from './answer-call.ts'

/** The part of Koa's context that is used. */
export type KoaContext = {
  readonly req: IncomingMessage
  readonly res: ServerResponse
  readonly originalUrl: string
  readonly request: object
  respond?: boolean
}

/** A middleware of Koa. */
export type KoaMiddleware = (context: KoaContext, next: () => Promise<unknown>) => Promise<void>

/** Creates a middleware for `app.use(…)` or for a router. It never throws. */
export function createKoaMiddleware(seller: WebSeller, options: AdapterOptions = {}): KoaMiddleware {
  return async (context, next) => {
    if (!isOnPath(seller, context.originalUrl, options.path)) {
      await next()
      return
    }
    // Koa would write the body itself, and the header name in lower case.
    context.respond = false
    await answerCall(seller, withBytesOf(context), context.res, options)
  }
}

/** Koa's body parsers put their result onto Koa's request, not onto Node's. */
function withBytesOf({ req, request, originalUrl }: KoaContext): NodeRequest {
  const { rawBody } = request as { rawBody?: unknown }
  return Object.assign(req, omitUndefined({ originalUrl, rawBody }))
}
