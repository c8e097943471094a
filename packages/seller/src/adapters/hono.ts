/**
 * Serves a seller in a Hono application, on Node, Bun or Deno.
 *
 * ```ts
 * import { Hono } from 'hono'
 * import { createHonoHandler } from '@loggia/seller/hono'
 *
 * const app = new Hono()
 * app.all('/saas', createHonoHandler(seller))
 * ```
 *
 * @module
 */
import type { ServerResponse } from 'node:http'
import { answerWebCall, isOnPath } from './answer-call.ts'
import type { AdapterOptions, WebSeller } from './answer-call.ts'

export type { AdapterOptions, WebSeller } from './answer-call.ts'

/** The part of Hono's context that is used. */
export type HonoContext = { readonly req: { readonly raw: Request }; readonly env: unknown }

/** A handler or middleware of Hono. */
export type HonoHandler = (context: HonoContext, next: () => Promise<void>) => Promise<Response | undefined>

/** Creates a handler for `app.all(path, …)` or, with `options.path`, a middleware for `app.use(…)`. It never throws. */
export function createHonoHandler(seller: WebSeller, options: AdapterOptions = {}): HonoHandler {
  return async ({ req, env }, next) => {
    const { pathname } = new URL(req.raw.url)
    if (!isOnPath(seller, pathname, options.path)) {
      await next()
      return undefined
    }
    return withCapitals(await answerWebCall(seller, req.raw, options), env)
  }
}

/**
 * A marketplace's debugger is known not to find `Body-Sign` in lower case (saas-v1 §4), and Hono writes header names in
 * lower case. On Node, Hono's server exposes Node's response, which keeps a name as it is set.
 */
function withCapitals(reply: Response, env: unknown): Response {
  const { outgoing } = (env ?? {}) as { outgoing?: ServerResponse }
  const signature = reply.headers.get('body-sign')
  if (signature === null || typeof outgoing?.setHeader !== 'function') return reply
  const headers = new Headers(reply.headers)
  headers.delete('body-sign')
  outgoing.setHeader('Body-Sign', signature)
  return new Response(reply.body, { status: reply.status, headers })
}
