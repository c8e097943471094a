/**
 * Serves a seller in a Fastify application, version 4 or 5.
 *
 * ```ts
 * import { fastify } from 'fastify'
 * import { registerSeller } from '@loggia/seller/fastify'
 *
 * const app = fastify()
 * await app.register(registerSeller, { seller, path: '/saas' })
 * ```
 *
 * The plugin reads the raw bytes itself, in its own encapsulated context: the application's parsers stay as they are.
 *
 * @module
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerCall, listPaths } from './answer-call.ts'
import type { AdapterOptions, WebSeller } from './answer-call.ts'

export type { AdapterOptions, WebSeller } from './answer-call.ts'

/** The options of the plugin. */
export type SellerPluginOptions = AdapterOptions & {
  /** The result of `createSeller`, or of `createSsoSessions`. */
  readonly seller: WebSeller
}

/** The part of a Fastify application that is used; Fastify's own types differ between versions. */
export type FastifyLike = {
  removeAllContentTypeParsers(): unknown
  addContentTypeParser(...args: never[]): unknown
  route(...args: never[]): unknown
}

type Used = {
  removeAllContentTypeParsers(): unknown
  addContentTypeParser(
    type: string,
    parser: (request: unknown, payload: unknown, done: (error: null) => void) => void,
  ): unknown
  route(route: {
    method: string[]
    url: string
    handler: (request: UsedRequest, reply: UsedReply) => Promise<void>
  }): unknown
}
type UsedRequest = { readonly raw: IncomingMessage; readonly originalUrl: string }
type UsedReply = { readonly raw: ServerResponse; hijack(): unknown }

/**
 * A plugin for `app.register`. It answers GET and POST of `path`, or of its prefix and everything below it. The paths of
 * sign-ins it knows itself.
 */
export async function registerSeller(app: FastifyLike, options: SellerPluginOptions): Promise<void> {
  const used = app as unknown as Used
  used.removeAllContentTypeParsers()
  // Reads nothing: the adapter reads the stream, whatever the content type.
  used.addContentTypeParser('*', (_request, _payload, done) => done(null))
  const { seller, path } = options
  for (const url of path === undefined && !seller.paths ? ['', '/*'] : listPaths(seller, path))
    used.route({ method: ['GET', 'POST'], url, handler: (request, reply) => answer(request, reply, options) })
}

async function answer(
  { raw, originalUrl }: UsedRequest,
  reply: UsedReply,
  options: SellerPluginOptions,
): Promise<void> {
  // Fastify would write the header name in lower case, and run hooks over the signed bytes.
  reply.hijack()
  await answerCall(options.seller, Object.assign(raw, { originalUrl }), reply.raw, options)
}
