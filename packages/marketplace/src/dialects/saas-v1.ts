import { hours, minutes, seconds } from '@loggia/kernel'
import {
  encodeExtendParams,
  encodeRequest,
  formatExpireTime,
  quantityParameter,
  replyLimitBytes,
} from '@loggia/protocol/saas/v1'
import type { ExtendParam, QuantityParameter, SaasV1Activity, SaasV1Request } from '@loggia/protocol/saas/v1'
import type { ReceivedReply } from '@loggia/protocol/wire'
import { sealField, signSaasV1 } from '@loggia/signing'
import { readAnswer, readTestAnswer } from './saas-v1-answers.ts'
import { patiently } from './patience.ts'
import { secretNames } from './secret-names.ts'
import type {
  Dialect,
  Operation,
  OperationKind,
  OrderFacts,
  Outcome,
  Schedule,
  Schedules,
  Sending,
  TestSending,
  WireRequest,
} from './schema.ts'

/**
 * What V1.0 has words for. A change cannot be asked about before it is sold, and that what was frozen may be used again is
 * said by the refresh that brings another end (docs/decisions/0015); where no refresh comes with it, by `instanceStatus`.
 */
type Spoken =
  | Exclude<Operation, { kind: 'notify_order' | 'check_change' | 'set_instance_status' }>
  | (Extract<Operation, { kind: 'set_instance_status' }> & { readonly status: 'frozen' })

// A buyer who opens the details is a newInstance again: queryInstance is for what is paid by use (saas-v1 §1).
const activities: Readonly<Record<Spoken['kind'], SaasV1Activity>> = {
  create_instance: 'newInstance',
  query_instance: 'newInstance',
  refresh_instance: 'refreshInstance',
  set_instance_status: 'expireInstance',
  lift_freeze: 'instanceStatus',
  release_instance: 'releaseInstance',
  upgrade_instance: 'upgrade',
}

const isSpokenKind = (kind: OperationKind): kind is Spoken['kind'] => Object.hasOwn(activities, kind)
const isSpoken = (operation: Operation): operation is Spoken =>
  isSpokenKind(operation.kind) && (operation.kind !== 'set_instance_status' || operation.status === 'frozen')

function required(operation: Operation): Spoken {
  if (!isSpoken(operation)) throw new Error(`SaaS V1.0 has no words for ${operation.kind}`)
  return operation
}

const everyThreeMinutes = { kind: 'even', everyMs: minutes(3) } as const
const threeHours = (what: string): Schedule => ({
  windowMs: hours(3),
  spacing: everyThreeMinutes,
  source: `saas-v1 §9, ${what}: 3 hours [doc], every 3 minutes (EN 2024) [doc]`,
})
const oneHour: Schedule = {
  windowMs: hours(1),
  spacing: everyThreeMinutes,
  source: 'saas-v1 §9, 1 hour, then by hand [doc], every 3 minutes [decide]',
}
const compatible: Schedules = {
  create_instance: threeHours('new purchase'),
  query_instance: {
    windowMs: hours(3),
    spacing: { kind: 'doubling', firstMs: seconds(10), mostMs: minutes(5) },
    source: 'R71, newInstance again until it answers, at most 3 hours [decide]',
  },
  refresh_instance: oneHour,
  set_instance_status: oneHour,
  lift_freeze: oneHour,
  release_instance: oneHour,
  upgrade_instance: threeHours('upgrade'),
}

/** A release ends everything; a refresh carries the absolute end, so it replaces an older one, and a freeze that was not told yet. */
function supersedes(newer: Operation, older: Operation): boolean {
  if (newer.kind === 'release_instance') return true
  if (setsStatus(newer)) return setsStatus(older)
  if (newer.kind !== 'refresh_instance') return false
  if (setsStatus(older)) return newer.scene !== 'renewal_cancelled'
  return (
    older.kind === 'refresh_instance' && (older.scene === 'renewal' || older.scene === 'renewal_cancelled')
  )
}

const setsStatus = ({ kind }: Operation): boolean => kind === 'set_instance_status' || kind === 'lift_freeze'

/** Of a decimal number no zeros at the end, and a sign where money goes back. */
const amountText = (amount: string, isBack = false): string => {
  const text = amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount
  return isBack && text !== '0' ? `-${text}` : text
}

/** Two digits at most: of a longer trial the end says it (saas-v1 §6). */
const periodOf = ({ period }: OrderFacts) =>
  period && period.count <= 99 ? { periodType: period.type, periodNumber: period.count } : {}

const quantityOf = ({ quantity }: OrderFacts): Partial<Record<QuantityParameter, number>> =>
  quantity ? { [quantityParameter(quantity.unit)]: quantity.count } : {}

/** saas-v1 §6.1: absent where the buyer gave nothing. */
const extendParamsOf = ({ parameters }: OrderFacts): { saasExtendParams?: string } =>
  parameters.length > 0 ? { saasExtendParams: encodeExtendParams(parameters) } : {}

/** The order that an instance was bought with; of calls that were made before it was kept there is none. */
function purchaseOf({ purchase }: { purchase?: { orderNumber: string } }): string {
  if (!purchase) throw new Error('The operation does not name the order that the instance was bought with')
  return purchase.orderNumber
}

/** The codes of ITU-T E.164: none begins another, and those that are not here have three digits. */
const countryCode = /^\+ ?(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/

/** saas-v1 §5: a number without its country's code. */
const withoutCountry = (phone: string): string => phone.replace(countryCode, '').replace(/[ -]/g, '')

/**
 * A proof covers the joined text and not where a value ends (saas-v1 §3): who has read a request could send it on with a part of a
 * name as a parameter of its own. People's names have no use for such a part, and it stays legible.
 */
const personText = (name: string): string => name.replace(/&(?=[^&=]*=)/g, '＆').slice(0, 64)

/** No real call goes without: a seller's framework is known that refuses one whose testFlag is absent (saas-v1 §10). */
const real = { testFlag: '0' } as const

function newInstance(orderId: string, facts: OrderFacts, sending: Sending): SaasV1Request {
  const { accessKey, keyBits: bits, iv, businessId } = sending
  const { customer, period, endsAt } = facts
  const sealed = (plaintext: string): string => sealField({ accessKey, bits, iv: iv(), plaintext })
  return {
    activity: 'newInstance',
    customerId: customer.id,
    customerName: personText(customer.name),
    ...(customer.userId !== undefined && { userId: customer.userId }),
    ...(customer.userName !== undefined && { userName: personText(customer.userName) }),
    ...(customer.phone !== undefined && { mobilePhone: sealed(withoutCountry(customer.phone)) }),
    ...(customer.email !== undefined && { email: sealed(customer.email) }),
    businessId,
    orderId,
    skuCode: facts.skuCode,
    productId: facts.productCode,
    ...real,
    trialFlag: facts.isTrial ? '1' : '0',
    // An estimate, for what runs on periods only.
    ...(period && endsAt !== undefined && { expireTime: formatExpireTime(endsAt) }),
    chargingMode: period ? 1 : 3,
    ...extendParamsOf(facts),
    ...quantityOf(facts),
    ...periodOf(facts),
    // As it was captured; no other value is known (docs/decisions/0024).
    provisionType: 1,
    orderAmount: amountText(facts.amount),
  }
}

function requestOf(sending: Sending, facts: OrderFacts): SaasV1Request {
  const operation = required(sending.operation)
  switch (operation.kind) {
    case 'create_instance':
      return newInstance(operation.orderNumber, facts, sending)
    case 'query_instance':
      return newInstance(purchaseOf(operation), facts, sending)
    case 'refresh_instance':
      return {
        activity: 'refreshInstance',
        orderId: operation.orderNumber,
        instanceId: operation.reference,
        ...(operation.productCode !== undefined && { productId: operation.productCode }),
        expireTime: formatExpireTime(operation.expiresAt),
        ...(operation.scene === 'trial_to_formal' && { trialToFormal: '1' as const }),
        ...periodOf(facts),
        orderAmount: amountText(facts.amount, operation.scene === 'renewal_cancelled'),
        ...real,
      }
    case 'set_instance_status':
      return {
        activity: 'expireInstance',
        instanceId: operation.reference,
        orderId: purchaseOf(operation),
        ...real,
      }
    case 'lift_freeze':
      return {
        activity: 'instanceStatus',
        instanceId: operation.reference,
        instanceStatus: 'NORMAL',
        ...real,
      }
    case 'release_instance':
      return {
        activity: 'releaseInstance',
        instanceId: operation.reference,
        orderId: purchaseOf(operation),
        // What went back with it; nothing goes back when its time is over.
        orderAmount: operation.orderNumber === undefined ? '0' : amountText(facts.amount),
        ...real,
      }
    case 'upgrade_instance':
      return {
        activity: 'upgrade',
        instanceId: operation.reference,
        orderId: operation.orderNumber,
        skuCode: facts.skuCode,
        productId: facts.productCode,
        ...quantityOf(facts),
        // As the example of the table has it (saas-v1 §7.4).
        ...extendParamsOf(facts),
        ...real,
      }
  }
}

function fromWire(asked: Operation, received: ReceivedReply, accessKey: string): Outcome {
  const operation = required(asked)
  const { kind } = operation
  const references = kind === 'query_instance' ? operation.references : []
  return readAnswer({ activity: activities[kind], kind, references }, received, accessKey)
}

function signedGet(
  request: SaasV1Request,
  { accessKey, ownQuery, timestampMs: timeStampMs }: Pick<Sending, 'accessKey' | 'ownQuery' | 'timestampMs'>,
): WireRequest {
  const { query } = signSaasV1({ accessKey, parameters: encodeRequest(request), timeStampMs, ownQuery })
  return { method: 'GET', query, headers: { accept: 'application/json' }, body: '' }
}

/** What a person wrote in clear is sealed and packed as it is in real calls: phone, email and the list of parameters. */
function testRequestOf({ request, ...sending }: TestSending): SaasV1Request {
  const { accessKey, keyBits: bits, iv, businessId } = sending
  const { saasExtendParams: params, ...plain } = request
  const sealed = Object.entries(plain).map(([name, value]): [string, unknown] =>
    sealable.has(name)
      ? [name, sealField({ accessKey, bits, iv: iv(), plaintext: String(value) })]
      : [name, peoplesNames.has(name) ? personText(String(value)) : value],
  )
  return {
    ...(request.activity === 'newInstance' && { businessId }),
    ...Object.fromEntries(sealed),
    ...(params !== undefined && { saasExtendParams: encodeExtendParams(params as readonly ExtendParam[]) }),
    testFlag: '1',
  } as unknown as SaasV1Request
}
const sealable: ReadonlySet<string> = new Set(['mobilePhone', 'email'])
const peoplesNames: ReadonlySet<string> = new Set(['customerName', 'userName'])

/** SaaS access protocol V1.0, basic interfaces, for what is bought for a period or once. */
export const saasV1: Dialect = {
  protocol: 'saas-v1',
  activityOf: (kind) => (isSpokenKind(kind) ? activities[kind] : kind),
  speaks: isSpoken,
  // refreshInstance names no quantity, and the seller does not ask for the order.
  tellsQuantityAtConversion: false,
  saysOrder: true,
  toWire(sending) {
    if (!sending.facts) throw new Error('A request of SaaS V1.0 says what was bought')
    return signedGet(requestOf(sending, sending.facts), sending)
  },
  fromWire,
  toTestWire: (sending) => signedGet(testRequestOf(sending), sending),
  fromTestWire: readTestAnswer,
  secretsOf: secretNames,
  schedules: { compatible, patient: patiently(compatible, minutes(3)) },
  mayReplace: (operation) =>
    operation.kind === 'release_instance' || operation.kind === 'refresh_instance' || setsStatus(operation),
  supersedes,
  timeLimitMs: seconds(20),
  replyLimitBytes,
}
