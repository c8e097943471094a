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

/** The first of our languages that a browser asks for (RFC 9110 §12.5.4), if any. */
export function readBrowserLanguage(acceptLanguage: string | undefined): Language | undefined {
  const wanted = (acceptLanguage ?? '')
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
  for (const { tag } of wanted) {
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
