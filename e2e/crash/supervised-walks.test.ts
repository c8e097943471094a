import { expect, test } from 'vitest'
import type { Row } from './books.ts'
import { walk } from './supervised-walks.ts'

type Step = readonly [kind: string, data?: Row]
const factsOf = (steps: readonly (Step | string)[]): Row[] =>
  steps.map((step) => {
    const [kind, data = {}] = typeof step === 'string' ? [step] : step
    return { kind, data }
  })
const marked: Step = ['delivery.recheck_marked', { needed: true }]
const asked = 'refund_request.asked'

test.each<[string, boolean, (Step | string)[], string]>([
  ['license_online', true, ['demand.submitted', 'delivery.made', 'delivery.accepted'], 'done'],
  [
    'license_online',
    true,
    ['demand.submitted', 'delivery.made', 'delivery.rejected', 'delivery.made'],
    'acceptance',
  ],
  ['license_offline', false, ['delivery.made', 'delivery.accepted'], 'done'],
  [
    'license_offline',
    true,
    ['demand.submitted', marked, 'delivery.made', 'delivery.recheck_failed'],
    'performing',
  ],
  ['license_offline', false, [marked, 'delivery.made', 'delivery.rechecked', 'delivery.accepted'], 'done'],
  ['license_code', false, ['delivery.made', 'delivery.code_collected', 'delivery.activated'], 'done'],
  [
    'license_code_collected',
    false,
    ['delivery.made', 'delivery.code_collected', 'delivery.activated'],
    'done',
  ],
  [
    'license_code_collected',
    false,
    [
      'delivery.made',
      'delivery.code_collected',
      marked,
      'delivery.activated',
      'delivery.recheck_failed',
      'delivery.activated',
      'delivery.rechecked',
    ],
    'done',
  ],
])('%s, asked for %s: %j leads to %s', (flow, isAsked, steps, stage) => {
  const { standing, faults } = walk({ flow, isAsked }, factsOf(steps))

  expect([standing.stage, faults]).toEqual([stage, []])
})

test.each<[string, boolean, (Step | string)[], string]>([
  ['license_online', true, ['delivery.made'], 'has delivery.made while it is demand'],
  ['license_online', true, [marked], 'has delivery.recheck_marked while it is demand'],
  ['license_code', false, [marked], 'has delivery.recheck_marked while it is performing'],
  [
    'license_offline',
    false,
    [marked, 'delivery.made', 'delivery.accepted'],
    'has delivery.accepted while it is recheck',
  ],
  [
    'license_code',
    false,
    ['delivery.made', 'delivery.accepted'],
    'has delivery.accepted while it is activation',
  ],
  [
    'license_code',
    false,
    ['delivery.made', 'delivery.code_collected', 'delivery.code_collected'],
    'has delivery.code_collected while it is activation',
  ],
  [
    'license_code',
    false,
    ['delivery.made', 'delivery.code_collected', asked],
    'has refund_request.asked while it is activation',
  ],
  [
    'license_code_collected',
    false,
    ['delivery.made', asked, 'delivery.code_collected'],
    'has delivery.code_collected while it is collection, asked',
  ],
  [
    'license_code_collected',
    false,
    ['delivery.made', 'delivery.activated'],
    'has delivery.activated while it is collection',
  ],
])('%s, asked for %s: %j %s', (flow, isAsked, steps, fault) => {
  expect(walk({ flow, isAsked }, factsOf(steps)).faults).toContain(fault)
})
