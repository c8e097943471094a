import type { Language } from '@loggia/kernel'

export const languageCookie = 'loggia_language'
/** Set once the reader has answered the offer of the other language (R9). */
export const offerCookie = 'loggia_language_offer'
/** `?lang=en-US` shows a page in that language, so that each language has an address to link to. */
export const languageParameter = 'lang'
const languages: readonly Language[] = ['zh-CN', 'en-US']
const fallback: Language = 'zh-CN'

export const isLanguage = (text: unknown): text is Language => languages.some((one) => one === text)

/** Where the reader's language may come from, strongest first. */
export type Asked = {
  readonly link?: unknown
  readonly cookie?: string | undefined
  readonly acceptLanguage?: string | undefined
}

/** The language of the link, else of the cookie, else of the browser; undefined if none is one of ours. */
export function readLanguage({ link, cookie, acceptLanguage }: Asked): Language | undefined {
  if (isLanguage(link)) return link
  if (isLanguage(cookie)) return cookie
  return readBrowserLanguage(acceptLanguage)
}

/** Like {@link readLanguage}, else Chinese. */
export const chooseLanguage = (asked: Asked): Language => readLanguage(asked) ?? fallback

/** The tags that a browser asks for (RFC 9110 §12.5.4), in lower case, the most wanted first. */
const listWanted = (acceptLanguage: string | undefined): string[] =>
  (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const quality = parameters
        .map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1])
        .find((one) => one !== undefined)
      return { tag, quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ tag, quality }) => tag !== '' && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag)

/** The first of our languages that a browser asks for, if any. */
export function readBrowserLanguage(acceptLanguage: string | undefined): Language | undefined {
  for (const tag of listWanted(acceptLanguage)) {
    const found = languages.find((one) => tag.split('-')[0] === one.slice(0, 2))
    if (found) return found
  }
  return undefined
}

/**
 * R9: the language of the account, else of the browser, if it differs from the page's and the offer was not answered.
 */
export function proposeLanguage(
  shown: Language,
  reader: { account?: Language | undefined; acceptLanguage?: string | undefined; answered: boolean },
): Language | undefined {
  const own = reader.account ?? readBrowserLanguage(reader.acceptLanguage)
  return own === shown || reader.answered ? undefined : own
}

/** R9: the region of the first language that has one (RFC 5646 §2.2.4): only a hint of where a guest is. */
export function readBrowserRegion(acceptLanguage: string | undefined): string | undefined {
  for (const tag of listWanted(acceptLanguage)) {
    const region = tag
      .split('-')
      .slice(1)
      .find((part) => /^[a-z]{2}$/.test(part))
    if (region !== undefined) return region.toUpperCase()
  }
  return undefined
}

/** The cookie with the codes of the sites whose offer a guest dismissed (R9). */
export const siteOfferCookie = 'loggia_site_offers'
const mostDismissed = 20
const isSiteCode = (text: string): boolean => /^[a-z0-9][a-z0-9-]{0,19}$/.test(text)

export const readDismissed = (cookie: string | undefined): string[] =>
  (cookie ?? '').split('~').filter(isSiteCode).slice(0, mostDismissed)

/** The cookie with one more code, the latest first; undefined if that is no code of a site. */
export const addDismissed = (cookie: string | undefined, code: string): string | undefined =>
  isSiteCode(code)
    ? [code, ...readDismissed(cookie).filter((other) => other !== code)].slice(0, mostDismissed).join('~')
    : undefined
