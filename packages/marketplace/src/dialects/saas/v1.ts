import { z } from 'zod'
import { fromHours, fromMinutes, fromSeconds } from '@loggia/kernel'
import { replyLimitBytes, requestsToSend } from '@loggia/protocol/saas/v1'
import type { SaasV1Activity } from '@loggia/protocol/saas/v1'
import { defineDialect } from '../define-dialect.ts'
import type { OperationTable } from '../define-dialect.ts'
import { createThreeDaySchedule } from '../patience.ts'
import { secretNames } from '../secret-names.ts'
import { clearParams, listReserved } from '../sign-get.ts'
import type { Schedule } from '../schema.ts'
import type { Clear, TestCalls } from '../test-calls.ts'
import { isStatusChange } from './operations.ts'
import type { OrderFacts, SaasAnswer, SaasDialect, SaasOperation } from './operations.ts'
import { askedAgain } from './patience.ts'
import { readAnswer, readTestAnswer } from './v1-answers.ts'
import { sealable, writeRequest, writeTestRequest } from './v1-requests.ts'
import type { SpokenV1 } from './v1-requests.ts'
import { scenesV1 } from './v1-scenes.ts'

const everyThreeMinutes = { kind: 'even', everyMs: fromMinutes(3) } as const
const threeHours = (what: string): Schedule => ({
  windowMs: fromHours(3),
  spacing: everyThreeMinutes,
  source: `saas-v1 §9, ${what}: 3 hours [doc], every 3 minutes (EN 2024) [doc]`,
})
const oneHour = {
  windowMs: fromHours(1),
  spacing: everyThreeMinutes,
  source: 'saas-v1 §9, 1 hour, then by hand [doc], every 3 minutes [decide]',
  patient: createThreeDaySchedule(fromMinutes(3)),
}

const operations: OperationTable<SpokenV1, SaasV1Activity> = {
  create_instance: { activity: 'newInstance', ...threeHours('new purchase') },
  // A buyer who opens the details causes another newInstance: queryInstance is for products paid by use (saas-v1 §1).
  query_instance: {
    activity: 'newInstance',
    ...askedAgain,
    source: 'R71, newInstance again until it answers, at most 3 hours [decide]',
  },
  refresh_instance: { activity: 'refreshInstance', ...oneHour },
  // A refresh with a new end also unfreezes the instance (docs/decisions/0015); without such a refresh,
  // `instanceStatus` does.
  set_instance_status: {
    activity: 'expireInstance',
    ...oneHour,
    supports: ({ status }) => status === 'frozen',
  },
  lift_freeze: { activity: 'instanceStatus', ...oneHour },
  release_instance: { activity: 'releaseInstance', ...oneHour },
  upgrade_instance: { activity: 'upgrade', ...threeHours('upgrade') },
}

/**
 * A release supersedes everything. A refresh carries the absolute end, so it supersedes older ones and unsent freezes.
 */
function supersedes(newer: SaasOperation, older: SaasOperation): boolean {
  if (newer.kind === 'release_instance') return true
  if (isStatusChange(newer)) return isStatusChange(older)
  if (newer.kind !== 'refresh_instance') return false
  if (isStatusChange(older)) return newer.scene !== 'renewal_cancelled'
  return (
    older.kind === 'refresh_instance' && (older.scene === 'renewal' || older.scene === 'renewal_cancelled')
  )
}

/**
 * A phone number or an email address: at most 254 characters, and as many bytes of UTF-8 as fit into a sealed value of
 * 1024 characters (saas-v1 §5).
 */
const sealed: Clear = {
  kind: 'sealed',
  isTooLong: (value) => String(value).length > 254 || Buffer.byteLength(String(value)) > 751,
}

const testCalls: TestCalls = {
  scenes: scenesV1,
  requests: requestsToSend,
  flags: { testFlag: '1' },
  fresh: new Set(['businessId']),
  clear: {
    ...Object.fromEntries([...sealable].map((name) => [name, sealed])),
    saasExtendParams: clearParams,
  },
  openedMember: 'instanceId',
  toWire: writeTestRequest,
  fromWire: readTestAnswer,
}

/** SaaS access protocol V1.0, basic interfaces, for products bought for a period or once. */
export const saasV1: SaasDialect = {
  ...defineDialect<SpokenV1, OrderFacts, SaasAnswer>({
    protocol: 'saas-v1',
    operations,
    options: z.strictObject({ keyBits: z.literal([128, 256]) }),
    tellsRenewalChanges: false,
    // The proof covers all parameters that arrive (saas-v1 §3).
    ownQuery: { reserved: listReserved(requestsToSend) },
    includesFacts: true,
    toWire: writeRequest,
    fromWire(operation, received, accessKey) {
      const { kind } = operation
      const references = kind === 'query_instance' ? operation.references : []
      return readAnswer({ activity: operations[kind].activity, kind, references }, received, accessKey)
    },
    testCalls,
    secretsOf: secretNames,
    mayReplace: (operation) =>
      operation.kind === 'release_instance' ||
      operation.kind === 'refresh_instance' ||
      isStatusChange(operation),
    supersedes,
    timeLimitMs: fromSeconds(20),
    replyLimitBytes,
  }),
  // refreshInstance names no quantity, and a V1.0 seller does not query the order.
  tellsQuantityAtConversion: false,
}
