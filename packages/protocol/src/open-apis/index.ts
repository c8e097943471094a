import type { z } from 'zod'
import { openApis } from './routes.ts'

export { openApis }
export type OpenApis = typeof openApis
export type OpenApiKey = keyof OpenApis
/** The reply of an open API. */
export type OpenApiReply<K extends OpenApiKey> = z.infer<OpenApis[K]['reply']>
/** What an API is asked: the parts of the path, and its checked body. */
export type OpenApiInput<K extends OpenApiKey> = {
  readonly params: OpenApis[K] extends { readonly params: infer P extends z.ZodType }
    ? z.output<P>
    : undefined
  readonly body: OpenApis[K] extends { readonly body: { readonly schema: infer B extends z.ZodType } }
    ? z.output<B>
    : undefined
}
export type { OpenApiBody, OpenApiRoute } from './route.ts'
