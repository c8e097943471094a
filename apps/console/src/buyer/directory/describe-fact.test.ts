import { expect, test } from 'vitest'
import { describeFact } from './describe-fact.ts'

const entry = (kind: string, data: object) => ({
  sequence: 1,
  at: '2026-11-29T00:00:00.000Z',
  actor: { kind: 'member' as const, name: '林知遥' },
  kind,
  data: { ...data },
})
const personIds = [`per_${'0'.repeat(26)}`]

test('an entry about many names the first, and says how many there are', () => {
  const { lines } = describeFact(
    entry('person.left', { personIds, names: ['王一'], count: 300 }),
    'zh-CN',
    true,
  )

  expect(lines).toEqual(['王一等 300 人', '操作人：林知遥'])
})

test('an entry about one names them, but not on their own page', () => {
  const one = entry('person.left', { personIds, names: ['王一'], count: 1 })

  expect(describeFact(one, 'zh-CN', false).lines).toEqual(['王一', '操作人：林知遥'])
  expect(describeFact(one, 'zh-CN', true).lines).toEqual(['操作人：林知遥'])
})
