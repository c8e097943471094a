import { randomBytes } from 'node:crypto'
import { omitUndefined } from '@loggia/kernel'
import { encodeRequest, formatExpireTime, readReply } from '@loggia/protocol/saas/v1'
import type { RequestOf, SaasV1Request } from '@loggia/protocol/saas/v1'
import { openSaasV1AppInfo, sealField, verifyBodySign } from '@loggia/signing'
import type { SaasCall, TestOrder } from '../calls.ts'
import type { SignedRequestOptions } from '../sending.ts'
import { readExtendParams, signAsGet } from './sign-as-get.ts'
import { toRead } from './test-protocol.ts'
import type { TestProtocol } from './test-protocol.ts'

/** `mobilePhone` and `email` are plain text; they are sealed when the message is sent. */
export type SaasV1Message = { readonly protocol: 'saas-v1'; readonly message: SaasV1Request }

const say = (message: SaasV1Request): SaasV1Message => ({ protocol: 'saas-v1', message })

export const saasV1: TestProtocol<SaasV1Message, SaasCall> = {
  protocol: 'saas-v1',
  keyClass: 'basic',
  mayOpenLater: false,
  // Its requests have no nonce.
  refusesReplays: false,
  say: sayCall,
  sign: (message, options) => signAsGet(encodeRequest(withSealed(message, options)), options),
  read: (message, received, accessKey) =>
    toRead(
      readReply(message.activity, {
        ...received,
        verifyBodySign: (header, body) => verifyBodySign({ accessKey, header, body }),
      }),
    ),
  open: openSaasV1AppInfo,
}

/** A new value for each sealed field: sixteen hexadecimal digits. */
const newIv = (): string => randomBytes(8).toString('hex')

function withSealed(
  message: SaasV1Request,
  { accessKey, keyBits = 256 }: SignedRequestOptions,
): SaasV1Request {
  if (message.activity !== 'newInstance') return message
  const seal = (plaintext: string): string => sealField({ accessKey, bits: keyBits, iv: newIv(), plaintext })
  const { mobilePhone, email } = message
  return {
    ...message,
    ...omitUndefined({
      mobilePhone: mobilePhone === undefined ? undefined : seal(mobilePhone),
      email: email === undefined ? undefined : seal(email),
    }),
  }
}

/** Writes a call (saas-v1 §6 and §7). Throws a TypeError on `checkChange`, which V1.0 does not have. */
function sayCall(call: SaasCall): SaasV1Message {
  const testFlag = { testFlag: call.isTest ? '1' : '0' } as const
  switch (call.activity) {
    case 'open':
      return say({ ...newInstanceOfV1(call.order), ...testFlag })
    case 'describe':
      return say({ activity: 'queryInstance', instanceId: call.instanceIds.join(','), ...testFlag })
    case 'changeEnd': {
      const { orderId, expiresAtMs } = call.order
      const toFormal = call.reason === 'trialToPaid' ? ({ trialToFormal: '1' } as const) : {}
      // Only a negative amount tells a cancelled renewal from a renewal (saas-v1 §7.1).
      const orderAmount = call.reason === 'renewalCancelled' ? '-100' : '100'
      const expireTime = formatExpireTime(expiresAtMs)
      const { instanceId } = call
      return say({
        activity: 'refreshInstance',
        orderId,
        instanceId,
        expireTime,
        orderAmount,
        ...toFormal,
        ...testFlag,
      })
    }
    case 'freeze':
      return say({
        activity: 'expireInstance',
        instanceId: call.instanceId,
        orderId: call.orderId,
        ...testFlag,
      })
    case 'unfreeze':
      return say({
        activity: 'instanceStatus',
        instanceId: call.instanceId,
        instanceStatus: 'NORMAL',
        ...testFlag,
      })
    case 'release':
      return say({
        activity: 'releaseInstance',
        instanceId: call.instanceId,
        orderId: call.orderId,
        ...testFlag,
      })
    case 'upgrade': {
      const { orderId, skuCode, productId, quantity } = call.order
      const amount = quantity === undefined ? {} : { amount: quantity }
      return say({
        activity: 'upgrade',
        instanceId: call.instanceId,
        orderId,
        skuCode,
        productId,
        ...amount,
        ...testFlag,
      })
    }
    case 'checkChange':
      throw new TypeError('SaaS V1.0 has no request that asks whether a renewal may change an instance.')
  }
}

function newInstanceOfV1(order: TestOrder): RequestOf<'newInstance'> {
  const { orderId, businessId, skuCode, productId, customerId, customerName, expiresAtMs } = order
  const { mobilePhone, email, quantity, isTrial } = order
  return omitUndefined({
    activity: 'newInstance',
    customerId,
    customerName,
    businessId,
    orderId,
    skuCode,
    productId,
    chargingMode: 1,
    periodType: 'month',
    periodNumber: 1,
    expireTime: formatExpireTime(expiresAtMs),
    orderAmount: '100',
    trialFlag: isTrial ? '1' : '0',
    mobilePhone,
    email,
    amount: quantity,
    saasExtendParams: readExtendParams(order),
  })
}
