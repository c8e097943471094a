import { parts } from '../marketplace.ts'
import type { Marketplace } from '../marketplace.ts'
import { mergeOwned } from '../platform/index.ts'
import type { OpenApiHandlers } from '../platform/index.ts'
import type { AnyHandlers } from './contract-routes.ts'

/** The domains' handlers by contract key. Throws if two domains have the same route. */
export const mergeDomainHandlers = (market: Marketplace): AnyHandlers =>
  mergeOwned(
    'a handler of',
    parts.map(({ routes }) => routes?.(market)),
  ) as AnyHandlers

/** The domains' handlers of the open APIs. Throws if two domains have the same API. */
export const mergeOpenApiHandlers = (market: Marketplace): OpenApiHandlers =>
  mergeOwned(
    'a handler of',
    parts.map(({ openApis }) => openApis?.(market)),
  ) as OpenApiHandlers
