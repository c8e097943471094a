import { omitUndefined } from '@loggia/kernel'
import {
  replyInstanceDetails,
  splitInstanceIds,
  isTest,
  parseExpireTime,
  replyProvisioned,
  readRequest,
  replyRefused,
  replySucceeded,
  saasV1Activities,
} from '@loggia/protocol/saas/v1'
import type { ReceivedRequest, ReceivedRequestOf } from '@loggia/protocol/saas/v1'
import { writeReply } from '@loggia/protocol/wire'
import type { ChangeEndReason } from '../families/instances/handlers.ts'
import { toPeriod } from '../orders/purchase-of-order.ts'
import { toParameters } from '../purchase.ts'
import type { Buyer, Purchase } from '../purchase.ts'
import { toSaasResultCode } from '../refusals.ts'
import type { Outcome, SaasRequest } from '../requests.ts'
import { toAppInfo, toInfo, isSealed } from './access-data.ts'
import { openSealed } from './opened-fields.ts'
import type { Opening } from './opened-fields.ts'
import { readParameters, toBuyer, toCharging } from './parameters-v1.ts'
import { refuseToWrite } from './refuse-to-write.ts'
import type { Sealing } from './sealing.ts'
import type { TokenProtocol } from './wire-protocol.ts'

const kind = { family: 'saas', protocol: 'saas-v1' } as const

/** `read` gets the text of the parameters that were proved. */
export const saasV1: TokenProtocol = {
  ...kind,
  activities: saasV1Activities,
  notServed: 'SaaS V1.0 is not served here.',
  encryptType: '1',
  answersOpenedWithAccess: true,
  // Instances are frozen when they expire, but there is no message that unfreezes them (saas-v1 §7).
  renewalUnfreezes: true,
  answersSoon: false,
  read: (parameters, opening) => {
    const read = readRequest(parameters)
    return read.ok ? { ok: true, request: toOurs(read.request, opening) } : read
  },
  write: writeReplyTo,
}

function toOurs(request: ReceivedRequest, opening: Opening): SaasRequest {
  const common = { ...kind, isTest: isTest(request) }
  switch (request.activity) {
    case 'newInstance': {
      const { orderId, businessId } = request
      return { ...common, activity: 'open', orderId, businessId, told: purchaseOfNew(request, opening) }
    }
    case 'queryInstance':
      return { ...common, activity: 'describe', instanceIds: splitInstanceIds(request) }
    case 'refreshInstance': {
      const { instanceId, orderId, expireTime } = request
      const reason = reasonOf(request)
      const expiresAtMs = parseExpireTime(expireTime) ?? 0
      const order = { instanceId, orderId, told: purchaseOfRefresh(request, reason) }
      return { ...common, activity: 'changeEnd', ...order, reason, expiresAtMs }
    }
    case 'expireInstance':
      return { ...common, activity: 'freeze', instanceId: request.instanceId }
    case 'instanceStatus': {
      const activity = request.instanceStatus === 'FREEZE' ? 'freeze' : 'unfreeze'
      return { ...common, activity, instanceId: request.instanceId }
    }
    case 'releaseInstance': {
      const { instanceId, orderId } = request
      return { ...common, activity: 'release', instanceId, orderId }
    }
    case 'upgrade': {
      const { instanceId, orderId } = request
      return { ...common, activity: 'upgrade', instanceId, orderId, told: purchaseOfUpgrade(request) }
    }
  }
}

/** Only a negative amount tells a cancelled renewal from a renewal (saas-v1 §7.1). */
function reasonOf({ trialToFormal, orderAmount }: ReceivedRequestOf<'refreshInstance'>): ChangeEndReason {
  if (trialToFormal === '1') return 'trialToPaid'
  return orderAmount?.startsWith('-') ? 'renewalCancelled' : 'renewal'
}

const kindsOfReasons = {
  trialToPaid: 'trialToPaid',
  renewal: 'renewal',
  renewalWithChange: 'renewal',
  renewalCancelled: 'unsubscription',
} as const

type Attributes = Pick<ReceivedRequestOf<'upgrade'>, 'amount' | 'diskSize' | 'bandWidth'>

const attributesOf = ({ amount, diskSize, bandWidth }: Attributes) =>
  omitUndefined({ quantity: amount, diskSize, bandwidth: bandWidth })

function purchaseOfNew(request: ReceivedRequestOf<'newInstance'>, opening: Opening): Purchase {
  const { orderId, productId, skuCode, trialFlag, chargingMode, expireTime, orderAmount } = request
  const period = toPeriod(request.periodType, request.periodNumber)
  const expiresAtMs = expireTime === undefined ? undefined : parseExpireTime(expireTime)
  return omitUndefined({
    source: 'message',
    orderId,
    kind: trialFlag === '1' ? 'trial' : 'purchase',
    charging: toCharging(chargingMode),
    productId,
    skuCode,
    ...attributesOf(request),
    period,
    expiresAtMs,
    amount: orderAmount,
    buyer: buyerOf(request, opening),
    parameters: readParameters(request.saasExtendParams),
  })
}

function buyerOf(request: ReceivedRequestOf<'newInstance'>, opening: Opening): Buyer {
  const { customerId, customerName, userId, userName, orderId } = request
  const openMember = (name: 'mobilePhone' | 'email') =>
    openSealed({ name, value: request[name], orderId }, opening)
  const told = {
    customerId,
    customerName,
    userId,
    userName,
    mobilePhone: openMember('mobilePhone'),
    email: openMember('email'),
  }
  return toBuyer(told)
}

function purchaseOfRefresh(request: ReceivedRequestOf<'refreshInstance'>, reason: ChangeEndReason): Purchase {
  const { orderId, productId, expireTime, orderAmount } = request
  const period = toPeriod(request.periodType, request.periodNumber)
  const expiresAtMs = parseExpireTime(expireTime)
  return omitUndefined({
    source: 'message',
    orderId,
    kind: kindsOfReasons[reason],
    productId,
    period,
    expiresAtMs,
    amount: orderAmount,
    buyer: {},
    parameters: toParameters([]),
  })
}

const purchaseOfUpgrade = (request: ReceivedRequestOf<'upgrade'>): Purchase => ({
  source: 'message',
  orderId: request.orderId,
  kind: 'change',
  productId: request.productId,
  skuCode: request.skuCode,
  ...attributesOf(request),
  buyer: {},
  parameters: readParameters(request.saasExtendParams),
})

function writeReplyTo(outcome: Outcome, sealing: Sealing): string {
  switch (outcome.kind) {
    case 'done':
      return writeReply(replySucceeded())
    case 'opened': {
      const { instanceId, description = {} } = outcome
      const encryptType = isSealed(description) ? sealing.encryptType : undefined
      return writeReply(
        replyProvisioned({ appInfo: toAppInfo(description, sealing), encryptType, instanceId }),
      )
    }
    case 'opening': {
      const { instanceId } = outcome
      return writeReply({ instanceId, ...replyRefused('000004', 'The instance is being made.') })
    }
    case 'issued':
      return refuseToWrite(outcome)
    case 'described': {
      const info = outcome.instances.map((one) => toInfo(one, sealing))
      const isAnySealed = outcome.instances.some(({ description }) => isSealed(description))
      return writeReply(replyInstanceDetails(info, isAnySealed ? sealing.encryptType : undefined))
    }
    case 'under way':
      return writeReply(replyRefused('000004', 'The request is being processed.'))
    case 'refused':
      return writeReply(replyRefused(toSaasResultCode(outcome.code), outcome.message))
  }
}
