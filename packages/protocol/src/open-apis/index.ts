import type { z } from 'zod'
import { openApis } from './routes.ts'

export { openApis }
export type OpenApis = typeof openApis
export type OpenApiKey = keyof OpenApis
/** What one of them answers. */
export type OpenApiReply<K extends OpenApiKey> = z.infer<OpenApis[K]['reply']>
export type { OpenApiRoute } from './route.ts'
