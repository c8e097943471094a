/**
 * Serves a seller in a Nest application on Express or Fastify, from TypeScript or plain JavaScript. It needs no
 * decorators.
 *
 * ```ts
 * import { NestFactory } from '@nestjs/core'
 * import { createNestMiddleware } from '@loggia/seller/nest'
 *
 * const app = await NestFactory.create(AppModule)
 * app.use(createNestMiddleware(seller, { path: '/saas' })) // before app.listen, so before Nest's body parser
 * await app.listen(8090)
 * ```
 *
 * As a module instead, which Nest calls after its body parser, so the parser has to keep the raw bytes:
 *
 * ```ts
 * const AppModule = createSellerModule(seller, { path: '/saas' })
 * const app = await NestFactory.create(AppModule, { rawBody: true })
 * ```
 *
 * @module
 */
import { createExpressHandler } from './express.ts'
import type { ExpressHandler } from './express.ts'
import { listPaths } from './answer-call.ts'
import type { AdapterOptions, WebSeller } from './answer-call.ts'

export type { AdapterOptions, WebSeller } from './answer-call.ts'
export type { ExpressHandler } from './express.ts'

/** The part of Nest's `MiddlewareConsumer` that is used. */
export type NestConsumer = {
  apply(...middleware: ExpressHandler[]): { forRoutes(...routes: string[]): unknown }
}

/** A dynamic module, for `imports` of another module or as the root module. */
export type SellerModule = { readonly module: new () => { configure(consumer: NestConsumer): void } }

/** Options with a required `path`, such as `/saas`: Nest needs it to find the route. */
export type NestOptions = AdapterOptions & { readonly path: string }

/** A function that knows its paths, such as `createSsoSessions` returns. */
export type OnOwnPaths = WebSeller & { readonly paths: readonly string[] }

/**
 * Creates a middleware for `app.use(…)`. Requests to other paths go to the application. It never throws. Sign-ins of
 * `createSsoSessions` need no `path`.
 */
export function createNestMiddleware(seller: OnOwnPaths, options?: AdapterOptions): ExpressHandler
export function createNestMiddleware(seller: WebSeller, options: NestOptions): ExpressHandler
export function createNestMiddleware(seller: WebSeller, options?: AdapterOptions): ExpressHandler {
  return createExpressHandler(seller, options)
}

/**
 * Creates a module that answers `options.path`. Create the application with `rawBody: true`. Sign-ins of
 * `createSsoSessions` need no `path`.
 */
export function createSellerModule(seller: OnOwnPaths, options?: AdapterOptions): SellerModule
export function createSellerModule(seller: WebSeller, options: NestOptions): SellerModule
export function createSellerModule(seller: WebSeller, options: AdapterOptions = {}): SellerModule {
  return {
    module: class LoggiaSellerModule {
      configure(consumer: NestConsumer): void {
        consumer.apply(createExpressHandler(seller, options)).forRoutes(...listPaths(seller, options.path))
      }
    },
  }
}
