import type { PageFrame } from '@loggia/protocol/console'
import { pickText } from '@loggia/ui'

/** The name of the marketplace in the language of the page: what operators set, else Loggia. */
export const getSiteName = ({ site, language }: Pick<PageFrame, 'site' | 'language'>): string =>
  site?.name ? pickText(site.name, language) : 'Loggia'
