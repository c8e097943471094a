import type { Language } from '@loggia/kernel'
import { createContext, useContext } from 'react'
import type { ReactNode } from 'react'

/** A text in both languages of the market, as sellers write it. */
export type BilingualText = { readonly zh: string; readonly en: string }
/** The reader's language, and the market's time zone as an IANA name. */
export type Reader = { readonly language: Language; readonly zone: string }

const ReaderContext = createContext<Reader>({ language: 'zh-CN', zone: 'Asia/Shanghai' })

/** Provides the language and time zone to all components below. */
export function LanguageProvider({ language, zone, children }: Reader & { readonly children: ReactNode }) {
  return <ReaderContext value={{ language, zone }}>{children}</ReaderContext>
}

/** The reader's language. */
export const useLanguage = (): Language => useContext(ReaderContext).language
/** The IANA name of the zone in which times are shown. */
export const useZone = (): string => useContext(ReaderContext).zone
/** Returns the text in this language, or in the other one if that side is empty, so that nothing is nameless. */
export const pickText = (text: BilingualText, language: Language): string =>
  language === 'zh-CN' ? text.zh || text.en : text.en || text.zh
/** {@link pickText} in the reader's language. */
export function useText(): (text: BilingualText) => string {
  const language = useLanguage()
  return (text) => pickText(text, language)
}
