import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { laterSources } from './later.ts'

test('the document names the files of the same source that the browser imports for each kind of page', () => {
  const text = readFileSync(join(import.meta.dirname, 'later.ts'), 'utf8')
  const imported = [...text.matchAll(/^ {2}'?([\w-]+)'?: \(\) => import\('\.(\/[^']+)'\),$/gm)].map(
    ([, route = '', path = '']): [string, string] => [route, `src/storefront${path}`],
  )

  expect(imported.length).toBeGreaterThan(20)
  expect(Object.fromEntries(imported)).toEqual(laterSources)
})
