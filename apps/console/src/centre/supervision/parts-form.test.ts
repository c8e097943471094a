import { expect, test } from 'vitest'
import { consoleApi } from '@loggia/protocol/console'
import { findPartFaults } from './parts-form.ts'

const { body } = consoleApi['POST /api/seller/supervisions/:supervisionId/demand-decision']

test.each([
  [
    ['安装', '培训'],
    [undefined, undefined],
  ],
  [
    ['安装', ' 安装 '],
    [undefined, 'alike'],
  ],
  [
    ['', '培训'],
    ['missing', undefined],
  ],
  [
    ['  ', 'x'.repeat(61)],
    ['missing', 'missing'],
  ],
] as const)('R106: the parts %j have the faults %j', (names, faults) => {
  expect(findPartFaults(names)).toEqual(faults)
  // The contract does not know of equal names; the domain refuses them.
  const isRight = faults.every((fault) => fault !== 'missing')
  expect(body.safeParse({ approve: true, milestones: names }).success).toBe(isRight)
})
