import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readBlocks, readTerminalSteps } from './guide/blocks.ts'
import { readGuides, runGuides } from './guide/run-guide.ts'
import { startFilledDemo } from './harness/demo.ts'
import type { ServerProcess } from './harness/server.ts'

const names = ['deliver-and-be-accepted']
const english = readGuides(names, 'en-US')
const chinese = readGuides(names, 'zh-CN')
/** The stages after each step, as the guide says them. */
const stagesIn = (text: string): string[] =>
  [...text.matchAll(/\{"stage":"(\w+)"\}/g)].map(([, stage = '']) => stage)

test('the guide has the same code and the same stages in both languages, and its steps in order', () => {
  expect(chinese.map(readBlocks)).toEqual(english.map(readBlocks))
  expect(chinese.map(stagesIn)).toEqual(english.map(stagesIn))
  for (const text of [...english, ...chinese]) {
    const numbers = readTerminalSteps(text).map(({ number }) => number)
    expect(numbers).toEqual(numbers.map((_, at) => at + 1))
  }
})

describe('the guide, as it is written', () => {
  let market: ServerProcess
  beforeAll(async () => {
    market = await startFilledDemo('deliver')
  })
  afterAll(() => market?.stop())

  test('leads from a draft to an accepted order, by the stages that it says', async () => {
    const done = await runGuides(english, market.url)

    expect(done.status, done.all).toBe(0)
    expect(stagesIn(done.stdout)).toEqual(english.flatMap(stagesIn))
    expect(done.stdout).toMatch(/^"due":"\d{4}-/m)
    expect(done.stdout.trim()).toMatch(/"state":"completed"$/)
  })
})
