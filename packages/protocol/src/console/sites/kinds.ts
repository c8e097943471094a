import type { Text } from '../values.ts'

/** How people reach those who run the marketplace. */
export type Contact = {
  readonly email?: string | undefined
  readonly phone?: string | undefined
  /** When the phone is answered. */
  readonly hours?: Text | undefined
}

/** What operators chose for this marketplace; whatever they did not is as in every Loggia. */
export type SiteProfile = {
  readonly name?: Text | undefined
  readonly contact?: Contact | undefined
  /** `#rrggbb`, for the light theme. */
  readonly accent?: string | undefined
  /** The path of the logo. */
  readonly logo?: string | undefined
}

/** R9: another site, on which the reader’s account or browser belongs. */
export type SiteOffer = {
  readonly code: string
  readonly name: Text
  readonly url: string
  /** The reader's, else that of the site: the offer is read by somebody who may not read the page. */
  readonly language: 'zh-CN' | 'en-US'
}

/** The most sites. */
export const mostSites = 20
