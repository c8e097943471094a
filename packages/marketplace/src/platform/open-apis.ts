import type { Id } from '@loggia/kernel'
import type { OpenApiInput, OpenApiKey, OpenApiReply } from '@loggia/protocol/open-apis'

/** The file of a multipart body. */
export type OpenApiFile = { readonly name?: string; readonly content: Uint8Array }

/** What a seller's server asks: its checked parts, and the query as it arrived. */
export type OpenApiRequest<K extends OpenApiKey> = OpenApiInput<K> & {
  readonly sellerId: Id<'sel'>
  readonly query: Readonly<Record<string, unknown>>
  readonly file?: OpenApiFile
}

type Fixed<T> = T extends readonly (infer One)[]
  ? readonly Fixed<One>[]
  : T extends object
    ? { readonly [K in keyof T]: Fixed<T[K]> }
    : T

/** The handler of each open API, by the key of its contract. */
export type OpenApiHandlers = {
  readonly [K in OpenApiKey]: (request: OpenApiRequest<K>) => Promise<Fixed<OpenApiReply<K>>>
}
