import { globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const folder = resolve(import.meta.dirname, '..')
const shared = resolve(folder, '../../../packages/ui/src/styles')
const read = (path: string): string => readFileSync(path, 'utf8')
const classesIn = (css: string): string[] =>
  [...css.matchAll(/\.([a-z_][\w-]*)/gi)].map(([, name = '']) => name)

/** The style sheets that the centres load before any page. */
function firstSheets(): string[] {
  const entry = join(folder, 'centre/entry-client.tsx')
  const own = sheetsOf(entry)
  const imported = own.flatMap((path) =>
    [...read(path).matchAll(/@import '(\.[^']+)'/g)].map(([, to = '']) => join(dirname(path), to)),
  )
  return [...globSync('**/*.css', { cwd: shared }).map((name) => join(shared, name)), ...own, ...imported]
}

const sheetsOf = (file: string): string[] =>
  [...read(file).matchAll(/^import '(\.[^']+\.css)'$/gm)].map(([, to = '']) => join(dirname(file), to))

test('a component that names a class of one feature imports its sheet: a page loads no other pages', () => {
  const first = new Set(firstSheets().flatMap((path) => classesIn(read(path))))
  const ofFeatures = new Set(
    globSync('{buyer,seller,operator,centre}/**/*.css', { cwd: folder }).flatMap((path) =>
      classesIn(read(join(folder, path))),
    ),
  )
  const files = globSync('{buyer,seller,operator,centre}/**/*.tsx', { cwd: folder }).filter(
    (file) => !file.endsWith('.test.tsx'),
  )

  const bare = files.flatMap((file) => {
    const path = join(folder, file)
    const own = new Set(sheetsOf(path).flatMap((sheet) => classesIn(read(sheet))))
    const named = [...read(path).matchAll(/className=(?:"([^"]*)"|\{[^}\n]*\})/g)]
      .flatMap(([whole, names]) => (names ?? whole).split(/[^\w-]+/))
      .filter((name) => ofFeatures.has(name))
    return named.filter((name) => !first.has(name) && !own.has(name)).map((name) => `${file}: ${name}`)
  })

  expect(first.size).toBeGreaterThan(300)
  expect(ofFeatures.size).toBeGreaterThan(50)
  expect(bare).toEqual([])
})
