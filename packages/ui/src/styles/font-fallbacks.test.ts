import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8')
const faces = [...read('font-fallbacks.css').matchAll(/@font-face \{([^}]*)\}/g)].map(([, rule = '']) => ({
  family: /font-family: '([^']+)'/.exec(rule)?.[1] ?? '',
  percent: (name: string): number => Number(new RegExp(`${name}: ([\\d.]+)%`).exec(rule)?.[1]),
}))
/** In parts of the font size, as the `hhea` table of each font file has them. */
const fonts = {
  Inter: { ascent: 1984 / 2048, descent: 494 / 2048 },
  'JetBrains Mono': { ascent: 1020 / 1000, descent: 300 / 1000 },
}

test('until a font has come, its lines are as high as they will be', () => {
  expect(faces).toHaveLength(9)
  for (const { family, percent } of faces) {
    const { ascent, descent } = fonts[family.startsWith('Inter') ? 'Inter' : 'JetBrains Mono']
    const scale = percent('size-adjust') / 100

    expect(percent('ascent-override') * scale).toBeCloseTo(100 * ascent, 1)
    expect(percent('descent-override') * scale).toBeCloseTo(100 * descent, 1)
    expect(percent('line-gap-override')).toBe(0)
  }
})

test('each of these faces is used', () => {
  const tokens = read('tokens.css')

  expect(
    [...new Set(faces.map(({ family }) => family))].filter((one) => !tokens.includes(`'${one}'`)),
  ).toEqual([])
})
