import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeAll } from './write.mjs'

let root
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'loggia-write-'))
  writeFileSync(join(root, 'list.ts'), 'one')
})
afterEach(() => rmSync(root, { recursive: true }))

const changed = [{ path: 'list.ts', text: 'one, two' }]

test('new files are written with their folders, and changed ones in their place', () => {
  writeAll(root, { created: [{ path: 'two/deep/two.ts', text: 'two' }], changed })

  expect(readFileSync(join(root, 'two/deep/two.ts'), 'utf8')).toBe('two')
  expect(readFileSync(join(root, 'list.ts'), 'utf8')).toBe('one, two')
})

test('if a file cannot be written nothing is left of the others, folders included', () => {
  const created = [
    { path: 'two/deep/two.ts', text: 'two' },
    { path: 'list.ts/three.ts', text: 'a file stands where its folder would be' },
  ]

  expect(() => writeAll(root, { created, changed })).toThrow(/ENOTDIR|EEXIST/)
  expect(existsSync(join(root, 'two'))).toBe(false)
  expect(readFileSync(join(root, 'list.ts'), 'utf8')).toBe('one')
})
