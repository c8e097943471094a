import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readBlocks, readTerminalSteps } from './guide/blocks.ts'
import { readGuides, runGuides } from './guide/run-guide.ts'
import { startFilledDemo } from './harness/demo.ts'
import type { ServerProcess } from './harness/server.ts'

const pages = ['serve-people-of-companies', 'connect-an-app-to-your-company']
const english = readGuides(pages, 'en-US')
const chinese = readGuides(pages, 'zh-CN')

test('the guides have the same code in both languages, and their steps in order', () => {
  expect(chinese.map(readBlocks)).toEqual(english.map(readBlocks))
  for (const text of [...english, ...chinese]) {
    const numbers = readTerminalSteps(text).map(({ number }) => number)
    expect(numbers).toEqual(numbers.map((_, at) => at + 1))
  }
})

describe('the guides, as they are written', () => {
  let market: ServerProcess
  beforeAll(async () => {
    market = await startFilledDemo('companies')
  })
  afterAll(() => market?.stop())

  test('R265, R267, R270, R272: lead from the keys of a seller to people who use its product, and through a failure', async () => {
    const done = await runGuides(english, market.url)

    expect(done.status, done.all).toBe(0)
    expect(done.stdout.trim().split('\n')).toEqual([
      'sync_enterprise passed',
      'sync_app passed',
      'sync_departments passed',
      'sync_department passed',
      'sync_people passed',
      '16',
      'test01',
      '2',
      'Nobody is signed in.',
      '/api/v1/oauth2/authorize',
      'Hello 测试用户',
      'https://roster.xiuye.example/callback',
      'listed',
      '3',
      '4',
      'email',
      '3',
      'he.qing confirmed',
      'lu.bai confirmed',
      'tang.yue confirmed',
      'people delete repeat continue',
      '',
      '1',
      '0',
      '2',
    ])
  })
})
