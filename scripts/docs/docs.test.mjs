import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../setup/progress.mjs'
import { findPageTests } from './page-tests.mjs'

const tests = findPageTests(projectRoot).map((path) => readFileSync(join(projectRoot, path), 'utf8'))

test('every page of the reference is written by one command', () => {
  const pages = globSync('docs/reference/*.md', { cwd: projectRoot }).map((path) => basename(path, '.md'))
  // Conformance pages are written one per protocol; trying every runtime takes an hour and the network.
  const written = ['seller-runtimes', ...pages.filter((page) => page.startsWith('conformance-'))]
  const byTest = (page) => tests.some((text) => text.includes(`${page}.md`))

  expect(pages.filter((page) => !byTest(page) && !written.includes(page))).toEqual([])
})

test('a test that writes a page says so in its title, by which it is chosen', () => {
  const titles = tests.flatMap((text) =>
    text
      .split('toMatchFileSnapshot(')
      .slice(0, -1)
      .map((before) => [...before.matchAll(/\btest(?:\.each\([^)]*\))?\(\s*['"`]([^'"`]*)/g)].at(-1)?.[1]),
  )

  expect(titles.length).toBeGreaterThanOrEqual(tests.length)
  expect(titles.filter((title) => !title?.includes('page'))).toEqual([])
})
