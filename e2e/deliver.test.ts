import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readBlocks, readTerminalSteps } from './guide/blocks.ts'
import { startFilledDemo } from './harness/demo.ts'
import { createTemporaryFolder } from './harness/folders.ts'
import { repository } from './harness/server.ts'
import type { ServerProcess } from './harness/server.ts'

const guide = (name: string): string => readFileSync(join(repository, 'docs/guides', name), 'utf8')
const english = guide('deliver-and-be-accepted.md')
const chinese = guide('deliver-and-be-accepted.zh-CN.md')
/** The stages after each step, as the guide says them. */
const stagesIn = (text: string): string[] =>
  [...text.matchAll(/\{"stage":"(\w+)"\}/g)].map(([, stage = '']) => stage)

test('the guide has the same code and the same stages in both languages, and its steps in order', () => {
  expect(readBlocks(chinese)).toEqual(readBlocks(english))
  expect(stagesIn(chinese)).toEqual(stagesIn(english))
  for (const text of [english, chinese]) {
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

  test('leads from a draft to an accepted order, by the stages that it says', () => {
    const cwd = createTemporaryFolder('deliver-guide')
    const lines: string[] = []
    for (const block of readBlocks(english))
      if (block.kind === 'save') writeFileSync(join(cwd, block.file), block.content)
      else lines.push(...block.lines)
    const env = { ...process.env, LOGGIA: market.url }

    const done = spawnSync('sh', ['-eu'], { cwd, env, input: lines.join('\n'), encoding: 'utf8' })

    expect(done.status, `${done.stdout}\n${done.stderr}`).toBe(0)
    expect(stagesIn(done.stdout)).toEqual(stagesIn(english))
    expect(done.stdout).toMatch(/^"due":"\d{4}-/m)
    expect(done.stdout.trim()).toMatch(/"state":"completed"$/)
  })
})
