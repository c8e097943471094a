import type { Language } from '@loggia/kernel'

export const languageCookie = 'loggia_language'
/** Set once the reader has answered whether they want the other language (R9). */
export const offerCookie = 'loggia_language_offer'
/** `?lang=en-US` shows a page in that language: each language has an address that can be linked. */
export const languageParameter = 'lang'
const languages: readonly Language[] = ['zh-CN', 'en-US']
const fallback: Language = 'zh-CN'

export const isLanguage = (text: unknown): text is Language => languages.some((one) => one === text)

/** What a reader has said about their language, the strongest first. */
export type Asked = {
  readonly link?: unknown
  readonly cookie?: string | undefined
  readonly acceptLanguage?: string | undefined
}

/** What the link says, else what the reader chose, else what their browser asks for, if any of them says one of ours. */
export function readLanguage({ link, cookie, acceptLanguage }: Asked): Language | undefined {
  if (isLanguage(link)) return link
  if (isLanguage(cookie)) return cookie
  return readBrowserLanguage(acceptLanguage)
}

/** The same, else Chinese. */
export const chooseLanguage = (asked: Asked): Language => readLanguage(asked) ?? fallback

/** The first language of ours that a browser asks for (RFC 9110 §12.5.4), if there is one. */
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

/** R9: the language of the account, else of the browser, if it is not the page's and nobody has declined it. */
export function proposeLanguage(
  shown: Language,
  reader: { account?: Language | undefined; acceptLanguage?: string | undefined; answered: boolean },
): Language | undefined {
  const own = reader.account ?? readBrowserLanguage(reader.acceptLanguage)
  return own === shown || reader.answered ? undefined : own
}
