import { computeAccentContrast, leastContrast, readColour } from '@loggia/kernel'
import type { Language } from '@loggia/kernel'
import { siteProblems } from './problems.ts'
import type { Site, SiteList, SiteOffer, SiteProfile } from './schema.ts'

/**
 * Checks an accent in the light theme; the dark theme gets it with as much white as it needs. Returns it in lower case,
 * as addresses name it. Throws `sites.accent_too_light`.
 */
export function requireAccent(accent: string): NonNullable<SiteProfile['accent']> {
  const colour = readColour(accent)
  const ratio = colour === undefined ? 1 : computeAccentContrast(colour)
  // Rounded down, so that 4.49 is not refused as 4.5.
  if (colour === undefined || ratio < leastContrast)
    throw siteProblems.accent_too_light({
      accent,
      ratio: Math.floor(ratio * 10) / 10,
      least: leastContrast,
    })
  return colour
}

const regionNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

function requireSite({ code, url, countries }: Site): void {
  const read = URL.canParse(url) ? new URL(url) : undefined
  if (read?.protocol !== 'https:' || read.username || read.password || read.search || read.hash)
    throw siteProblems.url_invalid({ code })
  for (const country of countries)
    if (regionNames.of(country) === undefined) throw siteProblems.country_unknown({ country })
}

/** Throws the problems of this domain that are about sites. */
export function requireSites({ current, sites }: SiteList): void {
  sites.forEach(({ code }, at) => {
    if (sites.findIndex((one) => one.code === code) < at) throw siteProblems.code_repeated({ code })
  })
  sites.forEach(requireSite)
  if (sites.length > 0 && !sites.some(({ code }) => code === current)) throw siteProblems.current_unknown()
}

/** Where a reader belongs, and which offers they want no more. */
export type Belonging = {
  readonly country?: string | undefined
  /** Of the account, else of the browser; undefined if it is none of ours. */
  readonly language?: Language | undefined
  readonly dismissed: readonly string[]
}

/**
 * R9: the site that serves the reader's country, unless this one does; of several the one in their language. Undefined
 * if none does, and if the reader has dismissed this offer.
 */
export function decideOffer(
  { current, sites }: SiteList,
  { country, language, dismissed }: Belonging,
): SiteOffer | undefined {
  if (country === undefined) return undefined
  const serving = sites.filter(({ countries }) => countries.includes(country))
  if (serving.some(({ code }) => code === current)) return undefined
  const site = serving.find(({ languages }) => languages.some((one) => one === language)) ?? serving[0]
  if (!site || dismissed.includes(site.code)) return undefined
  const { code, name, url, languages } = site
  return { code, name, url, language: language ?? languages[0] ?? 'en-US' }
}
