import { domains } from '../marketplace.ts'
import type { Marketplace } from '../marketplace.ts'
import type { OpenApiHandlers } from '../open-api/index.ts'
import { mergeOwned } from '../platform/index.ts'
import type { AnyHandlers } from './contract-routes.ts'

/** What the domains answer, by the contract's keys. Throws if two claim one route. */
export const mergeDomainHandlers = (market: Marketplace): AnyHandlers =>
  mergeOwned(
    'a handler of',
    domains.map(({ routes }) => routes?.(market)),
  ) as AnyHandlers

/** What the domains answer sellers' servers, likewise. */
export const mergeOpenApiHandlers = (market: Marketplace): OpenApiHandlers =>
  mergeOwned(
    'a handler of',
    domains.map(({ openApis }) => openApis?.(market)),
  ) as OpenApiHandlers
