import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hours } from '@loggia/kernel'
import { dialects } from './index.ts'
import type { OperationKind, Schedule, SchedulePlan } from './index.ts'

const { schedules, activityOf, supersedes } = dialects['saas-v2']
const kinds = Object.keys(schedules.compatible) as OperationKind[]

const span = (ms: number): string => {
  if (ms >= hours(24) && ms % hours(24) === 0) return `${ms / hours(24)} d`
  if (ms >= hours(1) && ms % hours(1) === 0) return `${ms / hours(1)} h`
  return ms >= 60_000 ? `${ms / 60_000} min` : `${ms / 1000} s`
}
const spacing = ({ spacing: of }: Schedule): string =>
  of.kind === 'even' ? `every ${span(of.everyMs)}` : `${span(of.firstMs)}, doubling up to ${span(of.mostMs)}`
const row = (kind: OperationKind, { windowMs, ...rest }: Schedule): string =>
  windowMs === 0
    ? `| ${kind} | \`${activityOf(kind)}\` | – | once | ${rest.source} |`
    : `| ${kind} | \`${activityOf(kind)}\` | ${span(windowMs)} | ${spacing({ windowMs, ...rest })} | ${rest.source} |`
const table = (plan: SchedulePlan): string =>
  [
    '| operation | interface | tried for | next try after | source |',
    '|---|---|---|---|---|',
    ...kinds.map((kind) => row(kind, schedules[plan][kind])),
  ].join('\n')

test('the page of retry schedules is what holds', async () => {
  const page = `# Retry schedules

Made from the code; do not edit. Operators choose between the two in the console (settings); until they do, \`LOGGIA_RETRY_PLAN\` does.

## compatible

${table('compatible')}

## patient

${table('patient')}

A purchase’s window runs on while its seller is parked; every other window stands still for as long.
`

  await expect(page).toMatchFileSnapshot(
    join(import.meta.dirname, '../../../../docs/reference/retry-schedules.md'),
  )
})

test('patient tries for at least three days what a seller would have to restart by hand', () => {
  for (const kind of [
    'refresh_instance',
    'set_instance_status',
    'release_instance',
    'query_instance',
  ] as const)
    expect(schedules.patient[kind].windowMs).toBeGreaterThanOrEqual(hours(72))
})

test('R70: what ends in a refund has the same window in both', () => {
  for (const kind of ['create_instance', 'upgrade_instance'] as const) {
    expect(schedules.compatible[kind].windowMs).toBe(hours(3))
    expect(schedules.patient[kind]).toEqual(schedules.compatible[kind])
  }
})

test.each<[OperationKind, OperationKind, boolean]>([
  ['release_instance', 'create_instance', true],
  ['release_instance', 'refresh_instance', true],
  ['release_instance', 'query_instance', true],
  ['set_instance_status', 'set_instance_status', true],
  ['set_instance_status', 'refresh_instance', false],
  ['refresh_instance', 'set_instance_status', false],
  ['query_instance', 'query_instance', false],
  ['upgrade_instance', 'refresh_instance', false],
])('whether a newer %s replaces an older %s that waits: %s', (newer, older, expected) => {
  expect(supersedes({ kind: newer } as never, { kind: older } as never)).toBe(expected)
})

test.each<[string, string, boolean]>([
  ['renewal', 'renewal', true],
  ['renewal_change', 'renewal', true],
  ['renewal', 'renewal_cancelled', true],
  // These say more than an end, and are told whatever comes after.
  ['renewal', 'trial_to_formal', false],
  ['renewal', 'renewal_change', false],
])('whether a newer refresh of the scene %s replaces an older of %s: %s', (newer, older, expected) => {
  const of = (scene: string) => ({ kind: 'refresh_instance', scene }) as never
  expect(supersedes(of(newer), of(older))).toBe(expected)
})
