import { hours, minutes, seconds } from '@loggia/kernel'
import {
  encodeRequest,
  formatExpireTime,
  isSaasV1ResultCode,
  readReply,
  replyLimitBytes,
} from '@loggia/protocol/saas/v1'
import type { ReplyOf, SaasV1Activity, SaasV1Request } from '@loggia/protocol/saas/v1'
import type { ReceivedReply, Verdict } from '@loggia/protocol/wire'
import { openAppInfo, sealField, signSaasV1, verifyBodySign } from '@loggia/signing'
import { secretNames } from './secret-names.ts'
import type {
  AccessData,
  AnswerData,
  Dialect,
  Operation,
  OperationKind,
  OrderFacts,
  Outcome,
  Schedule,
  Schedules,
  Sending,
} from './schema.ts'

/**
 * What V1.0 has words for. A change cannot be asked about before it is sold, and that what was frozen may be used again is
 * said by the refresh that brings another end (docs/decisions/0015).
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
  release_instance: oneHour,
  upgrade_instance: threeHours('upgrade'),
}

const threeDays: Schedule = {
  windowMs: hours(72),
  spacing: { kind: 'doubling', firstMs: minutes(3), mostMs: hours(1) },
  source: '3 days, 3 minutes doubling to 1 hour, then by hand [decide]',
}
const patient: Schedules = {
  ...compatible,
  query_instance: {
    windowMs: hours(72),
    spacing: { kind: 'doubling', firstMs: seconds(10), mostMs: hours(1) },
    source: 'R71; access data of an open service for 3 days, an opening for as long as R70 allows [decide]',
  },
  refresh_instance: threeDays,
  set_instance_status: threeDays,
  release_instance: threeDays,
}

/** A release ends everything; a refresh carries the absolute end, so it replaces an older one, and a freeze that was not told yet. */
function supersedes(newer: Operation, older: Operation): boolean {
  if (newer.kind === 'release_instance') return true
  if (newer.kind === 'set_instance_status') return older.kind === newer.kind
  if (newer.kind !== 'refresh_instance') return false
  if (older.kind === 'set_instance_status') return newer.scene !== 'renewal_cancelled'
  return (
    older.kind === 'refresh_instance' && (older.scene === 'renewal' || older.scene === 'renewal_cancelled')
  )
}

/** Of a decimal number no zeros at the end, and a sign where money goes back. */
const amountText = (amount: string, isBack = false): string => {
  const text = amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount
  return isBack && text !== '0' ? `-${text}` : text
}

/** Two digits at most: of a longer trial the end says it (saas-v1 §6). */
const periodOf = ({ period }: OrderFacts) =>
  period && period.count <= 99 ? { periodType: period.type, periodNumber: period.count } : {}

/** Which attribute a quantity is: V1.0 knows disks by GB and bandwidth by Mbit/s, and everything else by piece (saas-v1 §6). */
function quantityOf({ quantity }: OrderFacts): { amount?: number; diskSize?: number; bandWidth?: number } {
  if (!quantity) return {}
  const { count, unit } = quantity
  if (/^(gb|gib)$/i.test(unit.trim())) return { diskSize: count }
  return /^(mbit\/s|mbps)$/i.test(unit.trim()) ? { bandWidth: count } : { amount: count }
}

/** The order that an instance was bought with; of calls that were made before it was kept there is none. */
function purchaseOf({ purchase }: { purchase?: { orderNumber: string } }): string {
  if (!purchase) throw new Error('The operation does not name the order that the instance was bought with')
  return purchase.orderNumber
}

/** saas-v1 §5.2: a number without its country's code. */
const withoutCountry = (phone: string): string =>
  phone.replace(/^\+(86|\d{1,3}(?=[ -]))[ -]?/, '').replace(/[ -]/g, '')

/** No real call goes without: a seller's framework is known that refuses one whose testFlag is absent (saas-v1 §10). */
const real = { testFlag: '0' } as const

function newInstance(orderId: string, facts: OrderFacts, sending: Sending): SaasV1Request {
  const { accessKey, keyBits: bits, iv, businessId } = sending
  const { customer, period, endsAt } = facts
  const sealed = (plaintext: string): string => sealField({ accessKey, bits, iv: iv(), plaintext })
  return {
    activity: 'newInstance',
    customerId: customer.id,
    customerName: customer.name.slice(0, 64),
    ...(customer.userName !== undefined && { userName: customer.userName.slice(0, 64) }),
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
    ...quantityOf(facts),
    ...periodOf(facts),
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
        ...real,
      }
  }
}

const done = '000000'
const underWay = '000004'
const unknownInstance = '000003'

const confirmed = (resultCode: string, data: AnswerData = {}): Outcome => ({
  kind: 'confirmed',
  verdict: { code: 'succeeded' },
  resultCode,
  data,
})
const pending = (resultCode: string, data: AnswerData = {}): Outcome => ({
  kind: 'pending',
  verdict: { code: 'pending' },
  resultCode,
  data,
})

function refusal(code: string, message: string | undefined, reference?: string): Outcome {
  const verdict: Verdict = {
    code: isSaasV1ResultCode(code) ? 'refused' : 'result_code_unknown',
    resultCode: code,
    resultMsg: message ?? null,
  }
  return { kind: 'refused', verdict, resultCode: code, ...(reference !== undefined && { reference }) }
}

type NewInstanceReply = ReplyOf<'newInstance'>

/** Account and password are sealed, with 256 bits unless the reply says 128; what does not open is as if it were not there (saas-v1 §5). */
function accessOf({ encryptType, appInfo }: NewInstanceReply, accessKey: string): AccessData {
  const sealed = { encryptType: encryptType === '2' ? '2' : '1', info: [{ appInfo: appInfo ?? {} }] }
  return (openAppInfo(sealed, accessKey).reply.info[0]?.appInfo ?? {}) as AccessData
}

function readDone(operation: Spoken, reply: NewInstanceReply, accessKey: string): Outcome {
  if (operation.kind !== 'create_instance' && operation.kind !== 'query_instance') return confirmed(done)
  const { instanceId: reference } = reply
  const isOther = operation.kind === 'query_instance' && !operation.references.includes(reference)
  // A repeat brings the instance that there is (saas-v1 §1); another id is none that the buyer's data could be shown of.
  if (isOther)
    return {
      kind: 'faulty',
      verdict: { code: 'member_value', name: 'instanceId', got: reference.slice(0, 80) },
    }
  // Ids are the seller's own: one may be the name of something that every object has.
  const access = Object.assign(Object.create(null) as Record<string, AccessData>, {
    [reference]: accessOf(reply, accessKey),
  })
  return confirmed(done, { reference, access })
}

/** saas-v1 §9 counts everything but 000000 as a failure; what is under way at a seller is asked for again as in V2.0 (R71). */
function fromWire(asked: Operation, received: ReceivedReply, accessKey: string): Outcome {
  const operation = required(asked)
  const read = readReply(activities[operation.kind], {
    ...received,
    limitBytes: replyLimitBytes,
    verifyBodySign: (header, body) => verifyBodySign({ accessKey, header, body }),
  })
  if (!read.ok) return { kind: 'faulty', verdict: read.verdict }
  const { code } = read
  const reply = read.reply as NewInstanceReply
  if (code === done) return readDone(operation, reply, accessKey)
  const refused = refusal(code, reply.resultMsg, reply.instanceId)
  // A refusal is heard without a proof; what changes something here is not.
  if (read.unproven) return refused
  if (operation.kind === 'create_instance' && code === underWay && reply.instanceId !== undefined)
    return pending(code, { reference: reply.instanceId })
  if (operation.kind === 'query_instance' && code === underWay) return pending(code)
  return operation.kind === 'release_instance' && code === unknownInstance ? confirmed(code) : refused
}

/** SaaS access protocol V1.0, basic interfaces, for what is bought for a period or once. */
export const saasV1: Dialect = {
  protocol: 'saas-v1',
  activityOf: (kind) => (isSpokenKind(kind) ? activities[kind] : kind),
  speaks: isSpoken,
  saysOrder: true,
  toWire(sending) {
    const { accessKey, ownQuery, timestampMs: timeStampMs, facts } = sending
    if (!facts) throw new Error('A request of SaaS V1.0 says what was bought')
    const parameters = encodeRequest(requestOf(sending, facts))
    const { query } = signSaasV1({ accessKey, parameters, timeStampMs, ownQuery })
    return { method: 'GET', query, headers: { accept: 'application/json' }, body: '' }
  },
  fromWire,
  secretsOf: secretNames,
  schedules: { compatible, patient },
  mayReplace: ({ kind }) =>
    kind === 'release_instance' || kind === 'refresh_instance' || kind === 'set_instance_status',
  supersedes,
  timeLimitMs: seconds(20),
  replyLimitBytes,
}
