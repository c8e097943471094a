import type { Texts } from '@loggia/ui'
import { defineTexts } from '@loggia/ui'
import { describe, expect, test } from 'vitest'
import { accountTexts } from './account/texts.ts'
import { countryTexts } from './account/country-texts.ts'
import { sellTexts } from './sell/texts.ts'
import { signUpTexts } from './entrance/sign-up-texts.ts'
import { problemTexts, signInTexts } from './entrance/texts.ts'
import { frameTexts } from './frame/texts.ts'
import { languageOfferTexts } from './frame/language-offer-texts.ts'
import { homeTexts } from './home/texts.ts'
import { productTexts } from './product/texts.ts'
import { checkoutTexts } from './checkout/texts.ts'
import { purchaseTexts } from './buying/texts.ts'
import { searchTexts } from './search/texts.ts'

const all = {
  frameTexts,
  languageOfferTexts,
  homeTexts,
  productTexts,
  purchaseTexts,
  checkoutTexts,
  searchTexts,
  signInTexts,
  problemTexts,
  signUpTexts,
  accountTexts,
  sellTexts,
  countryTexts,
}

/** Every sentence by its path; functions are called with sample values. */
function sentences(texts: Texts, at = ''): [string, string][] {
  return Object.entries(texts).flatMap(([name, text]): [string, string][] => {
    if (typeof text === 'string') return [[`${at}${name}`, text]]
    if (typeof text === 'function')
      return [[`${at}${name}`, String((text as (...values: unknown[]) => unknown)(1, 2, 3))]]
    return sentences(text, `${at}${name}.`)
  })
}

describe.each(Object.entries(all))('%s', (_, texts) => {
  const zh = sentences(texts.in('zh-CN'))
  const en = sentences(texts.in('en-US'))

  test('says the same things in both languages', () => {
    expect(en.map(([name]) => name)).toEqual(zh.map(([name]) => name))
  })

  test('is English in English', () => {
    const foreign = en.filter(
      ([name, text]) => name !== 'otherLanguage' && /\p{Script=Han}|[，。：；]$/u.test(text),
    )

    expect(foreign).toEqual([])
  })

  test('is Chinese in Chinese', () => {
    const foreign = zh.filter(([, text]) => text.length > 12 && !/\p{Script=Han}/u.test(text))

    expect(foreign).toEqual([])
  })

  test('keeps to the house style: no exclamation, no please, no sorry', () => {
    const loud = [...zh, ...en].filter(([, text]) =>
      /[!！]|\bplease\b|\bsorry\b|请您|抱歉|系统繁忙|操作失败|点击/i.test(text),
    )

    expect(loud).toEqual([])
  })
})

test('a text that is missing or takes other values does not compile', () => {
  // @ts-expect-error the English side lacks `b`
  defineTexts({ a: '甲', b: '乙' }, { a: 'A' })
  // @ts-expect-error the English side has a text of its own
  defineTexts({ a: '甲' }, { a: 'A', c: 'C' })
  // @ts-expect-error the English side wants a number where there is a name
  defineTexts({ a: (name: string) => name }, { a: (count: number) => String(count) })

  expect(defineTexts({ a: '甲' }, { a: 'A' }).in('en-US').a).toBe('A')
})
