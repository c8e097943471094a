import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readBlocks, readTerminalSteps } from './guide/blocks.ts'
import { readGuides, runGuides } from './guide/run-guide.ts'
import { startFilledDemo } from './harness/demo.ts'
import type { ServerProcess } from './harness/server.ts'

const names = ['sell-licenses']
const english = readGuides(names, 'en-US')
const chinese = readGuides(names, 'zh-CN')
/** The stages that the commands print, as the guide says them. */
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
    market = await startFilledDemo('licenses')
  })
  afterAll(() => market?.stop())

  test('R76: leads from drafts to an activated code and to a license that the server has uploaded', async () => {
    const done = await runGuides(english, market.url)

    expect(done.status, done.all).toBe(0)
    expect(stagesIn(done.stdout)).toEqual(english.flatMap(stagesIn))
    // Each product was called as a test before it was submitted (R44).
    expect(done.stdout.match(/"passed":true/g)).toHaveLength(2)
    // The test code, and then the code of the buyer.
    expect(done.stdout.match(/"ok":true,"license":\{"code":"[^"]+","status":"alive"/g)).toHaveLength(3)
    expect(done.stdout.match(/"state":"completed"/g)).toHaveLength(2)
    expect(done.stdout).toMatch(/^\{"machine":"[0-9a-f]{32}","orderId":"CS\w+","quantity":1,"until":"\d{4}-/m)
    expect(done.log).toMatch(/: made the license of \w+/)
    expect(done.log).not.toMatch(/failed|refused|upload_failed/)
  })
})
