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
  return sheetsOf(join(folder, 'centre/entry-client.tsx')).flatMap(withImported)
}

/** A sheet and everything that it imports, and so on. */
function withImported(path: string): string[] {
  const imported = [...read(path).matchAll(/@import '([^']+)'/g)].map(([, to = '']) =>
    to.startsWith('.') ? join(dirname(path), to) : to.replace('@loggia/ui/styles', shared),
  )
  return [path, ...imported.flatMap(withImported)]
}

const sheetsOf = (file: string): string[] =>
  [...read(file).matchAll(/^import '(\.[^']+\.css)'$/gm)].map(([, to = '']) => join(dirname(file), to))

test('a component that names a class of one feature imports its sheet: a page loads no other pages', () => {
  const first = new Set(firstSheets().flatMap((path) => classesIn(read(path))))
  const ofSheets = new Set(
    [
      ...globSync('{buyer,seller,operator,centre}/**/*.css', { cwd: folder }).map((path) =>
        join(folder, path),
      ),
      ...globSync('**/*.css', { cwd: shared }).map((path) => join(shared, path)),
    ].flatMap((path) => classesIn(read(path))),
  )
  const files = globSync('{buyer,seller,operator,centre}/**/*.tsx', { cwd: folder }).filter(
    (file) => !file.endsWith('.test.tsx'),
  )

  const bare = files.flatMap((file) => {
    const path = join(folder, file)
    const own = new Set(sheetsOf(path).flatMap((sheet) => classesIn(read(sheet))))
    const named = [...read(path).matchAll(/className=(?:"([^"]*)"|\{[^}\n]*\})/g)]
      .flatMap(([whole, names]) => (names ?? whole).split(/[^\w-]+/))
      .filter((name) => ofSheets.has(name))
    return named.filter((name) => !first.has(name) && !own.has(name)).map((name) => `${file}: ${name}`)
  })

  expect(first.size).toBeGreaterThan(300)
  expect(ofSheets.size).toBeGreaterThan(50)
  expect(bare).toEqual([])
})
