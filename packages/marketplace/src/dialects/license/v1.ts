import { fromHours, fromMinutes, fromSeconds, omitUndefined } from '@loggia/kernel'
import {
  encodeExtendParams,
  encodeRequest,
  formatTime,
  identificationCodeName,
  readReply,
  replyLimitBytes,
  requestsToSend,
} from '@loggia/protocol/license/v1'
import type { ExtendParam, LicenseV1Activity, LicenseV1Request } from '@loggia/protocol/license/v1'
import type { ReceivedReply } from '@loggia/protocol/wire'
import { verifyBodySign } from '@loggia/signing'
import { defineDialect } from '../define-dialect.ts'
import type { OperationTable } from '../define-dialect.ts'
import { done, toConfirmed } from '../outcomes.ts'
import { createThreeDaySchedule } from '../patience.ts'
import { secretNames } from '../secret-names.ts'
import { clearParams, listReserved, signGet, toPersonText } from '../sign-get.ts'
import type { WireRequest } from '../schema.ts'
import type { TestCalls, TestSending } from '../test-calls.ts'
import { readResult, toAnswer } from './answers.ts'
import { mayReplaceLicense, requireFacts, requireReference, isSuperseding } from './operations.ts'
import type {
  LicenseAnswer,
  LicenseFacts,
  LicenseOperation,
  LicenseOutcome,
  LicenseSending,
} from './operations.ts'
import { licenseV1Scenes } from './scenes.ts'

/** License 1.0 has no instances, no applications and no states. */
type Spoken = Extract<LicenseOperation, { kind: 'issue_license' | 'refresh_license' | 'release_license' }>

const operations: OperationTable<Spoken, LicenseV1Activity> = {
  issue_license: {
    activity: 'getLicense',
    windowMs: fromHours(3),
    spacing: { kind: 'even', everyMs: fromHours(1) },
    source: 'license §4, hourly for 3 hours, then by hand [doc]',
    patient: {
      windowMs: fromHours(72),
      spacing: { kind: 'even', everyMs: fromHours(1) },
      source: '3 days, hourly, then by hand [decide]',
    },
  },
  refresh_license: {
    activity: 'refreshLicense',
    windowMs: 0,
    spacing: { kind: 'even', everyMs: fromMinutes(3) },
    source: 'license §4, once, then by hand [doc]',
    patient: createThreeDaySchedule(fromMinutes(3)),
  },
  release_license: {
    activity: 'releaseLicense',
    windowMs: fromHours(1),
    spacing: { kind: 'even', everyMs: fromMinutes(3) },
    source: 'license §4, like the release of SaaS V1.0 [decide]',
    patient: createThreeDaySchedule(fromMinutes(3)),
  },
}

/** Days are no period of a license. */
function periodOf({ period }: LicenseFacts) {
  if (!period || period.type === 'day' || period.count > 99) return {}
  return { periodType: period.type, periodNumber: period.count }
}

/** The parameters of the purchase with the code of the machine; without the others if all are too long together. */
function paramsOf({ parameters, identificationCode }: LicenseFacts): string | undefined {
  const others = parameters.filter(({ name }) => name !== identificationCodeName)
  const code = parameters.find(({ name }) => name === identificationCodeName)?.value
  const value = identificationCode ?? code
  const own = value === undefined ? [] : [{ name: identificationCodeName, value }]
  const whole = [...own, ...others]
  if (whole.length === 0) return undefined
  return encodeExtendParams(clearParams.isTooLong(whole) && own.length > 0 ? own : whole)
}

const real = { testFlag: '0' } as const

function getLicense(orderId: string, facts: LicenseFacts, businessId: string): LicenseV1Request {
  const { customer, period, endsAt } = facts
  return omitUndefined({
    activity: 'getLicense',
    customerId: customer.id,
    customerName: toPersonText(customer.name),
    userId: customer.userId,
    userName: customer.userName === undefined ? undefined : toPersonText(customer.userName),
    businessId,
    orderId,
    skuCode: facts.skuCode,
    productId: facts.productCode,
    ...real,
    // An estimate, for licenses with a period only.
    expireTime: period && endsAt !== undefined ? formatTime(endsAt) : undefined,
    chargingMode: period ? 1 : 3,
    saasExtendParams: paramsOf(facts),
    amount: facts.quantity?.count,
    ...periodOf(facts),
    // The value seen in captured calls; no other is known (docs/decisions/0024).
    provisionType: 1,
  })
}

/** The order that a license was bought with. */
function purchaseOf({ purchase }: Extract<Spoken, { kind: 'release_license' }>): string {
  if (!purchase) throw new Error('The release does not name the order that the license was bought with')
  return purchase.orderNumber
}

function requestOf(sending: LicenseSending<Spoken>): LicenseV1Request {
  const { operation, businessId } = sending
  const facts = requireFacts(sending)
  switch (operation.kind) {
    case 'issue_license':
      return getLicense(operation.orderNumber, facts, businessId)
    case 'refresh_license':
      return omitUndefined({
        activity: 'refreshLicense',
        orderId: operation.orderNumber,
        instanceId: requireReference(sending),
        productId: operation.productCode,
        expireTime: formatTime(operation.expiresAt),
        ...periodOf(facts),
      })
    case 'release_license':
      return {
        activity: 'releaseLicense',
        orderId: purchaseOf(operation),
        instanceId: requireReference(sending),
      }
  }
}

function writeTestRequest({ request, businessId, ...signing }: TestSending): WireRequest {
  const { saasExtendParams: params, ...plain } = request
  const whole = omitUndefined({
    businessId: request.activity === 'getLicense' ? businessId : undefined,
    ...plain,
    customerName: toNamed(plain['customerName']),
    userName: toNamed(plain['userName']),
    saasExtendParams: params === undefined ? undefined : encodeExtendParams(params as readonly ExtendParam[]),
    testFlag: '1',
  })
  return signGet({ ...signing, parameters: encodeRequest(whole as unknown as LicenseV1Request) })
}
const toNamed = (name: unknown): string | undefined =>
  typeof name === 'string' ? toPersonText(name) : undefined

const kinds: Readonly<Record<LicenseV1Activity, Spoken['kind']>> = {
  getLicense: 'issue_license',
  refreshLicense: 'refresh_license',
  releaseLicense: 'release_license',
}

/** `000004` is a refusal: nothing would bring the license later (license §1.1). */
function readAnswer(kind: Spoken['kind'], received: ReceivedReply, accessKey: string): LicenseOutcome {
  const signed = {
    ...received,
    limitBytes: replyLimitBytes,
    verifyBodySign: (header: readonly string[], body: Uint8Array) =>
      verifyBodySign({ accessKey, header, body }),
  }
  const read = readReply(operations[kind].activity, signed)
  if (!read.ok) return { kind: 'faulty', verdict: read.verdict }
  const { code, reply, unproven } = read
  if (kind === 'issue_license' && code === done && 'license' in reply)
    return toConfirmed<LicenseAnswer>(code, toAnswer({ reference: reply.instanceId, license: reply.license }))
  return readResult(kind, { code, reply, isUnproven: unproven !== undefined })
}

const testCalls: TestCalls = {
  scenes: licenseV1Scenes,
  requests: requestsToSend,
  flags: { testFlag: '1' },
  fresh: new Set(['businessId']),
  clear: { saasExtendParams: clearParams },
  openedMember: 'instanceId',
  toWire: writeTestRequest,
  fromWire: ({ activity }, received, accessKey) =>
    readAnswer(kinds[activity as LicenseV1Activity], received, accessKey),
}

/** License 1.0: the buyer's machine has an identification code, and the seller answers with its license. */
export const licenseV1 = defineDialect<Spoken, LicenseFacts, LicenseAnswer>({
  protocol: 'license-v1',
  operations,
  // The proof covers all parameters that arrive (saas-v1 §3).
  ownQuery: { reserved: listReserved(requestsToSend) },
  includesFacts: true,
  toWire: (sending) => signGet({ ...sending, parameters: encodeRequest(requestOf(sending)) }),
  fromWire: ({ kind }, received, accessKey) => readAnswer(kind, received, accessKey),
  testCalls,
  secretsOf: secretNames,
  mayReplace: mayReplaceLicense,
  supersedes: isSuperseding,
  timeLimitMs: fromSeconds(20),
  replyLimitBytes,
})
