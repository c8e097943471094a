import { fromHours, fromMinutes, fromSeconds, omitUndefined } from '@loggia/kernel'
import {
  encodeRequest,
  formatTime,
  readReply,
  replyLimitBytes,
  requestsToSend,
} from '@loggia/protocol/license/code'
import type { LicenseCodeActivity, LicenseCodeRequest } from '@loggia/protocol/license/code'
import type { ReceivedReply } from '@loggia/protocol/wire'
import { defineDialect } from '../define-dialect.ts'
import type { OperationTable } from '../define-dialect.ts'
import { createThreeDaySchedule } from '../patience.ts'
import { secretNames } from '../secret-names.ts'
import { signPost } from '../sign-post.ts'
import type { TestCalls } from '../test-calls.ts'
import { readResult } from './answers.ts'
import {
  mayReplaceLicense,
  refreshScenes,
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
import { licenseCodeScenes } from './scenes.ts'

/** The marketplace makes the codes, so a seller is only told what becomes of them. */
type Spoken = Extract<
  LicenseOperation,
  { kind: 'refresh_license' | 'set_license_status' | 'release_license' }
>

const sixtyTimes = {
  windowMs: fromHours(2),
  spacing: { kind: 'even', everyMs: fromMinutes(2) },
  source: 'license §4, 60 times, every 2 minutes, then by hand [doc]',
  patient: createThreeDaySchedule(fromMinutes(2)),
} as const
const operations: OperationTable<Spoken, LicenseCodeActivity> = {
  refresh_license: { activity: 'refreshLicenseCode', ...sixtyTimes },
  set_license_status: { activity: 'updateLicenseCodeStatus', ...sixtyTimes },
  release_license: { activity: 'releaseLicenseCode', ...sixtyTimes },
}

function requestOf(sending: LicenseSending<Spoken>): LicenseCodeRequest {
  const { operation } = sending
  const license = requireReference(sending)
  switch (operation.kind) {
    case 'refresh_license':
      return omitUndefined({
        activity: 'refreshLicenseCode',
        license,
        scene: refreshScenes[operation.scene],
        orderId: operation.orderNumber,
        orderLineId: operation.lineNumber,
        productId: operation.productCode,
        expireTime: formatTime(operation.expiresAt),
      })
    case 'set_license_status':
      return { activity: 'updateLicenseCodeStatus', license, status: statusWords[operation.status] }
    case 'release_license':
      return omitUndefined({
        activity: 'releaseLicenseCode',
        license,
        orderId: operation.orderNumber,
        orderLineId: operation.lineNumber,
      })
  }
}

const contentType = 'application/json;charset=utf-8'

function readAnswer(kind: Spoken['kind'], received: ReceivedReply): LicenseOutcome {
  const read = readReply(operations[kind].activity, { ...received, limitBytes: replyLimitBytes })
  return read.ok ? readResult(kind, read) : { kind: 'faulty', verdict: read.verdict }
}

const kinds: Readonly<Record<LicenseCodeActivity, Spoken['kind']>> = {
  refreshLicenseCode: 'refresh_license',
  updateLicenseCodeStatus: 'set_license_status',
  releaseLicenseCode: 'release_license',
}

const testCalls: TestCalls = {
  scenes: licenseCodeScenes,
  requests: requestsToSend,
  flags: { testFlag: '1' },
  toWire: ({ request, ...signing }) =>
    signPost({
      ...signing,
      body: encodeRequest({ ...request, testFlag: '1' } as unknown as LicenseCodeRequest),
      contentType,
    }),
  fromWire: ({ activity }, received) => readAnswer(kinds[activity as LicenseCodeActivity], received),
}

/** License 2.0: callbacks that tell a seller what becomes of authorisation codes. */
export const licenseCode = defineDialect<Spoken, LicenseFacts, LicenseAnswer>({
  protocol: 'license-code',
  operations,
  includesFacts: true,
  toWire: (sending) => signPost({ ...sending, body: encodeRequest(requestOf(sending)), contentType }),
  fromWire: ({ kind }, received) => readAnswer(kind, received),
  testCalls,
  secretsOf: secretNames,
  mayReplace: mayReplaceLicense,
  supersedes: isSuperseding,
  // The time that the guide gives (license §2.3).
  timeLimitMs: fromSeconds(5),
  replyLimitBytes,
})
