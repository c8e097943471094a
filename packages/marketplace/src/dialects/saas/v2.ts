import { z } from 'zod'
import { fromHours, fromMinutes, fromSeconds } from '@loggia/kernel'
import { splitInstanceIds, replyLimitBytes, requestsToSend } from '@loggia/protocol/saas/v2'
import type { SaasV2Activity } from '@loggia/protocol/saas/v2'
import { defineDialect } from '../define-dialect.ts'
import type { OperationTable } from '../define-dialect.ts'
import { createThreeDaySchedule } from '../patience.ts'
import { secretNames } from '../secret-names.ts'
import type { Schedule } from '../schema.ts'
import type { TestCalls } from '../test-calls.ts'
import { isStatusChange } from './operations.ts'
import type { OrderFacts, SaasAnswer, SaasDialect, SaasOperation } from './operations.ts'
import { askedAgain } from './patience.ts'
import { readAnswer } from './v2-answers.ts'
import { writeRequest, writeTestRequest } from './v2-requests.ts'
import { scenesV2 } from './v2-scenes.ts'

const everyTwoMinutes = { kind: 'even', everyMs: fromMinutes(2) } as const
const byHand = createThreeDaySchedule(fromMinutes(2))
const oneHour: Omit<Schedule, 'source'> = { windowMs: fromHours(1), spacing: everyTwoMinutes }

// R70 fixes the outcomes and leaves the spacing to saas-v2 §6; where that is silent the spacing is our decision.
const operations: OperationTable<SaasOperation, SaasV2Activity> = {
  create_instance: {
    activity: 'newInstance',
    windowMs: fromHours(3),
    spacing: everyTwoMinutes,
    source: 'R70; saas-v2 §6, every 2 minutes [doc]',
  },
  query_instance: {
    activity: 'queryInstance',
    ...askedAgain,
    source: 'R71, until it answers, at most 3 hours [decide]',
  },
  refresh_instance: {
    activity: 'refreshInstance',
    ...oneHour,
    source: 'R70, 1 hour, then by hand [doc]',
    patient: byHand,
  },
  set_instance_status: {
    activity: 'updateInstanceStatus',
    ...oneHour,
    source: 'R70, 1 hour, then by hand [doc]',
    patient: byHand,
  },
  lift_freeze: {
    activity: 'updateInstanceStatus',
    ...oneHour,
    source: 'R70, R116, 1 hour, then by hand [doc]',
    patient: byHand,
  },
  release_instance: {
    activity: 'releaseInstance',
    ...oneHour,
    source: 'R70, 1 hour, then by hand [doc]',
    patient: byHand,
  },
  upgrade_instance: {
    activity: 'upgradeInstance',
    windowMs: fromHours(3),
    spacing: everyTwoMinutes,
    source: 'R70, 3 hours [doc]',
  },
  check_change: {
    activity: 'changeInstanceCheck',
    windowMs: 0,
    spacing: everyTwoMinutes,
    source: 'R119, asked while the buyer waits, never repeated [decide]',
  },
}

/**
 * A release supersedes everything and a status change supersedes older ones. A refresh carries the absolute end, so it
 * supersedes older refreshes that only moved the end.
 */
function supersedes(newer: SaasOperation, older: SaasOperation): boolean {
  if (newer.kind === 'release_instance') return true
  if (newer.kind === 'refresh_instance')
    return older.kind === 'refresh_instance' && onlyMovesTheEnd(older.scene)
  return isStatusChange(newer) && isStatusChange(older)
}

/** A conversion of a trial and a change of edition say more than a new end, and are always told. */
const onlyMovesTheEnd = (scene: Extract<SaasOperation, { kind: 'refresh_instance' }>['scene']): boolean =>
  scene === 'renewal' || scene === 'renewal_cancelled'

const kinds = new Map<string, SaasOperation['kind']>(
  (Object.keys(operations) as SaasOperation['kind'][]).map((kind) => [operations[kind].activity, kind]),
)

const testCalls: TestCalls = {
  scenes: scenesV2,
  requests: requestsToSend,
  flags: { testFlag: '1' },
  // A new value in every request (saas-v2 §3.2).
  fresh: new Set(['businessId']),
  openedMember: 'instanceId',
  toWire: writeTestRequest,
  fromWire({ activity, instanceId }, received, accessKey) {
    const kind = kinds.get(activity)
    if (!kind) throw new Error(`saas-v2 has no activity ${activity}`)
    const references = kind === 'query_instance' ? splitInstanceIds({ instanceId: String(instanceId) }) : []
    return readAnswer({ activity: operations[kind].activity, kind, references }, received, accessKey)
  },
}

/** SaaS access protocol V2.0, basic interfaces. */
export const saasV2: SaasDialect = {
  ...defineDialect<SaasOperation, OrderFacts, SaasAnswer>({
    protocol: 'saas-v2',
    operations,
    options: z.strictObject({
      expireDigits: z.literal(14).exactOptional(),
      cancellationOrder: z.literal('renewal').exactOptional(),
    }),
    tellsRenewalChanges: true,
    toWire: writeRequest,
    fromWire(operation, received, accessKey) {
      const { kind } = operation
      const references = kind === 'query_instance' ? operation.references : []
      return readAnswer({ activity: operations[kind].activity, kind, references }, received, accessKey)
    },
    testCalls,
    secretsOf: secretNames,
    mayReplace: (newer) => newer.kind === 'release_instance' || supersedes(newer, newer),
    supersedes,
    timeLimitMs: fromSeconds(20),
    replyLimitBytes,
  }),
  tellsQuantityAtConversion: true,
}
