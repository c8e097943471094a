import type { Language } from '@loggia/kernel'
import { useLanguage } from './language.tsx'

/** Texts by name: a sentence, a function that makes a sentence from values, or a group of texts. */
export type Texts = { readonly [name: string]: string | ((...values: never[]) => string) | Texts }

type InLanguages<T> = { in(language: Language): T; use(): T }

/**
 * The texts of a part of the console in both languages. The Chinese side defines which texts there are. An English text
 * that is missing, superfluous or takes other values does not compile.
 *
 * A browser has only the texts of the page's language (`apps/console/one-language.ts`), and shows these if asked for the
 * others: use {@link defineTextsInBoth} for what is shown in the other language.
 */
export const defineTexts = <T extends Texts>(zh: T, en: NoInfer<T>): InLanguages<T> => createTexts(zh, en)

/** {@link defineTexts} for what is also shown in the other language than the page's. */
export const defineTextsInBoth = <T extends Texts>(zh: T, en: NoInfer<T>): InLanguages<T> =>
  createTexts(zh, en)

function createTexts<T>(zh: T, en: T): InLanguages<T> {
  const inLanguage = (language: Language): T => (language === 'zh-CN' ? zh || en : en || zh)
  return { in: inLanguage, use: () => inLanguage(useLanguage()) }
}
