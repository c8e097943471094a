import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')

/** The custom properties of the first rule that starts with this text. */
function tokensAfter(start: string): Record<string, string> {
  const from = css.indexOf(start)
  const rule = css.slice(from, css.indexOf('\n}', from)).replace(/\/\*.*?\*\//g, '')
  return Object.fromEntries(
    [...rule.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]),
  )
}
const themes = { light: tokensAfter(':root {'), dark: tokensAfter(":root[data-theme='dark'] {") }

const channel = (hex: string, at: number): number => {
  const part = parseInt(hex.slice(at, at + 2), 16) / 255
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}
const luminance = (hex: string): number =>
  0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5)
/** WCAG 2.2, 1.4.3 and 1.4.11. */
function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

test('the dark theme that is chosen and the one of the system are the same', () => {
  expect(tokensAfter('@media screen and (prefers-color-scheme: dark)')).toEqual(themes.dark)
})

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  const token = (name: string): string => {
    const value = themes[theme][name] ?? ''
    if (!/^#[0-9a-f]{6}$/.test(value)) throw new Error(`${theme} has no colour ${name}`)
    return value
  }
  const grounds = ['bg', 'surface', 'sunken']
  const texts = ['text', 'text-2', 'text-3', 'accent', 'ok', 'warn', 'bad', 'ice']

  test.each(texts.flatMap((text) => grounds.map((ground) => [text, ground])))(
    '%s is read on %s at 4.5:1',
    (text, ground) => {
      expect(contrast(token(text), token(ground))).toBeGreaterThanOrEqual(4.5)
    },
  )

  test.each([
    ['on-accent', 'accent-fill'],
    ['on-accent', 'accent-fill-hover'],
    ['on-bad', 'bad-fill'],
    ['on-ink', 'ink'],
    ['on-ink-2', 'ink'],
    ['ink-accent', 'ink'],
    ['text-2', 'stone'],
    ['text-2', 'accent-soft'],
    ['accent', 'accent-soft'],
  ])('%s is read on %s at 4.5:1', (text, ground) =>
    expect(contrast(token(text), token(ground))).toBeGreaterThanOrEqual(4.5),
  )

  test.each(['control', 'ok-mark', 'warn-mark', 'bad-mark', 'ice-mark', 'accent'])(
    '%s is seen on surface at 3:1',
    (mark) => {
      expect(contrast(token(mark), token('surface'))).toBeGreaterThanOrEqual(3)
    },
  )
})
