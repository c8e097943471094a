import { fromHours, fromMinutes, fromSeconds, omitUndefined } from '@loggia/kernel'
import {
  encodeRequest,
  formatTime,
  readReply,
  replyLimitBytes,
  requestsToSend,
} from '@loggia/protocol/license/online'
import type { LicenseOnlineActivity, LicenseOnlineRequest } from '@loggia/protocol/license/online'
import type { ReceivedReply } from '@loggia/protocol/wire'
import { defineDialect } from '../define-dialect.ts'
import type { OperationTable } from '../define-dialect.ts'
import { done, toConfirmed, underWay } from '../outcomes.ts'
import { createThreeDaySchedule } from '../patience.ts'
import { secretNames } from '../secret-names.ts'
import { signPost } from '../sign-post.ts'
import type { TestCalls, TestSending } from '../test-calls.ts'
import type { WireRequest } from '../schema.ts'
import { readResult, toAnswer } from './answers.ts'
import {
  mayReplaceLicense,
  refreshScenes,
  requireFacts,
  requireReference,
  statusWords,
  isSuperseding,
} from './operations.ts'
import type {
  LicenseAnswer,
  LicenseFacts,
  LicenseOperation,
  LicenseOutcome,
  LicenseSending,
} from './operations.ts'
import { licenseOnlineScenes } from './scenes.ts'

/** No answer contains a license: sellers upload it. */
type Spoken = Exclude<LicenseOperation, { kind: 'issue_license' }>

const everyTwoMinutes = { kind: 'even', everyMs: fromMinutes(2) } as const
const patient = createThreeDaySchedule(fromMinutes(2))
const twoHours = {
  windowMs: fromHours(2),
  spacing: everyTwoMinutes,
  source: 'license §4, every 2 minutes for 2 hours, then by hand [doc]',
  patient,
} as const
const operations: OperationTable<Spoken, LicenseOnlineActivity> = {
  create_activation: {
    activity: 'newInstance',
    windowMs: fromHours(3),
    spacing: everyTwoMinutes,
    source: 'license §4, every 2 minutes for 3 hours, then by hand [decide]',
    patient,
  },
  apply_license: { activity: 'getLicenseAsync', ...twoHours },
  refresh_license: { activity: 'refreshInstance', ...twoHours },
  set_license_status: { activity: 'updateInstanceStatus', ...twoHours },
  release_license: { activity: 'releaseInstance', ...twoHours },
}

function requestOf(sending: LicenseSending<Spoken>): LicenseOnlineRequest {
  const { operation, businessId } = sending
  switch (operation.kind) {
    case 'create_activation':
      return {
        activity: 'newInstance',
        orderId: operation.orderNumber,
        orderLineId: operation.lineNumber,
        businessId,
      }
    case 'apply_license':
      return omitUndefined({
        activity: 'getLicenseAsync',
        instanceId: requireReference(sending),
        effectiveTime: formatTime(operation.effectiveAt),
        expireTime: operation.expiresAt === undefined ? undefined : formatTime(operation.expiresAt),
        eventId: operation.eventId,
        deviceFingerprint: requireFacts(sending).fingerprint,
      })
    case 'refresh_license':
      return omitUndefined({
        activity: 'refreshInstance',
        scene: refreshScenes[operation.scene],
        orderId: operation.orderNumber,
        orderLineId: operation.lineNumber,
        instanceId: requireReference(sending),
        productId: operation.productCode,
        expireTime: formatTime(operation.expiresAt),
      })
    case 'set_license_status':
      return {
        activity: 'updateInstanceStatus',
        instanceId: requireReference(sending),
        status: statusWords[operation.status],
      }
    case 'release_license':
      return omitUndefined({
        activity: 'releaseInstance',
        instanceId: requireReference(sending),
        orderId: operation.orderNumber,
        orderLineId: operation.lineNumber,
      })
  }
}

/**
 * An order or an application that the seller works on is confirmed too: nothing asks for the instance later, and the
 * license comes by the upload (license §3.1, §3.4).
 */
function readAnswer(kind: Spoken['kind'], received: ReceivedReply): LicenseOutcome {
  const read = readReply(operations[kind].activity, { ...received, limitBytes: replyLimitBytes })
  if (!read.ok) return { kind: 'faulty', verdict: read.verdict }
  const { code, reply } = read
  const isTaken = code === done || code === underWay
  if (isTaken && (kind === 'create_activation' || kind === 'apply_license'))
    return toConfirmed<LicenseAnswer>(
      code,
      toAnswer({ reference: 'instanceId' in reply ? reply.instanceId : undefined }),
    )
  return readResult(kind, read)
}

const contentType = 'application/json;charset=utf-8'

const kinds = new Map<string, Spoken['kind']>(
  (Object.keys(operations) as Spoken['kind'][]).map((kind) => [operations[kind].activity, kind]),
)

function writeTestRequest({ request, businessId, ...signing }: TestSending): WireRequest {
  const named = request.activity === 'newInstance' ? { businessId, ...request } : request
  const fresh = request.activity === 'getLicenseAsync' ? { eventId: businessId, ...named } : named
  const body = encodeRequest({ ...fresh, testFlag: '1' } as unknown as LicenseOnlineRequest)
  return signPost({ ...signing, body, contentType })
}

const testCalls: TestCalls = {
  scenes: licenseOnlineScenes,
  requests: requestsToSend,
  flags: { testFlag: '1' },
  fresh: new Set(['businessId', 'eventId']),
  openedMember: 'instanceId',
  toWire: writeTestRequest,
  fromWire({ activity }, received) {
    const kind = kinds.get(activity)
    if (!kind) throw new Error(`license-online has no activity ${activity}`)
    return readAnswer(kind, received)
  },
}

/** Online activation: licenses for devices, which the seller uploads. */
export const licenseOnline = defineDialect<Spoken, LicenseFacts, LicenseAnswer>({
  protocol: 'license-online',
  operations,
  includesFacts: true,
  toWire: (sending) => signPost({ ...sending, body: encodeRequest(requestOf(sending)), contentType }),
  fromWire: ({ kind }, received) => readAnswer(kind, received),
  testCalls,
  secretsOf: secretNames,
  mayReplace: mayReplaceLicense,
  supersedes: isSuperseding,
  // The time that the guide gives (license §3).
  timeLimitMs: fromSeconds(5),
  replyLimitBytes,
})
