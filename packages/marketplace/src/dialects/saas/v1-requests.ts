import { omitUndefined } from '@loggia/kernel'
import { protocolTraits } from '@loggia/protocol/protocols'
import {
  encodeExtendParams,
  encodeRequest,
  formatExpireTime,
  getQuantityParameter,
} from '@loggia/protocol/saas/v1'
import type { ExtendParam, QuantityParameter, SaasV1Request } from '@loggia/protocol/saas/v1'
import { sealField } from '@loggia/signing'
import type { Sending, WireRequest } from '../schema.ts'
import { signGet, toPersonText } from '../sign-get.ts'
import type { TestSending } from '../test-calls.ts'
import type { OrderFacts, SaasOperation, SaasSending } from './operations.ts'

/** V1.0 cannot ask the seller about a change before it is sold. */
export type SpokenV1 = Exclude<SaasOperation, { kind: 'check_change' }>

/** A decimal number without trailing zeros; negative if money goes back. */
const amountText = (amount: string, isBack = false): string => {
  const text = amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount
  return isBack && text !== '0' ? `-${text}` : text
}

/** V1.0 allows two digits; a longer trial is described by its end alone (saas-v1 §6). */
const periodOf = ({ period }: OrderFacts) =>
  period && period.count <= 99 ? { periodType: period.type, periodNumber: period.count } : {}

const quantityOf = ({ quantity }: OrderFacts): Partial<Record<QuantityParameter, number>> =>
  quantity ? { [getQuantityParameter(quantity.unit)]: quantity.count } : {}

/** saas-v1 §6.1: absent if the buyer gave nothing. */
const extendParamsOf = ({ parameters }: OrderFacts): { saasExtendParams?: string } =>
  parameters.length > 0 ? { saasExtendParams: encodeExtendParams(parameters) } : {}

/** The order that an instance was bought with; calls from before it was recorded have none. */
function purchaseOf({ purchase }: { purchase?: { orderNumber: string } }): string {
  if (!purchase) throw new Error('The operation does not name the order that the instance was bought with')
  return purchase.orderNumber
}

/** The country codes of ITU-T E.164: none is a prefix of another, and all others have three digits. */
const countryCode = /^\+ ?(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/

/** saas-v1 §5: the phone number without its country code. */
const withoutCountry = (phone: string): string => phone.replace(countryCode, '').replace(/[ -]/g, '')

/** Always sent: the framework of some sellers refuses requests without testFlag (saas-v1 §10). */
const real = { testFlag: '0' } as const

function newInstance(
  orderId: string,
  facts: OrderFacts,
  sending: Pick<Sending, 'accessKey' | 'keyBits' | 'iv' | 'businessId'>,
): SaasV1Request {
  const { accessKey, keyBits: bits = 256, iv, businessId } = sending
  const { customer, period, endsAt } = facts
  const sealText = (plaintext: string): string => sealField({ accessKey, bits, iv: iv(), plaintext })
  return omitUndefined({
    activity: 'newInstance',
    customerId: customer.id,
    customerName: toPersonText(customer.name),
    userId: customer.userId,
    userName: customer.userName === undefined ? undefined : toPersonText(customer.userName),
    mobilePhone: customer.phone === undefined ? undefined : sealText(withoutCountry(customer.phone)),
    email: customer.email === undefined ? undefined : sealText(customer.email),
    businessId,
    orderId,
    skuCode: facts.skuCode,
    productId: facts.productCode,
    ...real,
    trialFlag: facts.isTrial ? '1' : '0',
    // An estimate, for services with a period only.
    expireTime: period && endsAt !== undefined ? formatExpireTime(endsAt) : undefined,
    chargingMode: period ? 1 : 3,
    ...extendParamsOf(facts),
    ...quantityOf(facts),
    ...periodOf(facts),
    // The value seen in captured calls; no other is known (docs/decisions/0024).
    provisionType: 1,
    orderAmount: amountText(facts.amount),
  })
}

function requestOf(sending: SaasSending<SpokenV1>, facts: OrderFacts): SaasV1Request {
  const { operation } = sending
  switch (operation.kind) {
    case 'create_instance':
      return newInstance(operation.orderNumber, facts, sending)
    case 'query_instance':
      return newInstance(purchaseOf(operation), facts, sending)
    case 'refresh_instance':
      return omitUndefined({
        activity: 'refreshInstance',
        orderId: operation.orderNumber,
        instanceId: operation.reference,
        productId: operation.productCode,
        expireTime: formatExpireTime(operation.expiresAt),
        trialToFormal: operation.scene === 'trial_to_formal' ? '1' : undefined,
        ...periodOf(facts),
        orderAmount: amountText(facts.amount, operation.scene === 'renewal_cancelled'),
        ...real,
      })
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
        // The refund's amount; a release at the end of a term refunds nothing.
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
        // As in the example of the table (saas-v1 §7.4).
        ...extendParamsOf(facts),
        ...real,
      }
  }
}

export function writeRequest(sending: SaasSending<SpokenV1>): WireRequest {
  if (!sending.facts) throw new Error('A request of SaaS V1.0 says what was bought')
  return signGet({ ...sending, parameters: encodeRequest(requestOf(sending, sending.facts)) })
}

/** Seals and encodes what a person wrote in clear, as in real calls: phone, email and the list of parameters. */
function testRequestOf({ request, ...sending }: TestSending): SaasV1Request {
  const { accessKey, keyBits: bits = 256, iv, businessId } = sending
  const { saasExtendParams: params, ...plain } = request
  const sealed = Object.entries(plain).map(([name, value]): [string, unknown] =>
    sealable.has(name)
      ? [name, sealField({ accessKey, bits, iv: iv(), plaintext: String(value) })]
      : [name, peoplesNames.has(name) ? toPersonText(String(value)) : value],
  )
  return {
    ...omitUndefined({ businessId: request.activity === 'newInstance' ? businessId : undefined }),
    ...Object.fromEntries(sealed),
    ...omitUndefined({
      saasExtendParams:
        params === undefined ? undefined : encodeExtendParams(params as readonly ExtendParam[]),
    }),
    testFlag: '1',
  } as unknown as SaasV1Request
}
export const writeTestRequest = (sending: TestSending): WireRequest =>
  signGet({ ...sending, parameters: encodeRequest(testRequestOf(sending)) })

/** Members that are sealed in requests. */
export const sealable: ReadonlySet<string> = new Set(protocolTraits['saas-v1'].sealedMembers)
const peoplesNames: ReadonlySet<string> = new Set(['customerName', 'userName'])
