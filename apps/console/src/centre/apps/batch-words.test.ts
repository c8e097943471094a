import { expect, test } from 'vitest'
import { formatBatch } from './batch-words.ts'
import type { Said } from './batch-words.ts'

const cases: readonly (readonly [Said, string, string])[] = [
  [{ subject: 'enterprise', change: 'add', items: 1 }, '新增企业信息', 'Company added'],
  [{ subject: 'app', change: 'delete', items: 1 }, '删除应用信息', 'App removed'],
  [
    { subject: 'departments', change: 'list', items: 1400 },
    '同步全部部门（1,400 个）',
    'All 1,400 departments',
  ],
  [{ subject: 'department', change: 'change', items: 1 }, '变更 1 个部门', '1 department changed'],
  [{ subject: 'people', change: 'add', items: 1 }, '新增 1 人', '1 person added'],
  [{ subject: 'people', change: 'delete', items: 3 }, '删除 3 人', '3 people removed'],
  [{ subject: 'people', change: 'withdraw', items: 3 }, '撤销 3 人的授权', 'Access of 3 people withdrawn'],
]

test.each(cases)('a batch of %j is said as %s and as %s', (said, zh, en) => {
  expect([formatBatch(said, 'zh-CN'), formatBatch(said, 'en-US')]).toEqual([zh, en])
})
