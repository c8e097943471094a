import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { projectRoot } from '../setup/progress.mjs'
import { plainWords } from './glossary-plain.mjs'
import { findGlossaryFaults } from './glossary.mjs'

const glossary = 'docs/development/glossary.md'
const schema = 'packages/marketplace/src/orders/schema.ts'
const kinds = 'packages/protocol/src/console/orders/kinds.ts'
const sound = {
  [glossary]:
    '# Glossary\n\n| word | in code | what it is |\n| --- | --- | --- |\n| order 订单 | `Order` `order` `order_line` `ord_` | a purchase: *open*, *paid* |\n',
  [schema]: 'export type Order = { id: string }\nexport type OrderLines = Order[]\n',
  [kinds]: "export const orderStates = ['open', 'paid'] as const\n",
  'packages/marketplace/src/orders/tables.ts':
    'export type OrderTables = {\n  order: { id: string }\n  order_line: { id: string }\n}\n',
  'packages/kernel/src/ids.ts': "export type IdPrefix =\n  | 'ord'\n",
}

let root

const plant = (path, text) => {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'loggia-glossary-'))
  for (const [path, text] of Object.entries(sound)) plant(path, text)
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

const faults = () => findGlossaryFaults(root, new Set(['state']))

test('names whose words stand in the glossary or are plain are no fault', () => {
  expect(faults()).toEqual([])
})

const planted = [
  ['a type', schema, 'export type OrderWarranty = string', '“warranty” of OrderWarranty'],
  [
    'a type of a schema in several files',
    'packages/marketplace/src/orders/schema/lines.ts',
    'export type LineWarranty = string',
    '“warranty” of LineWarranty',
  ],
  ['a state', kinds, "export const orderStates = ['open', 'lapsed'] as const", '“lapsed” of lapsed'],
  [
    'a list of the contract',
    kinds,
    'export const warrantyOrders = [1] as const',
    '“warranty” of warrantyOrders',
  ],
  [
    'a table',
    'packages/marketplace/src/warranties/tables.ts',
    'export type WarrantyTables = {\n  order_open: { id: string }\n}',
    'order_open does not stand',
  ],
  [
    'a prefix of ids',
    'packages/kernel/src/ids.ts',
    "export type IdPrefix =\n  | 'ord'\n  | 'wty'\n",
    'wty_ does not stand',
  ],
]

test.each(planted)('%s with a word that the glossary has not is a fault', (_what, path, text, complaint) => {
  plant(path, text)

  expect(faults()).toEqual([expect.stringContaining(`${path}: ${complaint}`)])
})

test('a word in the README of its domain is one too', () => {
  const [name, text] = [planted[3][1], planted[3][2].replace('order_open', 'warranty')]
  plant(name, text)
  const table =
    '| word | in code | what it is |\n| --- | --- | --- |\n| warranty 保修 | `warranty` | a promise |\n'
  plant('packages/marketplace/src/warranties/README.md', `# warranties\n\n${table}`)

  expect(faults()).toEqual([])
})

test('a table or prefix in the glossary that the code has no more is a fault', () => {
  plant(glossary, `${sound[glossary]}| warranty 保修 | \`warranty_case\` \`wty_\` | a promise |\n`)

  expect(faults()).toEqual([
    `${glossary}: the code has no warranty_case`,
    `${glossary}: the code has no wty_`,
  ])
})

test('a plain word that no name of ours has is none of the list', () => {
  const used = findGlossaryFaults(projectRoot, new Set()).join('\n')

  expect([...plainWords].filter((word) => !used.includes(`“${word}”`))).toEqual([])
})
