import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findDoubtfulLicences, isFree } from './licences.mjs'
import { findWordFaults } from './words.mjs'

let root
const plant = (path, text) => writeFileSync(join(root, path), text)
const plantLock = (packages) => plant('package-lock.json', JSON.stringify({ packages }))

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'loggia-check-'))
  mkdirSync(join(root, 'docs'))
  plantLock({ 'node_modules/a': { version: '1.0.0', license: 'MIT' } })
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

test.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0-only)', true],
  ['MIT AND GPL-3.0-only', false],
  ['MIT AND Apache-2.0', true],
  ['(MIT OR GPL-3.0-only) AND ISC', false],
  ['GPL-3.0-only', false],
  [undefined, false],
])('the licence %s is free: %s', (licence, free) => {
  expect(isFree(licence)).toBe(free)
})

test.each([
  ['a', { license: 'GPL-3.0-only' }, 1],
  ['a', {}, 1],
  ['a', { license: 'MIT' }, 0],
  ['lightningcss', { license: 'MPL-2.0', dev: true }, 0],
  ['lightningcss', { license: 'MPL-2.0' }, 1],
  ['another', { license: 'MPL-2.0', dev: true }, 1],
])('of a dependency %s with %o, %i doubts are raised', async (name, entry, doubts) => {
  plantLock({ [`node_modules/${name}`]: { version: '1.0.0', ...entry } })

  await expect(findDoubtfulLicences(root)).resolves.toHaveLength(doubts)
})

test('a lock file without dependencies is a fault, not a clean sheet', async () => {
  plantLock({})

  await expect(findDoubtfulLicences(root)).resolves.toHaveLength(1)
})

test.each([
  ['docs/a.md', 'see `/ho' + 'me/someone/notes`', ["names a path of somebody's machine"]],
  ['docs/a.md', 'see https://shop.example/home/page', []],
  ['a.ts', '// TO' + 'DO later', ['work put off; do it or leave the line out']],
  ['a.ts', '// done', []],
])('in %s the line "%s" has the faults %o', async (path, text, complaint) => {
  plant(path, `${text}\n`)

  const faults = (await findWordFaults(root)).map((fault) => fault.replace(/^.*: /, ''))

  expect(faults).toEqual(complaint)
})

test('the folder of this very clone is found in any file', async () => {
  plant('a.json', JSON.stringify({ at: `${root}/docs` }))

  await expect(findWordFaults(root)).resolves.toEqual(['a.json:1: names the folder of this clone'])
})

test('a lock file that names a registry is found', async () => {
  plantLock({
    'node_modules/a': { resolved: 'https://registry.example/a.tgz' },
    'packages/b': { resolved: 'packages/b' },
  })

  await expect(findWordFaults(root)).resolves.toEqual([
    'package-lock.json: node_modules/a names the host of a registry',
  ])
})
