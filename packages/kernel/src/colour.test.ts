import { expect, test } from 'vitest'
import { computeAccentContrast, computeContrast, deriveAccent, leastContrast, readColour } from './colour.ts'
import type { Colour } from './colour.ts'

const steps = ['00', '33', '66', '99', 'cc', 'ff']
const colours = steps.flatMap((red) =>
  steps.flatMap((green) => steps.map((blue): Colour => `#${red}${green}${blue}`)),
)

test.each([
  ['#000000', '#ffffff', 21],
  ['#777777', '#ffffff', 4.48],
  ['#0b6174', '#0b6174', 1],
] as const)('%s and %s have the contrast that WCAG computes', (one, other, ratio) => {
  expect(computeContrast(one, other)).toBeCloseTo(ratio, 2)
  expect(computeContrast(other, one)).toBeCloseTo(ratio, 2)
})

test.each([
  ['#0B6174', '#0b6174'],
  ['#fff', undefined],
  ['0b6174', undefined],
  ['#0b617g', undefined],
  ['#0b6174;}', undefined],
])('%s is read as %s', (text, colour) => {
  expect(readColour(text)).toBe(colour)
})

test('our own accent has enough contrast, and one that is too light has not', () => {
  expect(computeAccentContrast('#0b6174')).toBeGreaterThan(leastContrast)
  expect(computeAccentContrast('#69c3d4')).toBeLessThan(leastContrast)
})

test('whatever accent is allowed can be read in both themes, on each of their grounds and on buttons', () => {
  const grounds = {
    light: ['#faf9f6', '#ffffff', '#f4f2ed', '#efece6', '#eae5db'],
    dark: ['#121110', '#191816', '#201f1c', '#282622', '#25221e'],
  } as const
  const allowed = colours.filter((colour) => computeAccentContrast(colour) >= leastContrast)

  expect(allowed.length).toBeGreaterThan(50)
  for (const colour of allowed)
    for (const theme of ['light', 'dark'] as const) {
      const { accent, hover, soft, on } = deriveAccent(colour)[theme]
      const pairs = [...grounds[theme], soft].map((ground) => [accent, ground] as const)
      for (const [text, ground] of [...pairs, [on, accent] as const, [on, hover] as const])
        expect(computeContrast(text, ground), `${colour}: ${text} on ${ground}`).toBeGreaterThanOrEqual(
          leastContrast,
        )
    }
})
