import { expect, test } from 'vitest'
import { keepLanguage, markTexts } from './one-language.ts'

const source = `
import { defineTexts, defineTextsInBoth } from '@loggia/ui'
export const texts = defineTexts({ a: '甲', b: (n) => \`\${n} 个\` }, { a: 'A', b: (n) => n })
export const both = defineTextsInBoth({ a: '乙' }, { a: 'B' })
const files = ['assets/page-x.js', 'assets/page-x.css']
const page = () => import('./page-x.js')
`

test('a built file keeps the texts of one language, except those that are shown in both', () => {
  const marked = markTexts(source)

  const zh = keepLanguage(marked, 'zh-CN')
  const en = keepLanguage(marked, 'en-US')

  expect(zh).toContain("defineTexts(({ a: '甲', b: (n) => `${n} 个` }), 0)")
  expect(en).toContain("defineTexts(0, ({ a: 'A', b: (n) => n }))")
  for (const one of [zh, en]) expect(one).toContain("defineTextsInBoth({ a: '乙' }, { a: 'B' })")
})

test('it loads the other scripts in its language; styles have none', () => {
  const en = keepLanguage(markTexts(source), 'en-US')

  expect(en).toContain(`["assets/en-US/page-x.js", 'assets/page-x.css']`)
  expect(en).toContain("import('./page-x.js')")
})

test('a mark that was not understood fails the build', () => {
  expect(() => keepLanguage('f(__LOGGIA_ZH__ ? 1 : 2)', 'en-US')).toThrow('__LOGGIA_ZH__')
})
