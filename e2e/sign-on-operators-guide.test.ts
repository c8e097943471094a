import { describe, expect, test } from 'vitest'
import { readBlocks, readTerminalSteps } from './guide/blocks.ts'
import { readGuides, runGuides } from './guide/run-guide.ts'
import { copyFilledDemo } from './harness/demo.ts'

const pages = ['sign-on-for-operators']
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
  test('leads from host names of companies to operators who come in by their own provider, and are let in without it', async () => {
    const data = await copyFilledDemo('sign-on-for-operators')

    const done = await runGuides(english, '', { LOGGIA_DATA: data })

    expect(done.status, done.all).toBe(0)
    expect(done.stdout.trim().split(/\s*\n/)).toEqual([
      'LOGGIA_TENANT_URL must begin with http, as LOGGIA_BASE_URL does',
      'http://cangye.apps.market.localhost:PORT/api/v1/oauth2',
      '404',
      'true',
      'gu@loggia.example',
      '/operator',
      'true',
      'true',
      'null',
      '400',
      '1',
      '1',
    ])
  })
})
