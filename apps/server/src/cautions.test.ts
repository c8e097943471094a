import { expect, test } from 'vitest'
import { cautionsOf } from './cautions.ts'

test.each([
  {
    name: 'https without a trusted proxy',
    baseUrl: 'https://market.example',
    trustedProxies: [],
    cautions: 1,
  },
  { name: 'https behind one', baseUrl: 'https://market.example', trustedProxies: ['10.0.0.1'], cautions: 0 },
  { name: 'plain http', baseUrl: 'http://market.internal', trustedProxies: [], cautions: 0 },
])('$name: $cautions cautions at the start', ({ cautions, ...config }) => {
  expect(cautionsOf(config)).toHaveLength(cautions)
})

test('without an address nothing is warned of', () => {
  expect(cautionsOf({ trustedProxies: [] })).toEqual([])
})
