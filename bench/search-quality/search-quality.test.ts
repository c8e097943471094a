import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listRuleEngines, openWorld } from '@loggia/marketplace/embedded'
import type { World } from '@loggia/marketplace/embedded'
import { computeReciprocalRank, judge, judgeAll } from './judge.ts'
import { needles } from './needles/index.ts'
import { queries } from './queries.ts'
import { catalogues, kinds } from './schema.ts'
import type { Kind, ShelvedProduct } from './schema.ts'
import { shop } from './shop/index.ts'
import { addShop } from './stock.ts'
import { synonyms } from './synonyms.ts'

/** How many queries of each kind find what they ask for in the shop. It only rises. */
const floor: Readonly<Record<Kind, number>> = {
  'exact name': 2,
  compound: 3,
  pinyin: 3,
  initials: 3,
  mixed: 2,
  traditional: 3,
  'typing error, English': 3,
  'typing error, pinyin': 2,
  'same sound': 3,
  synonym: 5,
  stem: 3,
  'word order': 3,
  'tag or category': 2,
  seller: 2,
  specification: 2,
  number: 2,
  'full width': 2,
  'other language': 3,
  'stop words': 3,
  question: 3,
  absent: 5,
}
const leastReciprocalRank = 0.95

const postgresUrl = process.env['LOGGIA_TEST_POSTGRES']
const written = { shop, mass: needles }
const textOf = ({ name, summary, description, tags }: ShelvedProduct): string =>
  [name, summary, description, tags].flat().join(' ').toLowerCase()

describe.each(catalogues)('the queries of the %s', (catalogue) => {
  const { sellers, products } = written[catalogue]
  const asked = queries[catalogue]
  const keys = products.map(({ key }) => key)

  test('are sixty, different, and of all kinds', () => {
    expect(new Set(asked.map(({ q }) => q)).size).toBe(60)
    expect(new Set(asked.map(({ kind }) => kind))).toEqual(new Set(kinds))
    expect(asked.filter((query) => 'never' in query)).toEqual(asked.filter(({ kind }) => kind === 'absent'))
  })

  test('name products that exist, each once, of sellers who exist', () => {
    const named = asked.flatMap((query) =>
      'first' in query ? query.first : query.never === 'all' ? [] : query.never,
    )
    expect(named.filter((key) => !keys.includes(key))).toEqual([])
    expect(new Set(keys).size).toBe(keys.length)
    expect(new Set(products.map(({ seller }) => seller))).toEqual(new Set(Object.keys(sellers)))
  })

  test('of synonyms need one group: it has the word that is asked and a word of the product', () => {
    const unexplained = asked.filter((query) => {
      if (query.kind !== 'synonym' || !('first' in query)) return false
      const texts = products.filter(({ key }) => query.first.includes(key)).map(textOf)
      return !synonyms.some((group) => {
        const words = group.map((word) => word.toLowerCase())
        const isAsked = words.some((word) => query.q.toLowerCase().includes(word))
        return isAsked && words.some((word) => texts.some((text) => text.includes(word)))
      })
    })
    expect(unexplained.map(({ q }) => q)).toEqual([])
  })
})

test('the shop has products in every category but none of a name twice, and a word has one group of synonyms', () => {
  const names = shop.products.map(({ name }) => name[0])
  const words = synonyms.flat().map((word) => word.toLowerCase())

  expect(Map.groupBy(shop.products, ({ category }) => category).size).toBe(10)
  expect(new Set(names).size).toBe(names.length)
  expect(new Set(words).size).toBe(words.length)
})

test('a product counts among the first three; what must not be found may not be on the page', () => {
  const query = { q: 'q', language: 'en', kind: 'stem' } as const

  expect(judge({ ...query, first: ['a', 'b'] }, ['', 'x', 'b', 'a'])).toEqual({ place: 3, passed: true })
  expect(judge({ ...query, first: ['a'] }, ['', 'x', 'b', 'a'])).toEqual({ place: 4, passed: false })
  expect(judge({ ...query, first: ['a'] }, [])).toEqual({ place: 0, passed: false })
  expect(judge({ ...query, never: ['a'] }, ['', 'x', 'b', 'a']).passed).toBe(false)
  expect(judge({ ...query, never: ['a'] }, ['', 'x']).passed).toBe(true)
  expect(judge({ ...query, never: 'all' }, ['']).passed).toBe(false)
})

describe.each(listRuleEngines(postgresUrl))('on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterAll(() => world.close())

  test('the search of the shop finds no less than before', async () => {
    const verdicts = await judgeAll(world, queries.shop, await addShop(world, shop))

    const passed = verdicts.filter(({ passed }) => passed)
    const counts = kinds.map(
      (kind) => [kind, passed.filter(({ query }) => query.kind === kind).length] as const,
    )
    expect(counts.filter(([kind, count]) => count < floor[kind])).toEqual([])
    expect(computeReciprocalRank(verdicts)).toBeGreaterThanOrEqual(leastReciprocalRank)
  })
})
