/**
 * Serves a seller on Node's own HTTP server.
 *
 * ```ts
 * import { createServer } from 'node:http'
 * import { createNodeListener } from '@loggia/seller/node'
 *
 * createServer(createNodeListener(seller, { path: '/saas' })).listen(8090)
 * ```
 *
 * @module
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerCall, isOnPath, readTarget } from './answer-call.ts'
import type { AdapterOptions, WebSeller } from './answer-call.ts'

export type { AdapterOptions, WebSeller } from './answer-call.ts'

/** A listener of `node:http` and `node:https`. */
export type NodeListener = (request: IncomingMessage, response: ServerResponse) => void

/** What {@link createNodeListener} may be told. */
export type NodeOptions = AdapterOptions & {
  /** Answers requests to other paths than `path`; without it they are answered 404. */
  readonly otherwise?: NodeListener
}

/** A listener for `createServer` of `node:http` or `node:https`. It never throws. */
export function createNodeListener(seller: WebSeller, options: NodeOptions = {}): NodeListener {
  return (request, response) => {
    if (isOnPath(readTarget(request), options.path)) void answerCall(seller, request, response, options)
    else if (options.otherwise) options.otherwise(request, response)
    else notFound(request, response)
  }
}

function notFound(request: IncomingMessage, response: ServerResponse): void {
  // Drained, or a client that is still sending would not read the answer.
  request.resume()
  response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Nothing is here.\n')
}
