import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const read = (file: string): string => readFileSync(join(import.meta.dirname, file), 'utf8')

test('each icon has its place in the picture, and the styles show that place', () => {
  const svg = read('icons.svg')
  const css = read('icons.css')
  const drawn = [...svg.matchAll(/<g id="([\w-]+)"(?: transform="translate\((\d+)\)")?/g)]
  const names = drawn.map(([, name]) => name)

  const places = drawn.map(([, , place = '0']) => Number(place))
  const shown = [...css.matchAll(/^\.i-([\w-]+) \{\n {2}--n: (\d+);\n\}/gm)].map(([, name, at]) => [
    name,
    Number(at),
  ])
  const named = [...read('../icon.tsx').matchAll(/^ {2}\| '([\w-]+)'$/gm)].map(([, name]) => name)

  expect(places).toEqual(names.map((_, at) => 24 * at))
  expect(shown).toEqual(names.map((name, at) => [name, at]))
  expect(css).toContain(`--of: ${names.length};`)
  expect(svg).toContain(`viewBox="0 0 ${24 * names.length} 24"`)
  expect(named.filter((name) => !names.includes(name))).toEqual([])
})
