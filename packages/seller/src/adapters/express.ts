/**
 * Serves a seller in an Express application, version 4 or 5.
 *
 * ```ts
 * import express from 'express'
 * import { createExpressHandler } from '@loggia/seller/express'
 *
 * const app = express()
 * app.all('/saas', createExpressHandler(seller)) // before app.use(express.json())
 * app.use(express.json())
 * ```
 *
 * A JSON parser that runs before the handler consumes the signed bytes. If the handler cannot come first, let the
 * parser keep them: `express.json({ verify: (request, _, bytes) => { request.rawBody = bytes } })`.
 *
 * @module
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerCall, isOnPath, readTarget } from './answer-call.ts'
import type { AdapterOptions, WebSeller } from './answer-call.ts'

export type { AdapterOptions, WebSeller } from './answer-call.ts'

/** A handler or middleware for Express and similar frameworks (Connect, Polka, Restify). */
export type ExpressHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void

/** Creates a handler for `app.all(path, …)` or, with `options.path`, a middleware for `app.use(…)`. It never throws. */
export function createExpressHandler(seller: WebSeller, options: AdapterOptions = {}): ExpressHandler {
  return (request, response, next) => {
    if (isOnPath(seller, readTarget(request), options.path))
      void answerCall(seller, request, response, options)
    else next()
  }
}
