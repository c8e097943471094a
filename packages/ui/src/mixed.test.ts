import { expect, test } from 'vitest'
import { formatMixed } from './mixed.ts'

test.each([
  ['林知遥的成本中心', '林知遥的成本中心'],
  ['Zhou Yuan的成本中心', 'Zhou Yuan 的成本中心'],
  ['由Zhou提交', '由 Zhou 提交'],
  ['等待Zhou 审批', '等待 Zhou 审批'],
  ['林知遥申请采购“Luyu Care”', '林知遥申请采购“Luyu Care”'],
])('%s is written %s', (text, written) => {
  expect(formatMixed(text)).toBe(written)
})
