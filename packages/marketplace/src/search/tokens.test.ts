import fc from 'fast-check'
import dictionary from 'opencc-js/dict/TSCharacters'
import { describe, expect, test } from 'vitest'
import {
  fields,
  toNameKey,
  normalise,
  toNumber,
  splitIntoTerms,
  readText,
  listParts,
  markPart,
  listTokens,
} from './tokens.ts'
import { parseQuery } from './query.ts'
import type { Field } from './tokens.ts'

const nothing = { name: [], near: [], summary: [], description: [] }
/** Whether a product with this text in field `in` matches all terms of the query in field `by` or a better one. */
const isFound = (text: string, query: string, where: { in?: Field; by?: Field } = {}): boolean => {
  const tokens = new Set(listTokens({ ...nothing, [where.in ?? 'name']: [text] }))
  const parts = parseQuery(query).terms.flatMap(listParts)
  const wanted = parts.map((part) => markPart(part, where.by ?? 'description'))
  return wanted.length > 0 && wanted.every((token) => tokens.has(toNumber(token)))
}

describe('a text is written one way', () => {
  test.each([
    ['ＯＦＦＩＣＥ３６５', 'office365'],
    ['Café Ångström', 'cafe angstrom'],
    ['  a\u0000\u0007b\t\u200Bc  ', 'a b c'],
    ['ﬁle', 'file'],
    ['Straße ΟΔΟΣ', 'strasse οδοσ'],
    ['ガ', 'ガ'],
    ['한국', '한국'],
    ['half \uD83D a pair', 'half a pair'],
  ])('%j as %j', (text, written) => {
    expect(normalise(text)).toBe(written)
  })
})

test.each([
  ['协同Office 365', ['协同', 'office', '365']],
  ['C++ / C#', ['c', 'c']],
  ['%_\\\'";--', []],
  ['🙂👩‍💻', []],
  ['数据（一体化）平台', ['数据', '一体化', '平台']],
  ['カタカナとひらがな', ['カタカナとひらがな']],
  ['', []],
])('the terms of %j are %j', (text, terms) => {
  expect(splitIntoTerms(text)).toEqual(terms)
})

describe('what finds a name', () => {
  test.each([
    ['澄澜协同文档', '协同', true],
    ['澄澜协同文档', '同文', true],
    ['澄澜协同文档', '档', true],
    ['澄澜协同文档', '澄澜协同文档', true],
    ['澄澜协同文档', '协文', false],
    ['Chenglan Docs', 'doc', true],
    ['Chenglan Docs', 'ocs', false],
    ['電子發票', '电子发票', true],
    ['云盘 10 TB', '10TB', true],
    ['云盘 10 TB', '1TB', false],
    ['8 核 16 GB', '8核16G', true],
    ['Invoices', 'invoicing', true],
    ['协同Office 365', '协同 office', true],
    ['协同Office 365', '36', false],
    ['协同Office 365', '协同 word', false],
    ['Interdepartmentalisation', 'interdepartmentalisation', true],
  ])('%s by %s: %s', (name, query, found) => {
    expect(isFound(name, query)).toBe(found)
  })
})

// Han characters of the planes that names use, including rare ones of two code units.
const han = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0x4e00, max: 0x9fa5 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0x20000, max: 0x2a6d6 }) },
)
const hanText = fc.array(han, { minLength: 2, maxLength: 30 }).map((codes) => String.fromCodePoint(...codes))
const latin = fc.stringMatching(/^[A-Za-zÀ-ÖØ-öø-ÿ0-9]{1,24}$/)

test('every name is found by any two neighbouring Chinese characters of it, and by any one', () => {
  fc.assert(
    fc.property(hanText, fc.array(latin, { maxLength: 3 }), fc.nat(), (chinese, words, at) => {
      const name = [...words, chinese, ...words].join(' ')
      const characters = [...chinese]
      const from = at % (characters.length - 1)

      expect(isFound(name, characters.slice(from, from + 2).join(''))).toBe(true)
      expect(isFound(name, characters[from] ?? '')).toBe(true)
    }),
  )
})

test('every name is found by any word of it, and by all of it', () => {
  fc.assert(
    fc.property(fc.array(latin, { minLength: 1, maxLength: 6 }), hanText, fc.nat(), (words, chinese, at) => {
      const name = [...words, chinese].join('-')
      const word = words[at % words.length] ?? ''

      expect(isFound(name, word)).toBe(true)
      expect(isFound(name, word.toUpperCase())).toBe(true)
      expect(isFound(name, name)).toBe(true)
    }),
  )
})

test('whatever is written, reading it ends, and its terms hold nothing a database would refuse', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const { key, terms } = parseQuery(text)

      const tokens = listTokens({ ...nothing, name: [text] })
      // Four fields, and of each character no more than itself, its neighbours and an amount.
      expect(tokens.length).toBeLessThanOrEqual(16 * [...normalise(text)].length)
      const refused = [key, ...terms].filter((part) => !part.isWellFormed() || part.includes('\0'))
      expect(refused).toEqual([])
      expect(terms.length).toBeLessThanOrEqual(40)
    }),
  )
})

test('every traditional character of the dictionary becomes one that stays as it is', () => {
  const characters = dictionary.split('|').map((pair) => pair.split(' ')[0] ?? '')

  expect(normalise('薴')).toBe('苎')
  expect(characters.filter((one) => normalise(normalise(one)) !== normalise(one))).toEqual([])
})

test('a text that is written one way stays as it is', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 100 }), hanText), (text) => {
      expect(normalise(normalise(text))).toBe(normalise(text))
    }),
  )
})

test('an amount is its number with its unit, however far apart', () => {
  expect(readText('10 TB、16GB 与 8 核，共 1,000 人').amounts).toEqual(['10t', '16g', '8核', '1000人'])
})

test('a field is found by itself and by every worse one, never by a better one', () => {
  const found = fields.map((own) => fields.map((by) => isFound('协同 docs', '协同 docs', { in: own, by })))

  expect(found).toEqual(fields.map((_, own) => fields.map((__, by) => by >= own)))
})

test('of a long description the first 4,000 characters are looked at', () => {
  const description = `${'字'.repeat(3998)}首尾之外`

  expect(isFound(description, '首尾', { in: 'description' })).toBe(true)
  expect(isFound(description, '之外', { in: 'description' })).toBe(false)
})

test('names are compared by their words, however they are parted', () => {
  expect(toNameKey('  Chenglan—Docs！')).toBe('chenglan docs')
  expect(parseQuery('chenglan  DOCS').key).toBe(toNameKey('Chenglan Docs'))
})

test('tokens that differ have numbers that differ, each one that both engines and JavaScript hold exactly', () => {
  const characters = Array.from('abcdefghij协同文档审计报销考勤')
  const tokens = ['n', 't', 's', 'd'].flatMap((mark) =>
    characters.flatMap((one) =>
      characters.flatMap((two) => characters.map((three) => mark + one + two + three)),
    ),
  )

  const numbers = tokens.map(toNumber)

  expect(new Set(numbers).size).toBe(tokens.length)
  expect(numbers.every((one) => Number.isSafeInteger(one) && one >= 0)).toBe(true)
})
