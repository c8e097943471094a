import { hours, minutes, seconds } from '@loggia/kernel'
import {
  encodeRequest,
  formatExpireTime,
  instanceIdsOf,
  isSaasV2ResultCode,
  readReply,
  replyLimitBytes,
} from '@loggia/protocol/saas/v2'
import type { QueryInstanceReply, SaasV2Activity, SaasV2Request } from '@loggia/protocol/saas/v2'
import type { ReceivedReply, Verdict } from '@loggia/protocol/wire'
import { openAppInfo, signSaasV2 } from '@loggia/signing'
import { patiently } from './patience.ts'
import { secretNames } from './secret-names.ts'
import type {
  AccessData,
  Dialect,
  Operation,
  OperationKind,
  Outcome,
  Schedules,
  Sending,
  TestRequest,
  WireRequest,
} from './schema.ts'

const activities: Readonly<Record<Exclude<OperationKind, 'notify_order'>, SaasV2Activity>> = {
  create_instance: 'newInstance',
  query_instance: 'queryInstance',
  refresh_instance: 'refreshInstance',
  set_instance_status: 'updateInstanceStatus',
  lift_freeze: 'updateInstanceStatus',
  release_instance: 'releaseInstance',
  upgrade_instance: 'upgradeInstance',
  check_change: 'changeInstanceCheck',
}

/** What V2.0 has words for. */
type Spoken = Exclude<Operation, { kind: 'notify_order' }>
const isSpoken = (operation: Operation): operation is Spoken => operation.kind !== 'notify_order'

const scenes = {
  trial_to_formal: 'TRIAL_TO_FORMAL',
  renewal: 'RENEWAL',
  renewal_cancelled: 'UNSUBSCRIBE_RENEWAL_PERIOD',
  renewal_change: 'RENEWAL_CHANGE',
} as const

const everyTwoMinutes = { kind: 'even', everyMs: minutes(2) } as const
/** An asynchronous opening takes seconds or hours, and nobody says which. */
const soonThenSeldom = { kind: 'doubling', firstMs: seconds(10), mostMs: minutes(5) } as const

// R70 fixes the outcomes and leaves the spacing to saas-v2 §6; where that is silent the spacing is our decision.
const compatible = {
  create_instance: {
    windowMs: hours(3),
    spacing: everyTwoMinutes,
    source: 'R70; saas-v2 §6, every 2 minutes [doc]',
  },
  query_instance: {
    windowMs: hours(3),
    spacing: soonThenSeldom,
    source: 'R71, until it answers, at most 3 hours [decide]',
  },
  refresh_instance: {
    windowMs: hours(1),
    spacing: everyTwoMinutes,
    source: 'R70, 1 hour, then by hand [doc]',
  },
  set_instance_status: {
    windowMs: hours(1),
    spacing: everyTwoMinutes,
    source: 'R70, 1 hour, then by hand [doc]',
  },
  lift_freeze: {
    windowMs: hours(1),
    spacing: everyTwoMinutes,
    source: 'R70, R116, 1 hour, then by hand [doc]',
  },
  release_instance: {
    windowMs: hours(1),
    spacing: everyTwoMinutes,
    source: 'R70, 1 hour, then by hand [doc]',
  },
  upgrade_instance: { windowMs: hours(3), spacing: everyTwoMinutes, source: 'R70, 3 hours [doc]' },
  check_change: {
    windowMs: 0,
    spacing: everyTwoMinutes,
    source: 'R119, asked while the buyer waits, never repeated [decide]',
  },
} satisfies Schedules

/** A release ends everything; a state replaces a state; a refresh carries the absolute end, so a newer one says all. */
function supersedes(newer: Operation, older: Operation): boolean {
  if (newer.kind === 'release_instance') return true
  if (newer.kind === 'refresh_instance')
    return older.kind === 'refresh_instance' && onlyMovesTheEnd(older.scene)
  return setsStatus(newer) && setsStatus(older)
}

const setsStatus = ({ kind }: Operation): boolean => kind === 'set_instance_status' || kind === 'lift_freeze'

/** A trial that became paid, and another combination, say more than an end: they are told whatever comes after. */
const onlyMovesTheEnd = (scene: Extract<Operation, { kind: 'refresh_instance' }>['scene']): boolean =>
  scene === 'renewal' || scene === 'renewal_cancelled'

type Wording = Pick<Sending, 'businessId' | 'expireDigits' | 'cancellationOrder'>

function requestOf(
  operation: Spoken,
  { businessId, expireDigits, cancellationOrder }: Wording,
): SaasV2Request {
  switch (operation.kind) {
    case 'create_instance':
      return {
        activity: 'newInstance',
        orderId: operation.orderNumber,
        orderLineId: operation.lineNumber,
        businessId,
      }
    case 'query_instance':
      return { activity: 'queryInstance', instanceId: operation.references.join(',') }
    case 'refresh_instance': {
      const { cancelled } = operation
      const told = cancellationOrder === 'renewal' && cancelled ? cancelled : operation
      return {
        activity: 'refreshInstance',
        scene: scenes[operation.scene],
        orderId: told.orderNumber,
        orderLineId: told.lineNumber,
        instanceId: operation.reference,
        ...(operation.productCode !== undefined && { productId: operation.productCode }),
        expireTime: formatExpireTime(operation.expiresAt).slice(0, expireDigits ?? 17),
      }
    }
    case 'set_instance_status':
      return {
        activity: 'updateInstanceStatus',
        instanceId: operation.reference,
        status: operation.status === 'frozen' ? 'FREEZE' : 'UNFREEZE',
      }
    case 'lift_freeze':
      return { activity: 'updateInstanceStatus', instanceId: operation.reference, status: 'UNFREEZE' }
    case 'release_instance':
      return {
        activity: 'releaseInstance',
        instanceId: operation.reference,
        ...(operation.orderNumber !== undefined && { orderId: operation.orderNumber }),
        ...(operation.lineNumber !== undefined && { orderLineId: operation.lineNumber }),
      }
    case 'upgrade_instance':
      return {
        activity: 'upgradeInstance',
        instanceId: operation.reference,
        orderId: operation.orderNumber,
        orderLineId: operation.lineNumber,
      }
    case 'check_change': {
      const { productCode, skuCode, productName, quantity } = operation
      const productInfo = {
        productId: productCode,
        skuCode,
        productName,
        ...(quantity !== undefined && { linearValue: quantity }),
      }
      return { activity: 'changeInstanceCheck', instanceId: operation.reference, productInfo }
    }
  }
}

const done = '000000'
const underWay = '000004'
const unknownInstance = '000003'

function refusal(code: string, message: string | undefined, reference?: string): Outcome {
  const verdict: Verdict = {
    code: isSaasV2ResultCode(code) ? 'refused' : 'result_code_unknown',
    resultCode: code,
    resultMsg: message ?? null,
  }
  return { kind: 'refused', verdict, resultCode: code, ...(reference !== undefined && { reference }) }
}

/** There: success, and either no `info` at all or one that names every instance asked for; else not yet (CALLS: delivered, failed, or both). */
function readQuery(references: readonly string[], reply: QueryInstanceReply, accessKey: string): Outcome {
  const info = openAppInfo(reply, accessKey).reply.info
  // Ids are the seller's own: one may be the name of something that every object has.
  const access = Object.create(null) as Record<string, AccessData>
  for (const entry of info ?? []) access[entry.instanceId] = { ...entry.appInfo } as AccessData
  const there = info === undefined || references.every((reference) => Object.hasOwn(access, reference))
  return there
    ? { kind: 'confirmed', verdict: { code: 'succeeded' }, resultCode: done, data: { access } }
    : { kind: 'pending', verdict: { code: 'pending' }, resultCode: done, data: {} }
}

/** What is asked, as far as its answer is read by it. */
type Asked = { readonly kind: Spoken['kind']; readonly references: readonly string[] }

function readAnswer(
  { kind }: Asked,
  read: { code: string; reply: { resultMsg?: string | undefined; instanceId?: string | undefined } },
): Outcome {
  const { code, reply } = read
  if (kind === 'create_instance' && (code === done || code === underWay)) {
    const data = reply.instanceId === undefined ? {} : { reference: reply.instanceId }
    return code === done
      ? { kind: 'confirmed', verdict: { code: 'succeeded' }, resultCode: code, data }
      : { kind: 'pending', verdict: { code: 'pending' }, resultCode: code, data }
  }
  if (code === done) return { kind: 'confirmed', verdict: { code: 'succeeded' }, resultCode: code, data: {} }
  // saas-v2 §11, 14: an instance that the seller does not know is as good as released.
  if (kind === 'release_instance' && code === unknownInstance)
    return { kind: 'confirmed', verdict: { code: 'succeeded' }, resultCode: code, data: {} }
  return refusal(code, reply.resultMsg, reply.instanceId)
}

function readAs(asked: Asked, received: ReceivedReply, accessKey: string): Outcome {
  if (asked.kind === 'query_instance') {
    const read = readReply('queryInstance', { ...received, limitBytes: replyLimitBytes })
    if (!read.ok) return { kind: 'faulty', verdict: read.verdict }
    if (read.code === done) return readQuery(asked.references, read.reply, accessKey)
    const refused = refusal(read.code, read.reply.resultMsg)
    if (read.code === underWay)
      return { kind: 'pending', verdict: { code: 'pending' }, resultCode: read.code, data: {} }
    return read.code === unknownInstance
      ? { kind: 'pending', verdict: refused.verdict, resultCode: read.code, data: {} }
      : refused
  }
  const read = readReply(activities[asked.kind], { ...received, limitBytes: replyLimitBytes })
  return read.ok ? readAnswer(asked, read) : { kind: 'faulty', verdict: read.verdict }
}

function required(operation: Operation): Spoken {
  if (!isSpoken(operation)) throw new Error(`SaaS V2.0 has no words for ${operation.kind}`)
  return operation
}

function fromWire(asked: Operation, received: ReceivedReply, accessKey: string): Outcome {
  const operation = required(asked)
  const references = operation.kind === 'query_instance' ? operation.references : []
  return readAs({ kind: operation.kind, references }, received, accessKey)
}

const kinds = Object.fromEntries(
  Object.entries(activities).map(([kind, activity]) => [activity, kind]),
) as Readonly<Record<string, Spoken['kind'] | undefined>>

function fromTestWire(request: TestRequest, received: ReceivedReply, accessKey: string): Outcome {
  const kind = kinds[request.activity]
  if (!kind) throw new Error(`SaaS V2.0 has no activity ${request.activity}`)
  const references =
    kind === 'query_instance' ? instanceIdsOf({ instanceId: String(request.instanceId) }) : []
  return readAs({ kind, references }, received, accessKey)
}

function signedPost(
  body: string,
  { accessKey, nonce, timestampMs }: Pick<Sending, 'accessKey' | 'nonce' | 'timestampMs'>,
): WireRequest {
  const { query } = signSaasV2({ accessKey, body, nonce, timestampMs })
  return {
    method: 'POST',
    query,
    headers: { accept: 'application/json', 'content-type': 'application/json;charset=utf8' },
    body,
  }
}

/** SaaS access protocol V2.0, basic interfaces. */
export const saasV2: Dialect = {
  protocol: 'saas-v2',
  activityOf: (kind) => (kind === 'notify_order' ? kind : activities[kind]),
  speaks: isSpoken,
  tellsQuantityAtConversion: true,
  saysOrder: false,
  toWire: (sending) => signedPost(encodeRequest(requestOf(required(sending.operation), sending)), sending),
  fromWire,
  toTestWire({ request, businessId, ...signing }) {
    const named = request.activity === 'newInstance' ? { businessId, ...request } : request
    return signedPost(encodeRequest({ ...named, testFlag: '1' } as unknown as SaasV2Request), signing)
  },
  fromTestWire,
  secretsOf: secretNames,
  schedules: { compatible, patient: patiently(compatible, minutes(2)) },
  mayReplace: (newer) => newer.kind === 'release_instance' || supersedes(newer, newer),
  supersedes,
  timeLimitMs: seconds(20),
  replyLimitBytes,
}
