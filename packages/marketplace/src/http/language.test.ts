import { describe, expect, test } from 'vitest'
import {
  addDismissed,
  chooseLanguage,
  proposeLanguage,
  readBrowserRegion,
  readDismissed,
  readLanguage,
} from './language.ts'

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
  expect(chooseLanguage({ cookie, acceptLanguage: header })).toBe(language)
})

test.each([
  { link: 'en-US', language: 'en-US' },
  { link: 'zh-CN', language: 'zh-CN' },
  { link: 'fr-FR', language: 'zh-CN' },
  { link: ['en-US', 'en-US'], language: 'zh-CN' },
])(
  'a link that says $link is stronger than a cookie, if it names a language of ours',
  ({ link, language }) => {
    expect(chooseLanguage({ link, cookie: 'zh-CN', acceptLanguage: 'zh' })).toBe(language)
  },
)

test.each([undefined, '', '*', 'de, fr'])('"%s" says no language of ours', (acceptLanguage) => {
  expect(readLanguage({ acceptLanguage })).toBeUndefined()
})

describe('R9: the other language is offered', () => {
  test.each([
    { shown: 'zh-CN', account: undefined, acceptLanguage: 'en-GB', answered: false, offered: 'en-US' },
    { shown: 'zh-CN', account: 'en-US', acceptLanguage: 'zh', answered: false, offered: 'en-US' },
    { shown: 'en-US', account: 'zh-CN', acceptLanguage: 'en', answered: false, offered: 'zh-CN' },
    { shown: 'en-US', account: 'en-US', acceptLanguage: 'zh', answered: false, offered: undefined },
    { shown: 'zh-CN', account: undefined, acceptLanguage: 'zh', answered: false, offered: undefined },
    { shown: 'zh-CN', account: undefined, acceptLanguage: 'fr', answered: false, offered: undefined },
    { shown: 'zh-CN', account: undefined, acceptLanguage: undefined, answered: false, offered: undefined },
    { shown: 'zh-CN', account: 'en-US', acceptLanguage: 'en', answered: true, offered: undefined },
  ] as const)(
    'on a page in $shown to an account in $account and a browser in $acceptLanguage, answered $answered: $offered',
    ({ shown, offered, ...reader }) => {
      expect(proposeLanguage(shown, reader)).toBe(offered)
    },
  )
})

describe('R9: another site is offered', () => {
  test.each([
    ['de-DE,de;q=0.9,en;q=0.8', 'DE'],
    ['en,de-DE;q=0.5', 'DE'],
    ['en-US;q=0.1, zh-CN', 'CN'],
    ['zh-Hans-SG', 'SG'],
    ['en-US;q=0', undefined],
    ['zh', undefined],
    ['es-419', undefined],
    [undefined, undefined],
  ])('a browser that asks for %s hints at %s', (acceptLanguage, region) => {
    expect(readBrowserRegion(acceptLanguage)).toBe(region)
  })

  test('the cookie holds only codes of sites, each once, the latest first, and not more than a few', () => {
    const many = Array.from({ length: 30 }, (_, n) => `s${n}`).join('~')

    expect(readDismissed('intl~<b>~~cn')).toEqual(['intl', 'cn'])
    expect(addDismissed('cn~intl', 'intl')).toBe('intl~cn')
    expect(addDismissed(undefined, 'intl')).toBe('intl')
    expect(addDismissed('cn', 'x; path=/')).toBeUndefined()
    expect(addDismissed(many, 'new')?.split('~')).toHaveLength(20)
  })
})
