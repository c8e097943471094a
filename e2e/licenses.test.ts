import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readBlocks, readTerminalSteps } from './guide/blocks.ts'
import { startFilledDemo } from './harness/demo.ts'
import { createTemporaryFolder } from './harness/folders.ts'
import { findFreePort, repository } from './harness/server.ts'
import type { ServerProcess } from './harness/server.ts'

const guide = (name: string): string => readFileSync(join(repository, 'docs/guides', name), 'utf8')
const english = guide('sell-licenses.md')
const chinese = guide('sell-licenses.zh-CN.md')
/** The stages that the commands print, as the guide says them. */
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
    market = await startFilledDemo('licenses')
  })
  afterAll(() => market?.stop())

  test('R76: leads from drafts to an activated code and to a license that the server has uploaded', async () => {
    const cwd = createTemporaryFolder('licenses-guide')
    const lines: string[] = []
    for (const block of readBlocks(english))
      if (block.kind === 'save') writeFileSync(join(cwd, block.file), block.content)
      else lines.push(...block.lines)
    const PORT = String(await findFreePort())
    const env = { ...process.env, LOGGIA: market.url, CLONE: repository, PORT }

    const done = spawnSync('sh', ['-eu'], {
      cwd,
      env,
      input: lines.join('\n'),
      encoding: 'utf8',
      timeout: 120_000,
    })

    const log = readFileSync(join(cwd, 'seller.log'), 'utf8')
    expect(done.status, `${done.stdout}\n${done.stderr}\n${log}`).toBe(0)
    expect(stagesIn(done.stdout)).toEqual(stagesIn(english))
    // Each product was called as a test before it was submitted (R44).
    expect(done.stdout.match(/"passed":true/g)).toHaveLength(2)
    // The test code, and then the code of the buyer.
    expect(done.stdout.match(/"ok":true,"license":\{"code":"[^"]+","status":"alive"/g)).toHaveLength(3)
    expect(done.stdout.match(/"state":"completed"/g)).toHaveLength(2)
    expect(done.stdout).toMatch(/^\{"machine":"[0-9a-f]{32}","orderId":"CS\w+","quantity":1,"until":"\d{4}-/m)
    expect(log).toMatch(/: made the license of \w+/)
    expect(log).not.toMatch(/failed|refused|upload_failed/)
  })
})
