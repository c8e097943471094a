import { defineTextsInBoth } from '@loggia/ui'

/** The offer of the other language, written in the offered language (R9). */
export const languageOfferTexts = defineTextsInBoth(
  {
    title: '语言',
    question: '本页提供中文版。',
    change: '切换到中文',
    never: '不再提示',
    close: '关闭',
  },
  {
    title: 'Language',
    question: 'This page is available in English.',
    change: 'Switch to English',
    never: 'Do not ask again',
    close: 'Close',
  },
)
