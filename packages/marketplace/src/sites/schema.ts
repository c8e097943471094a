import type { Site, Sites } from '@loggia/protocol/console'
import type { SiteOffer, SiteProfile } from '@loggia/protocol/console/sites/kinds'

export type { Site, SiteOffer, SiteProfile }
/** All sites of the marketplace, and the code of this one. */
export type SiteList = Sites
/** What operators chose for this site. */
export type ThisSite = { readonly profile: SiteProfile; readonly sites: SiteList }

/** The subject of the history of all this. */
export const siteSubject = 'market_site'
