import type { Language } from '@loggia/kernel'

export const languageCookie = 'loggia_language'
const languages: readonly Language[] = ['zh-CN', 'en-US']
const fallback: Language = 'zh-CN'

export const isLanguage = (text: string | undefined): text is Language =>
  languages.some((one) => one === text)

/** What the reader chose, else the first language of ours that their browser asks for (RFC 9110 §12.5.4), else Chinese. */
export function chooseLanguage(cookie: string | undefined, acceptLanguage: string | undefined): Language {
  if (isLanguage(cookie)) return cookie
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
  return fallback
}
