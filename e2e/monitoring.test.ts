import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readBlocks, readTerminalSteps } from './guide/blocks.ts'
import { readGuides, runGuides } from './guide/run-guide.ts'
import { startFilledDemo } from './harness/demo.ts'
import type { ServerProcess } from './harness/server.ts'

const pages = ['what-the-market-checks', 'my-product-was-frozen']
const english = readGuides(pages, 'en-US')
const chinese = readGuides(pages, 'zh-CN')
const figures = ['figures-for-buyers']
const standingsIn = (text: string): string[] =>
  [...text.matchAll(/"standing":"(\w+)"/g)].map(([, standing = '']) => standing)

test('the guides have the same code and the same standings in both languages, and their steps in order', () => {
  expect(chinese.map(readBlocks)).toEqual(english.map(readBlocks))
  expect(readGuides(figures, 'zh-CN').map(readBlocks)).toEqual(readGuides(figures, 'en-US').map(readBlocks))
  expect(chinese.map(standingsIn)).toEqual(english.map(standingsIn))
  for (const text of [...english, ...chinese]) {
    const numbers = readTerminalSteps(text).map(({ number }) => number)
    expect(numbers).toEqual(numbers.map((_, at) => at + 1))
  }
})

describe('the guides, as they are written', () => {
  let market: ServerProcess
  beforeAll(async () => {
    market = await startFilledDemo('monitoring')
  })
  afterAll(() => market?.stop())

  test('R239, R240: lead from test calls to a freeze, and by a repair back on sale', async () => {
    const done = await runGuides(english, market.url)

    expect(done.status, done.all).toBe(0)
    expect(standingsIn(done.stdout)).toEqual([
      'not_tested',
      'healthy',
      'failing',
      'warned',
      'warned',
      'warned',
      'frozen',
      'healthy',
    ])
    const said = done.stdout.split('\n')
    expect(said.filter((line) => / (true|false)$/.test(line)).some((line) => line.endsWith('false'))).toBe(
      false,
    )
    expect(said.filter((line) => /^(morning|afternoon) /.test(line))).toEqual(
      expect.arrayContaining(['morning passed', 'afternoon passed']),
    )
    // Off sale while it is frozen, and again on sale after the repair.
    const states = said.filter((line) => /^(suspended|listed|passed)$/.test(line))
    expect(states).toEqual(['suspended', 'passed', 'listed'])
    expect(said).toContain('catalog.not_on_sale')
    expect(done.stdout).toMatch(/\nlisted\n0\n200\npending_payment\n$/)
  })

  test('the lines that compute the figures for buyers again find the same from the export of the demo', async () => {
    const done = await runGuides(readGuides(figures, 'en-US'), market.url)

    expect([done.status, done.stderr]).toEqual([0, ''])
    expect(done.stdout).toContain('"missed": []')
    expect(done.stdout).toMatch(/"p50_ms": \d/)
  })
})
