import { expect, test } from 'vitest'
import { chooseLanguage } from './language.ts'

test.each([
  { cookie: 'en-US', header: 'zh-CN', language: 'en-US' },
  { cookie: 'fr-FR', header: 'en', language: 'en-US' },
  { cookie: undefined, header: undefined, language: 'zh-CN' },
  { cookie: undefined, header: '', language: 'zh-CN' },
  { cookie: undefined, header: 'en-GB,en;q=0.9', language: 'en-US' },
  { cookie: undefined, header: 'fr-FR, en;q=0.5, zh;q=0.8', language: 'zh-CN' },
  { cookie: undefined, header: 'zh;q=0, en;q=0.1', language: 'en-US' },
  { cookie: undefined, header: 'de, fr', language: 'zh-CN' },
  { cookie: undefined, header: '*', language: 'zh-CN' },
  { cookie: undefined, header: 'en;q=oops', language: 'en-US' },
])('cookie $cookie and Accept-Language "$header" give $language', ({ cookie, header, language }) => {
  expect(chooseLanguage(cookie, header)).toBe(language)
})
