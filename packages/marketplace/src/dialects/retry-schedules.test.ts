import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fromHours } from '@loggia/kernel'
import { dialects } from './index.ts'
import { protocolTraits } from '@loggia/protocol/protocols'
import type { RetryPlan } from '@loggia/protocol/console/settings/kinds'
import type { Dialect, OperationKind, Protocol, Schedule } from './index.ts'

const { supersedes } = dialects['saas-v2']

const span = (ms: number): string => {
  if (ms >= fromHours(24) && ms % fromHours(24) === 0) return `${ms / fromHours(24)} d`
  if (ms >= fromHours(1) && ms % fromHours(1) === 0) return `${ms / fromHours(1)} h`
  return ms >= 60_000 ? `${ms / 60_000} min` : `${ms / 1000} s`
}
const spacing = ({ spacing: of }: Schedule): string =>
  of.kind === 'even' ? `every ${span(of.everyMs)}` : `${span(of.firstMs)}, doubling up to ${span(of.mostMs)}`
const row = (kind: OperationKind, activity: string, { windowMs, ...rest }: Schedule): string =>
  windowMs === 0
    ? `| ${kind} | \`${activity}\` | – | once | ${rest.source} |`
    : `| ${kind} | \`${activity}\` | ${span(windowMs)} | ${spacing({ windowMs, ...rest })} | ${rest.source} |`
const table = (
  { protocol, schedules: own, activityOf }: Dialect & { readonly protocol: Protocol },
  plan: RetryPlan,
): string =>
  [
    `### ${protocolTraits[protocol].name['en-US']}`,
    '',
    '| operation | interface | tried for | next try after | source |',
    '|---|---|---|---|---|',
    ...(Object.entries(own[plan]) as [OperationKind, Schedule][]).map(([kind, schedule]) =>
      row(kind, activityOf(kind), schedule),
    ),
  ].join('\n')
const tables = (plan: RetryPlan): string =>
  Object.values(dialects)
    .map((dialect) => table(dialect, plan))
    .join('\n\n')

test('the page of retry schedules is what holds', async () => {
  const page = `# Retry schedules

Made from the code; do not edit. Operators choose between the two in the console (settings); until they do, \`LOGGIA_RETRY_PLAN\` does.

## compatible

${tables('compatible')}

## patient

${tables('patient')}

A purchase’s window runs on while its seller is parked; every other window stands still for as long.
`

  await expect(page).toMatchFileSnapshot(
    join(import.meta.dirname, '../../../../docs/reference/retry-schedules.md'),
  )
})

test('patient tries for at least three days what a seller would have to restart by hand', () => {
  const byHand = Object.values(dialects).flatMap(({ schedules }) =>
    Object.entries(schedules.patient).filter(
      ([kind]) =>
        // A failed sync is decided by the buyer (R272, R273).
        !['create_instance', 'upgrade_instance', 'check_change'].includes(kind) && !kind.startsWith('sync_'),
    ),
  )

  expect(byHand.length).toBeGreaterThan(8)
  for (const [, schedule] of byHand) expect(schedule?.windowMs).toBeGreaterThanOrEqual(fromHours(72))
})

test('R70: what ends in a refund has the same window in both, whatever the protocol', () => {
  for (const { schedules: own } of [dialects['saas-v2'], dialects['saas-v1']])
    for (const kind of ['create_instance', 'upgrade_instance'] as const) {
      expect(own.compatible[kind]?.windowMs).toBe(fromHours(3))
      expect(own.patient[kind]).toEqual(own.compatible[kind])
    }
})

test.each<[OperationKind, OperationKind, boolean]>([
  ['release_instance', 'create_instance', true],
  ['release_instance', 'refresh_instance', true],
  ['release_instance', 'query_instance', true],
  ['set_instance_status', 'set_instance_status', true],
  ['set_instance_status', 'lift_freeze', true],
  ['lift_freeze', 'set_instance_status', true],
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
  // These say more than a new end, and are told whatever comes after.
  ['renewal', 'trial_to_formal', false],
  ['renewal', 'renewal_change', false],
])('whether a newer refresh of the scene %s replaces an older of %s: %s', (newer, older, expected) => {
  const of = (scene: string) => ({ kind: 'refresh_instance', scene }) as never
  expect(supersedes(of(newer), of(older))).toBe(expected)
})
