import ts from 'typescript'
import { expect, test } from 'vitest'
import { findNameFaults } from './structure-names.mjs'

const faults = (text, path = 'packages/one/src/page.ts') =>
  findNameFaults(path, ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true))

const refused = [
  ['a noun', 'orderLines', 'export function orderLines() {}'],
  ['a bare participle', 'told', 'export const told = () => 1'],
  ['a participle before a noun', 'keptSecret', 'export async function keptSecret() {}'],
  ['a verb that `Of` makes a noun of', 'keyOf', 'export const keyOf = (a: string) => a'],
  ['a word that begins with the letters of a verb', 'settings', 'export const settings = () => 1'],
  ['an adverb', 'later', 'export const later = function () {}'],
  ['a function under a type', 'held', 'export const held = (() => 1) as () => number'],
  ['a generator', 'given', 'export function* given() {}'],
  ['one that is listed further down', 'asked', 'const asked = () => 1\nexport { asked }'],
  ['one that is exported by another name', 'asked', 'function asked() {}\nexport { asked as ask }'],
  ['another name that a list gives', 'told', 'function settle() {} export { settle as told }'],
  ['a word in capitals outside of pages', 'Orders', 'export const Orders = () => 1'],
]

test.each(refused)('%s is no name of an exported function: %s', (_what, name, text) => {
  expect(faults(text)).toEqual([
    expect.stringMatching(new RegExp(`^packages/one/src/page\\.ts:1: ${name} says no verb`)),
  ])
})

const taken = [
  ['a verb', 'export function settle() {}'],
  ['a verb and what it is about', 'export const listOrderLines = () => []'],
  ['a verb before a number', 'export const parse2 = () => 1'],
  ['a question', 'export const isOpen = () => true'],
  ['a conversion', 'export const toWire = () => 1'],
  ['why not', 'export const whyNotRefundable = () => undefined'],
  ['a hook', 'export const useOrders = () => 1'],
  ['a function of the file alone', 'const told = () => 1\nfunction asked() {}'],
  ['the name `default`', 'function settle() {} export { settle as default }'],
  ['a value', 'export const settings = { told: () => 1 }'],
  ['what another file declares', "export { told } from './told.ts'"],
]

test.each(taken)('%s may be', (_what, text) => {
  expect(faults(text)).toEqual([])
})

test('a component of a page has the name of a thing', () => {
  expect(faults('export function OrderList() {}', 'apps/console/src/order-list.tsx')).toEqual([])
})

test('a value is not called by a bare participle; a term is its name', () => {
  expect(faults("export const given = defineStep('what was given')")).toEqual([
    'packages/one/src/page.ts:1: given is no term: an exported value is named by what it is',
  ])
  for (const text of [
    "export { settle as told } from './settle.ts'",
    "export * as told from './settle.ts'",
    'const told = 1; export { told }',
  ])
    expect(faults(text)).toEqual([
      'packages/one/src/page.ts:1: told is no term: an exported value is named by what it is',
    ])
  expect(faults("export const keyStep = defineStep('what was given')\nconst given = 1")).toEqual([])
})
