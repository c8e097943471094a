import { expect, test } from 'vitest'
import { readTerms } from './terms.mjs'
import { faultsOfGuide, textFaultsOf } from './texts.mjs'

const terms = readTerms(`
| 中文 | English | not 中文 | not English |
| --- | --- | --- | --- |
| 云商店 | marketplace | 市场、商城 | market (market-) |
| 邮箱 | email | | e-mail |
| 原因 | reason | 理由（无理由、理由书） | |
`)
const page = (text) => ({ path: 'apps/console/src/page.tsx', text })
const texts = (zh, en) => ({
  path: 'apps/console/src/text/some.ts',
  text: `export const someTexts = defineTexts(${zh}, ${en})`,
})
const fine = texts(
  "{ save: '保存', by: (name: string) => `由 ${name} 提供` }",
  "{ save: 'Save', by: (name) => `By ${name}` }",
)
const user = page('const t = someTexts.use(); t.save; t.by(name)')

test('texts that stand in both languages and are asked for have no fault', () => {
  expect(textFaultsOf([fine, user], [])).toEqual([])
})

test.each([
  [
    'is missing in English',
    texts("{ save: '保存', close: '关闭' }", "{ save: 'Save' }"),
    /close has no English text/,
  ],
  [
    'is missing in Chinese',
    texts("{ save: '保存' }", "{ save: 'Save', close: 'Close' }"),
    /close has no Chinese text/,
  ],
  [
    'is Chinese in English',
    texts("{ save: '保存' }", "{ save: '保存' }"),
    /save has Chinese in its English text/,
  ],
  [
    'ends like Chinese in English',
    texts("{ save: '保存' }", "{ save: 'Save，' }"),
    /save has Chinese in its English/,
  ],
  [
    'is English in Chinese',
    texts("{ save: 'Save it now' }", "{ save: 'Save it now' }"),
    /save has an English sentence/,
  ],
  [
    'is asked for by nobody',
    texts("{ save: '保存', gone: '没了' }", "{ save: 'Save', gone: 'Gone' }"),
    /gone is used nowhere/,
  ],
  [
    'has a second Chinese word for a term',
    texts("{ save: '回到市场' }", "{ save: 'Back' }"),
    /save: the word is 云商店, not 市场/,
  ],
  [
    'has a second English word for a term',
    texts("{ save: '邮箱' }", "{ save: 'Your E-mails' }"),
    /save: the word is email, not e-mail/,
  ],
  [
    'has the number of a rule',
    texts("{ save: '保存（R4）' }", "{ save: 'Save' }"),
    /save: no number of a rule/,
  ],
])('a text that %s is a fault', (_what, definition, fault) => {
  const found = textFaultsOf([definition, page('someTexts.use().save; t.close')], [], terms)

  expect(found).toHaveLength(1)
  expect(found[0]).toMatch(fault)
})

test.each([
  ['by a state of the contract', 'someTexts.use()', "const states = ['open']"],
  ['by a value of its group', 'someTexts.use().states[state]', ''],
  ['by a local name of its group', 'const { states } = someTexts.use(); states[state]', ''],
  ['all at once', 'Object.values(someTexts.use().states)', ''],
])('a text that is looked up %s is used', (_how, use, contract) => {
  const definition = texts("{ states: { open: '打开' } }", "{ states: { open: 'Open' } }")

  expect(
    textFaultsOf([definition, page(use)], [{ path: 'packages/protocol/src/a.ts', text: contract }]),
  ).toEqual([])
})

test.each([
  ['words in a component', '<p>Save it now</p>', /"Save it now" is said in one language only/],
  ['Chinese in a component', '<p>保存</p>', /"保存" is said in one language only/],
  ['a name for readers of the page', '<a aria-label="Save it now" />', /said in one language only/],
  ['an inline English side', "const a = { zh: '起', en: '起' }", /is Chinese in an English text/],
  ['an inline Chinese side', "const a = { zh: 'from here on', en: 'from' }", /is English in a Chinese text/],
])('%s in one language only is a fault', (_what, text, fault) => {
  const found = textFaultsOf([fine, user, page(text)], [])

  expect(found).toHaveLength(1)
  expect(found[0]).toMatch(fault)
})

test('a check that finds no texts complains', () => {
  expect(textFaultsOf([user], [])).toEqual(['no file defines texts: the check saw nothing'])
})

test('a phrase in brackets is allowed although it has the word in it', () => {
  const definition = texts("{ save: '五天无理由退订' }", "{ save: 'market-wide' }")

  expect(textFaultsOf([definition, page('someTexts.use().save')], [], terms)).toEqual([])
})

test('a word is found as a whole, in any case and in the plural', () => {
  const faultOf = (en) =>
    textFaultsOf([texts("{ save: '保存' }", `{ save: '${en}' }`), page('x.save')], [], terms)

  expect(faultOf('Marketplace')).toEqual([])
  expect(faultOf('All Markets')).toHaveLength(1)
})

test('the prose of a guide is judged, its code is not', () => {
  const guide = {
    path: 'docs/guides/sell.md',
    text: 'Open the market.\n\n```ts\nmarket.open()\n```\n1. Save it.\n\n   ```sh\n   market save\n   ```\n\nCall `market`.\n',
  }

  expect(faultsOfGuide(guide, terms)).toEqual(['docs/guides/sell.md:1: the word is marketplace, not market'])
})
