import type { OperatorSite } from '@loggia/protocol/console'

export type Sites = OperatorSite['sites']
export type Site = Sites['sites'][number]

/** A site as it is typed. */
export type TypedSite = {
  readonly code: string
  readonly nameZh: string
  readonly nameEn: string
  readonly url: string
  readonly countries: string
  readonly languages: Site['languages']
  readonly isCurrent: boolean
}

/** A new site is this one if there is no other. */
export const toTypedSite = (site: Site | undefined, { current, sites }: Sites): TypedSite => ({
  code: site?.code ?? '',
  nameZh: site?.name.zh ?? '',
  nameEn: site?.name.en ?? '',
  url: site?.url ?? '',
  countries: site?.countries.join(', ') ?? '',
  languages: site?.languages ?? ['zh-CN'],
  isCurrent: site ? site.code === current : sites.length === 0,
})

const regionNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

const readCountries = (typed: string): string[] => [
  ...new Set(
    typed
      .split(/[\s,，、;；]+/)
      .filter(Boolean)
      .map((code) => code.toUpperCase()),
  ),
]

const isCountry = (code: string): boolean => /^[A-Z]{2}$/.test(code) && regionNames.of(code) !== undefined

const isHttps = (url: string): boolean => URL.canParse(url) && new URL(url).protocol === 'https:'

/** Which fields are wrong; of the countries, the first that is none. `others` are the codes of the other sites. */
export function findWrongSite(typed: TypedSite, others: readonly string[]) {
  return {
    code: !/^[a-z0-9][a-z0-9-]{0,19}$/.test(typed.code),
    taken: others.includes(typed.code),
    nameZh: typed.nameZh.trim() === '',
    nameEn: typed.nameEn.trim() === '',
    url: !isHttps(typed.url.trim()),
    country: readCountries(typed.countries).find((code) => !isCountry(code)),
    languages: typed.languages.length === 0,
  }
}

/** The list with this site in its place, or at the end; `former` is the code that it had. */
export function putSite(list: Sites, typed: TypedSite, former: string | undefined): Sites {
  const site: Site = {
    code: typed.code,
    name: { zh: typed.nameZh.trim(), en: typed.nameEn.trim() },
    url: typed.url.trim(),
    countries: readCountries(typed.countries),
    languages: [...typed.languages],
  }
  const sites = list.sites.some(({ code }) => code === former)
    ? list.sites.map((one) => (one.code === former ? site : one))
    : [...list.sites, site]
  return withCurrent(sites, typed.isCurrent ? site.code : list.current === former ? undefined : list.current)
}

export const removeSite = (list: Sites, removed: string): Sites =>
  withCurrent(
    list.sites.filter(({ code }) => code !== removed),
    list.current,
  )

/** A list of sites always says which one this is: without a choice, the first. */
const withCurrent = (sites: Site[], current: string | undefined): Sites =>
  sites.length === 0
    ? { sites }
    : {
        current: sites.some(({ code }) => code === current) ? (current ?? '') : (sites[0]?.code ?? ''),
        sites,
      }
