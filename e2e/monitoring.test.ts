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
const pages = ['what-the-market-checks', 'my-product-was-frozen']
const english = pages.map((name) => guide(`${name}.md`))
const chinese = pages.map((name) => guide(`${name}.zh-CN.md`))
const figures = guide('figures-for-buyers.md')
const standingsIn = (text: string): string[] =>
  [...text.matchAll(/"standing":"(\w+)"/g)].map(([, standing = '']) => standing)

test('the guides have the same code and the same standings in both languages, and their steps in order', () => {
  expect(chinese.map(readBlocks)).toEqual(english.map(readBlocks))
  expect(readBlocks(guide('figures-for-buyers.zh-CN.md'))).toEqual(readBlocks(figures))
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
    const cwd = createTemporaryFolder('monitoring-guide')
    const lines: string[] = []
    for (const block of english.flatMap(readBlocks))
      if (block.kind === 'save') writeFileSync(join(cwd, block.file), block.content)
      else lines.push(...block.lines)
    const PORT = String(await findFreePort())
    const env = { ...process.env, LOGGIA: market.url, CLONE: repository, PORT }

    const done = spawnSync('sh', ['-eu'], {
      cwd,
      env,
      input: lines.join('\n'),
      encoding: 'utf8',
      timeout: 240_000,
    })

    const log = readFileSync(join(cwd, 'seller.log'), 'utf8')
    expect(done.status, `${done.stdout}\n${done.stderr}\n${log}`).toBe(0)
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

  test('the lines that compute the figures for buyers again fetch the export, in which the demo has none', () => {
    const blocks = readBlocks(figures)
    const lines = blocks.flatMap((block) => (block.kind === 'run' ? block.lines : []))
    const env = { ...process.env, LOGGIA: market.url, CLONE: repository }

    const done = spawnSync('sh', ['-eu'], { env, input: lines.join('\n'), encoding: 'utf8' })

    expect([done.status, done.stderr]).toEqual([
      1,
      'The export has no figures, or figures of several times.\n',
    ])
  })
})
