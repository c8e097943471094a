import { beforeAll, describe, expect, test } from 'vitest'
import { listRelaxed, listRequired, computeScore } from './plans.ts'
import { listQueryKeys, parseQuery, toSynonymKey } from './query.ts'
import { loadSounds } from './sounds.ts'
import type { Sounds } from './sounds.ts'
import { isCjk, listTokens, splitIntoTerms, toNumber } from './tokens.ts'
import { formatMeant, understand } from './understand.ts'
import type { Known } from './understand.ts'
import { listKeys, listWords, readWord } from './words.ts'

let sounds: Sounds
beforeAll(async () => {
  sounds = await loadSounds()
})

const texts = (name: string) => ({ name: [name], near: [], summary: [], description: [] })

/** What is known where products have these names, and these words mean the same. */
function knownOf(names: readonly string[], groups: readonly (readonly string[])[] = []): Known {
  const words = new Map<number, { word: string; isPhrase: boolean; documents: number }[]>()
  for (const found of listWords(texts(names.join('，'))))
    for (const key of listKeys(found.word, isCjk(found.word) ? readWord(found.word, sounds) : undefined))
      words.set(toNumber(key), [...(words.get(toNumber(key)) ?? []), { ...found, documents: 1 }])
  const synonyms = new Map(
    groups.flatMap((group) => group.map((word) => [toSynonymKey(splitIntoTerms(word)), group] as const)),
  )
  return { words, beginnings: new Map(), synonyms, documents: 100, sounds }
}

/** What each thing that is asked for is taken for first. */
const read = (query: string, known: Known): (string | undefined)[] =>
  understand(parseQuery(query), known).units.map(({ corrected, typed }) => corrected ?? typed)

describe('a query is read by the words that products have', () => {
  test.each([
    ['客服系统', ['客服', '系统']],
    ['kefu', ['客服']],
    ['ke fu', ['客服']],
    ['kefuxitong', ['客服系统']],
    ['客服xitong', ['客服', '系统']],
    ['dzfp', ['电子发票']],
    ['zhaopni', ['招聘']],
    ['zhaoping', ['招聘']],
    ['電子發票', ['电子', '发票']],
    ['电子发飘', ['电子发票']],
    ['payrol', ['payroll']],
    ['back up', ['backup']],
    ['有没有好用的客服软件', ['客服', '软件']],
    ['how do I find the payroll', ['payroll']],
    ['怎么', ['怎么']],
    ['恐龙', ['恐龙']],
    ['taxi', ['taxi']],
  ])('%s', (query, units) => {
    expect(read(query, knownOf(['云台客服系统', '电子发票', '招聘', 'Payroll', 'Backup', 'Tax']))).toEqual(
      units,
    )
  })
})

test('it is said how a query was taken, if not as it was typed', () => {
  const known = knownOf(['云台客服系统', 'Payroll'])
  const meant = (query: string) => formatMeant(understand(parseQuery(query), known).units)

  expect(['kefu xitong', '客服 payrol', '客服 payroll'].map(meant)).toEqual([
    '客服系统',
    '客服 payroll',
    undefined,
  ])
})

test('a word that exists is not taken for one that sounds like it', () => {
  expect(read('会计', knownOf(['会计', '快记']))).toEqual(['会计'])
})

test('words that mean the same stand for one another', () => {
  const known = knownOf(['考勤', '服务台'], [['考勤', '打卡', 'time clock']])

  const found = ['打卡', 'time clocks', '考勤'].map((query) => understand(parseQuery(query), known).units)

  expect(found.map((units) => units.map(({ alternatives }) => alternatives.length))).toEqual([[3], [3], [3]])
})

test('what is generic or a single character is optional, unless there is nothing else', () => {
  const known = knownOf(['考勤系统'])
  const required = (query: string) =>
    listRequired(understand(parseQuery(query), known).units).map(({ typed }) => typed)

  expect(required('考勤系统')).toEqual(['考勤'])
  expect(required('系统')).toEqual(['系统'])
  expect(required('云')).toEqual(['云'])
})

test('more than half of what is asked for is needed, of a sentence less', () => {
  const { units } = understand(parseQuery('aaaa bbbb cccc'), knownOf(['aaaa bbbb cccc']))
  const said = (isSentence: boolean) => listRelaxed(units, isSentence).map((clause) => clause.length)

  expect(said(false)).toEqual([2, 2, 2])
  expect(said(true)).toEqual([2, 2, 2])
  expect(listRelaxed(units.slice(0, 2), false)).toEqual([])
  expect(listRelaxed(units.slice(0, 2), true).map((clause) => clause.length)).toEqual([1, 1])
})

test('a name that says little else is better, and a name is better than a description', () => {
  const { units } = understand(parseQuery('考勤'), knownOf(['考勤']))
  const scoreOf = (where: 'name' | 'description', text: string) =>
    computeScore(units, {
      tokens: new Set(listTokens({ ...texts(''), [where]: [text] })),
      names: where === 'name' ? [text] : [''],
    })

  const scores = [scoreOf('name', '考勤'), scoreOf('name', '考勤与薪酬'), scoreOf('description', '考勤')]

  expect(scores).toEqual(scores.toSorted((a, b) => b - a))
  expect(new Set(scores).size).toBe(3)
})

test('what is looked up for a query is bounded', () => {
  const long = `${'客服系统'.repeat(30)} ${'abcdefghijkl '.repeat(60)}`

  expect(listQueryKeys(parseQuery(long), sounds).length).toBeLessThanOrEqual(1000)
})
