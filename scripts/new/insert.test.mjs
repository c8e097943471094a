import { expect, test } from 'vitest'
import { NewFault } from './fault.mjs'
import {
  addRow,
  addService,
  addStatementFrom,
  addToObject,
  addToPages,
  addToUnion,
  readObject,
  readUnion,
} from './insert.mjs'

const file = (text, path = 'a.ts') => ({ path, text })
const market = file(`import { x } from '@loggia/kernel'
import { createClockwork } from './clock/index.ts'
import { createNotes } from './notes/index.ts'

export function createMarketplace(platform) {
  const clockwork = createClockwork(platform)
  const written = createNotes({ ...platform, clockwork })
  return {
    clockwork,
    notes: written,
  }
}

const domains = {
  clock: clockPart,
  'notes-kept': notesPart,
} satisfies Record<string, Part>
`)
const bonds = { variable: 'bonds', statement: 'const bonds = createBonds(platform)' }

test('a service is made and named before that of the domain that comes next, whatever that is called', () => {
  expect(addService(market, { before: 'notes' }, bonds).text).toContain(`
  const bonds = createBonds(platform)
  const written = createNotes({ ...platform, clockwork })
  return {
    clockwork,
    bonds,
    notes: written,
`)
})

test('a domain is listed before the one that comes next', () => {
  const { text } = addToObject(market, { object: 'domains', before: 'notes-kept' }, 'bonds: bondsPart')

  expect(readObject(file(text), { object: 'domains' })).toEqual(['clock', 'bonds', 'notes-kept'])
})

test.each([
  ['./bonds/index.ts', ['./bonds/index.ts', './clock/index.ts', './notes/index.ts']],
  ['./deeds/index.ts', ['./clock/index.ts', './deeds/index.ts', './notes/index.ts']],
  ['./wares/index.ts', ['./clock/index.ts', './notes/index.ts', './wares/index.ts']],
])('an import of %s has its place in the alphabet', (from, order) => {
  const { text } = addStatementFrom(market, `import { a } from '${from}'`)

  expect([...text.matchAll(/from '(\.[^']+)'/g)].map(([, specifier]) => specifier)).toEqual(order)
})

test('a member is added to an object before another, or where its name belongs', () => {
  const api = file(
    "export const api = {\n  ...aRoutes,\n  ...cRoutes,\n}\nexport const parts = { a: 1, 'c-d': 2 }\n",
  )

  expect(addToObject(api, { object: 'api', before: 'cRoutes' }, '...bRoutes').text).toContain(
    '  ...aRoutes,\n  ...bRoutes,\n  ...cRoutes,\n',
  )
  expect(addToObject(api, { object: 'parts', after: 'bonds' }, 'bonds: 3').text).toContain(
    "{ a: 1, bonds: 3,\n  'c-d': 2 }",
  )
  expect(addToObject(api, { object: 'parts', after: 'wares' }, 'wares: 3').text).toContain(
    "'c-d': 2 ,wares: 3,\n}",
  )
})

test('a page is listed after that of a feature, or at the end', () => {
  const pages = file('export const sellerPages = seller.addChildren([\n  ...aRoutes,\n  ...cRoutes,\n])\n')

  expect(addToPages(pages, { list: 'sellerPages', after: '...aRoutes' }, '...bRoutes').text).toContain(
    '[\n  ...aRoutes,\n  ...bRoutes,\n  ...cRoutes,\n]',
  )
  expect(addToPages(pages, { list: 'sellerPages', after: '...gone' }, '...dRoutes').text).toContain(
    '  ...cRoutes,\n  ...dRoutes,\n]',
  )
})

test('a text is added to a union', () => {
  const ids = file("export type IdPrefix =\n  | 'sel'\n  | 'byr'\nexport type Id = string\n")

  const added = addToUnion(ids, { type: 'IdPrefix' }, 'bnd')

  expect(added.text).toContain("  | 'byr'\n  | 'bnd'\nexport type Id")
  expect([...readUnion(added, { type: 'IdPrefix' })]).toEqual(['sel', 'byr', 'bnd'])
})

test('a row is added to its table and to no other', () => {
  const page = file(
    '| a | b |\n| --- | --- |\n| notes | x |\n\n| c | d |\n| --- | --- |\n| notes | y |\n',
    'a.md',
  )

  expect(addRow(page, { head: '| c | d |', before: 'notes' }, '| bonds | z |').text).toBe(
    '| a | b |\n| --- | --- |\n| notes | x |\n\n| c | d |\n| --- | --- |\n| bonds | z |\n| notes | y |\n',
  )
})

const empty = file('export const other = 1\n')
test.each([
  ['an import', () => addStatementFrom(empty, "import { a } from './a.ts'"), /no import/],
  ['an object to be read', () => readObject(empty, { object: 'domains' }), /no object "domains"/],
  ['a list of pages', () => addToPages(empty, { list: 'sellerPages' }, '...a'), /no list "sellerPages"/],
  [
    'a member of an object',
    () => addToObject(file('const a = { b }'), { object: 'a', before: 'c' }, 'd'),
    /no "c"/,
  ],
  ['an object', () => addToObject(empty, { object: 'api' }, 'a'), /no object "api"/],
  ['a union', () => addToUnion(empty, { type: 'IdPrefix' }, 'bnd'), /no union "IdPrefix"/],
  ['a service', () => addService(market, { before: 'gone' }, bonds), /--above/],
  ['a table', () => addRow(empty, { head: '| a | b |', before: 'x' }, ''), /no table/],
  [
    'a row',
    () => addRow(file('| a | b |\n| c | d |\n'), { head: '| a | b |', before: 'x' }, ''),
    /no row "x"/,
  ],
])('%s that is not there is named, with its file', (_what, add, reason) => {
  expect(add).toThrow(NewFault)
  expect(add).toThrow(reason)
  expect(add).toThrow(/^a\.ts /)
})
