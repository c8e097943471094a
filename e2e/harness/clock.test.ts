import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMarketClock } from './clock.ts'

let folder: string
let file: string
let steady: number
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loggia-clock-'))
  file = join(folder, 'leaps.jsonl')
  steady = 1_000
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = (at: number, byMs: number): void => appendFileSync(file, `${JSON.stringify({ at, byMs })}\n`)

test('a market’s clock without leaps is the steady one', () => {
  expect(createMarketClock(() => steady, undefined).now()).toBe(1_000)
  expect(createMarketClock(() => steady, file).now()).toBe(1_000)
})

test('a leap is seen from its moment on, by whoever had looked before it was written as well', () => {
  const [one, other] = [createMarketClock(() => steady, file), createMarketClock(() => steady, file)]
  one.now()
  write(1_300, 86_400_000)

  steady = 1_299
  const before = [one.now(), other.now()]
  steady = 1_300
  const after = [one.now(), other.now()]

  expect(before).toEqual([1_299, 1_299])
  expect(after).toEqual([86_401_300, 86_401_300])
  expect(one.at(1_299)).toBe(1_299)
})

test('a line that is still being written is not read', () => {
  appendFileSync(file, '{"at":1000,"byMs"')

  expect(createMarketClock(() => steady, file).now()).toBe(1_000)
})

test('what it showed so long before or after is told across leaps', () => {
  write(1_000, 10_000)
  write(2_000, 10_000)
  const clock = createMarketClock(() => steady, file)

  // The clock skips ten seconds here.
  expect(clock.shifted(11_500, -600)).toBe(900)
  expect(clock.shifted(900, 600)).toBe(11_500)
  expect(clock.shifted(11_900, 200)).toBe(22_100)
  // A moment that was skipped is the moment of the leap.
  expect(clock.shifted(5_000, 0)).toBe(11_000)
})
