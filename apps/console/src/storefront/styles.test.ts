import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const folder = import.meta.dirname
const shared = join(folder, '../../../../packages/ui/src/styles')

/** The style sheets that the storefront imports, which must be only those that it uses. */
function sheets(): string[] {
  const entry = readFileSync(join(folder, 'storefront.css'), 'utf8')
  return [...entry.matchAll(/@import '([^']+)'/g)].map(([, path = '']) =>
    path.startsWith('@') ? join(shared, path.replace('@loggia/ui/styles/', '')) : join(folder, path),
  )
}

test('each class that a page of the storefront names has a rule in the sheets that the storefront loads', () => {
  const css = sheets().map((path) => readFileSync(path, 'utf8'))
  const ruled = new Set(
    css.flatMap((text) => [...text.matchAll(/\.([a-z_][\w-]*)/gi)].map(([, name]) => name)),
  )

  const named = globSync('**/*.tsx', { cwd: folder })
    .filter((file) => !file.endsWith('.test.tsx'))
    .flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/className="([^"]*)"/g)])
    .flatMap(([, names = '']) => names.split(' '))

  expect(named.length).toBeGreaterThan(100)
  expect(named.filter((name) => !ruled.has(name))).toEqual([])
})
