import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readBlocks, readTerminalSteps } from './guide/blocks.ts'
import { readGuides, runGuides } from './guide/run-guide.ts'
import { startFilledDemo } from './harness/demo.ts'
import type { ServerProcess } from './harness/server.ts'

const pages = ['sign-in-with-your-company']
const english = readGuides(pages, 'en-US')
const chinese = readGuides(pages, 'zh-CN')

test('the guide has the same code in both languages, and its steps in order', () => {
  expect(chinese.map(readBlocks)).toEqual(english.map(readBlocks))
  for (const text of [...english, ...chinese]) {
    const numbers = readTerminalSteps(text).map(({ number }) => number)
    expect(numbers).toEqual(numbers.map((_, at) => at + 1))
  }
})

describe('the guide, as it is written', () => {
  let market: ServerProcess
  beforeAll(async () => {
    market = await startFilledDemo('company-sign-in')
  })
  afterAll(() => market?.stop())

  test('R275: leads from a provider to somebody who signs in by it, and is signed out when they are disabled', async () => {
    const done = await runGuides(english, market.url)

    expect(done.status, done.all).toBe(0)
    expect(done.stdout.trim().split('\n')).toEqual(['true', 'adds ye.lan', '叶岚', 'true', 'null'])
  })
})
