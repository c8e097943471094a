/**
 * Serves a seller in a Nest application on Express or Fastify, from TypeScript or plain JavaScript: no decorators.
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
 * Or as a module, which Nest calls after its body parser, so that the parser has to keep the bytes:
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
import type { AdapterOptions, WebSeller } from './answer-call.ts'

export type { AdapterOptions, WebSeller } from './answer-call.ts'
export type { ExpressHandler } from './express.ts'

/** What is used of Nest's consumer of middlewares. */
export type NestConsumer = {
  apply(...middleware: ExpressHandler[]): { forRoutes(...routes: string[]): unknown }
}

/** A dynamic module for `imports` of another one, or the root module itself. */
export type SellerModule = { readonly module: new () => { configure(consumer: NestConsumer): void } }

/** What is needed where Nest is to find the route: the path of the production address, such as `/saas`. */
export type NestOptions = AdapterOptions & { readonly path: string }

/** A middleware for `app.use(…)`; requests to other paths go on to the application. It never throws. */
export const createNestMiddleware = (seller: WebSeller, options: NestOptions): ExpressHandler =>
  createExpressHandler(seller, options)

/** A module that answers `options.path`. Create the application with `rawBody: true`. */
export function createSellerModule(seller: WebSeller, options: NestOptions): SellerModule {
  return {
    module: class LoggiaSellerModule {
      configure(consumer: NestConsumer): void {
        consumer.apply(createNestMiddleware(seller, options)).forRoutes(options.path)
      }
    },
  }
}
