import type { Language } from '@loggia/kernel'
import { useLanguage } from './language.tsx'

/** Texts by name: a sentence, a function that makes a sentence from values, or a group of texts. */
export type Texts = { readonly [name: string]: string | ((...values: never[]) => string) | Texts }

/**
 * The texts of a part of the console in both languages. The Chinese side defines which texts there are. An English text
 * that is missing, superfluous or takes other values does not compile.
 */
export function defineTexts<T extends Texts>(zh: T, en: NoInfer<T>): { in(language: Language): T; use(): T } {
  const inLanguage = (language: Language): T => (language === 'zh-CN' ? zh : en)
  return { in: inLanguage, use: () => inLanguage(useLanguage()) }
}
