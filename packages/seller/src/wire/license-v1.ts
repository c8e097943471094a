import { omitUndefined } from '@loggia/kernel'
import {
  isTest,
  licenseV1Activities,
  parseTime,
  readRequest,
  replyLicense,
  replyRefused,
} from '@loggia/protocol/license/v1'
import type { ReceivedRequest, ReceivedRequestOf } from '@loggia/protocol/license/v1'
import { writeReply } from '@loggia/protocol/wire'
import { toPeriod } from '../orders/purchase-of-order.ts'
import { toParameters } from '../purchase.ts'
import type { Purchase } from '../purchase.ts'
import type { LicenseV1Request, Outcome } from '../requests.ts'
import { writeLicenseOutcome } from './license-outcome.ts'
import { readParameters, toBuyer, toCharging } from './parameters-v1.ts'
import type { TokenProtocol } from './wire-protocol.ts'

const kind = { family: 'licenseV1', protocol: 'license-v1' } as const

/** `read` gets the text of the parameters that were proved. */
export const licenseV1: TokenProtocol = {
  ...kind,
  activities: licenseV1Activities,
  notServed: 'License 1.0 is not served here.',
  encryptType: 'none',
  answersOpenedWithAccess: false,
  renewalUnfreezes: false,
  answersSoon: false,
  read: (parameters) => {
    const read = readRequest(parameters)
    return read.ok ? { ok: true, request: toOurs(read.request) } : read
  },
  write: writeReplyTo,
}

function toOurs(request: ReceivedRequest): LicenseV1Request {
  const common = { ...kind, isTest: isTest(request) }
  switch (request.activity) {
    case 'getLicense': {
      const { orderId, businessId } = request
      return { ...common, activity: 'issue', orderId, businessId, told: purchaseOfNew(request) }
    }
    case 'refreshLicense': {
      const { instanceId, orderId, expireTime } = request
      const expiresAtMs = parseTime(expireTime) ?? 0
      const order = { instanceId, orderId, told: purchaseOfRefresh(request) }
      return { ...common, activity: 'changeEnd', ...order, reason: 'renewal', expiresAtMs }
    }
    case 'releaseLicense': {
      const { instanceId, orderId } = request
      return { ...common, activity: 'release', instanceId, orderId }
    }
  }
}

function purchaseOfNew(request: ReceivedRequestOf<'getLicense'>): Purchase {
  const { orderId, productId, skuCode, chargingMode, expireTime, amount, saasExtendParams } = request
  const { customerId, customerName, userId, userName } = request
  return omitUndefined({
    source: 'message',
    orderId,
    kind: 'purchase',
    charging: toCharging(chargingMode),
    productId,
    skuCode,
    quantity: amount,
    period: toPeriod(request.periodType, request.periodNumber),
    expiresAtMs: expireTime === undefined ? undefined : parseTime(expireTime),
    buyer: toBuyer({ customerId, customerName, userId, userName }),
    parameters: readParameters(saasExtendParams),
  })
}

function purchaseOfRefresh(request: ReceivedRequestOf<'refreshLicense'>): Purchase {
  const { orderId, productId, expireTime } = request
  return omitUndefined({
    source: 'message',
    orderId,
    productId,
    period: toPeriod(request.periodType, request.periodNumber),
    expiresAtMs: parseTime(expireTime),
    buyer: {},
    parameters: toParameters([]),
  })
}

function writeReplyTo(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'issued': {
      const { instanceId, license } = outcome
      return writeReply(replyLicense({ instanceId, license }))
    }
    case 'opening':
      return writeReply(replyRefused('000004', 'The license is being made.'))
    case 'opened':
    case 'described':
    case 'done':
    case 'under way':
    case 'refused':
      return writeLicenseOutcome(outcome)
  }
}
