import type { Language } from '@loggia/kernel'
import { createContext, useContext } from 'react'
import type { ReactNode } from 'react'

/** A text in both languages of the market, as sellers write it. */
export type BilingualText = { readonly zh: string; readonly en: string }
/** Whom a page speaks to: the reader's language, and the market's time zone as an IANA name. */
export type Reader = { readonly language: Language; readonly zone: string }

const ReaderContext = createContext<Reader>({ language: 'zh-CN', zone: 'Asia/Shanghai' })

/** Tells every component below in which language and zone it speaks. */
export function LanguageProvider({ language, zone, children }: Reader & { readonly children: ReactNode }) {
  return <ReaderContext value={{ language, zone }}>{children}</ReaderContext>
}

/** The reader's language. */
export const useLanguage = (): Language => useContext(ReaderContext).language
/** The IANA name of the zone in which times are shown. */
export const useZone = (): string => useContext(ReaderContext).zone
/** One side of a text in both languages; an empty side falls back to the other, so that nothing is nameless. */
export const pickText = (text: BilingualText, language: Language): string =>
  language === 'zh-CN' ? text.zh || text.en : text.en || text.zh
/** {@link pickText} for the reader. */
export function useText(): (text: BilingualText) => string {
  const language = useLanguage()
  return (text) => pickText(text, language)
}
