import type { z } from 'zod'
import { openApis } from './routes.ts'

export { openApis }
export type OpenApis = typeof openApis
export type OpenApiKey = keyof OpenApis
/** The reply of an open API. */
export type OpenApiReply<K extends OpenApiKey> = z.infer<OpenApis[K]['reply']>
export type { OpenApiRoute } from './route.ts'
