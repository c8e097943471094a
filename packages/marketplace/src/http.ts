import type { FastifyInstance } from 'fastify'
import { assembleHttp } from './http/assemble.ts'
import type { HttpOptions } from './http/edge.ts'
import { mergeDomainHandlers, mergeOpenApiHandlers } from './http/handlers.ts'
import type { Marketplace } from './marketplace.ts'
import type { Platform } from './platform/index.ts'

export type { DemoAccount, HttpOptions } from './http/edge.ts'

/** Everything that can be asked over HTTP; the caller listens and closes. Rejects if contract and handlers differ. */
export function createMarketplaceHttp(
  market: Marketplace,
  platform: Platform,
  options: HttpOptions,
): Promise<FastifyInstance> {
  const { parties, sites } = market
  const edge = { platform, parties, sites, options, isHttps: options.baseUrl.startsWith('https://') }
  return assembleHttp(edge, {
    domains: mergeDomainHandlers(market),
    present: market.views.presentHistory,
    readMedia: (name) => market.media.read(name),
    readFile: market.files.read,
    endSubscription: market.mails.endSubscription,
    openApi: {
      recognise: market.openApi.recognise,
      admit: market.openApi.admit,
      handlers: mergeOpenApiHandlers(market),
    },
    scim: market.directory.scim,
    signOns: market.signOns,
    identity: market.identity,
    publicProducts: {
      parts: market.views.listPublicParts,
      read: market.views.readPublicPart,
      sellerParts: market.views.listSellerParts,
      readSellers: market.views.readSellerPart,
      categories: market.views.listPublicCategories,
    },
  })
}
