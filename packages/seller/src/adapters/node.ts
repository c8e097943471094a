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

/** The options of {@link createNodeListener}. */
export type NodeOptions = AdapterOptions & {
  /** Answers requests to paths other than `path`. Without it they get a 404. */
  readonly otherwise?: NodeListener
}

/** Creates a listener for `createServer` of `node:http` or `node:https`. It never throws. */
export function createNodeListener(seller: WebSeller, options: NodeOptions = {}): NodeListener {
  return (request, response) => {
    if (isOnPath(seller, readTarget(request), options.path))
      void answerCall(seller, request, response, options)
    else if (options.otherwise) options.otherwise(request, response)
    else notFound(request, response)
  }
}

function notFound(request: IncomingMessage, response: ServerResponse): void {
  // The rest of the body is consumed, because a client that is still sending would not read the response.
  request.resume()
  response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Nothing is here.\n')
}
