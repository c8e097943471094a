import { randomBytes } from 'node:crypto'
import { createSellerWith, ok, unknownInstance } from '../saas-v1/right.ts'
import type { Parts, Reply, Shop, SoldInstance } from '../saas-v1/right.ts'
import type { Message } from '../saas-v1/tables.ts'
import type { MakeSeller } from '../seller.ts'

type Rule = (value: string) => boolean

const upTo =
  (most: number): Rule =>
  (value) =>
    value.length <= most
const like =
  (pattern: RegExp): Rule =>
  (value) =>
    pattern.test(value)

/** The purchase parameters in a Base64 text; undefined if there are none. */
function readExtension(text = ''): readonly Readonly<Record<string, unknown>>[] | undefined {
  try {
    const list: unknown = JSON.parse(Buffer.from(text, 'base64').toString('utf8'))
    return text.length <= 2048 && Array.isArray(list)
      ? (list as Readonly<Record<string, unknown>>[])
      : undefined
  } catch {
    return undefined
  }
}

/** The machine of a purchase. */
export const findMachine = ({ saasExtendParams }: Message): string | undefined => {
  const found = readExtension(saasExtendParams)?.find(({ name }) => name === 'identificationCode')
  return typeof found?.['value'] === 'string' && found['value'] !== '' ? found['value'] : undefined
}

/** The allowed values of each parameter, written from the tables of the protocol without using our own code. */
const rules: Readonly<Record<string, Rule>> = {
  customerId: upTo(100),
  customerName: upTo(64),
  businessId: upTo(64),
  orderId: upTo(64),
  instanceId: upTo(64),
  skuCode: upTo(64),
  productId: upTo(64),
  testFlag: like(/^[01]$/),
  chargingMode: like(/^[13]$/),
  expireTime: like(/^\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])[0-5]\d[0-5]\d(\d{3})?$/),
  amount: like(/^\d{1,7}$/),
  periodType: like(/^(year|month)$/),
  periodNumber: like(/^\d{1,2}$/),
}

const mandatory: Readonly<Record<string, readonly string[]>> = {
  getLicense: ['customerId', 'businessId', 'orderId', 'productId'],
  refreshLicense: ['orderId', 'instanceId', 'expireTime'],
  releaseLicense: ['instanceId'],
}

/** The faults of a message: names of parameters, with `missing ` in front if the parameter is missing. */
export function findFaults(message: Message): readonly string[] {
  const { activity = '' } = message
  if (!Object.hasOwn(mandatory, activity)) return ['activity']
  const missing = (mandatory[activity] ?? [])
    .filter((name) => message[name] === undefined)
    .map((name) => `missing ${name}`)
  const odd = Object.entries(message).flatMap(([name, value]) =>
    rules[name]?.(value) === false ? [name] : [],
  )
  const hasMachine = activity !== 'getLicense' || findMachine(message) !== undefined
  return [...missing, ...odd, ...(hasMachine ? [] : ['machine'])]
}

/** Carries out a message. The secret of an instance is its license. */
export function carryOut(message: Message, shop: Shop, parts: Parts): Reply {
  const { activity, instanceId = '' } = message
  if (activity === 'getLicense') return sell(message, shop, parts)
  const instance = shop.byId.get(instanceId)
  if (!instance) return unknownInstance
  if (activity === 'releaseLicense') instance.state = 'released'
  else if (instance.state === 'released') return unknownInstance
  return ok
}

function sell(message: Message, shop: Shop, parts: Parts): Reply {
  const bought = parts.orderOf(message)
  const before = shop.byOrder.get(bought)
  if (before?.state === 'released') return { resultCode: '000005', resultMsg: 'This was bought and is over.' }
  const instance: SoldInstance = before ?? {
    instanceId: parts.newId(message),
    bought,
    password: `PL/${randomBytes(9).toString('hex')}`,
    state: 'open',
    asked: 0,
  }
  shop.byOrder.set(bought, instance)
  shop.byId.set(instance.instanceId, instance)
  instance.asked += 1
  if (!parts.isReady(instance)) return { resultCode: '000004', resultMsg: 'It is being made.' }
  return { ...ok, license: instance.password, instanceId: instance.instanceId }
}

/** The parts that a seller of License 1.0 has instead of those of SaaS V1.0; the proofs are the same. */
const ofLicenses: Partial<Parts> = {
  messageFault: (message) => (findFaults(message).length > 0 ? '000002' : undefined),
  orderOf: ({ orderId = '' }) => orderId,
  carryOut,
}

/** A seller of License 1.0 in which some parts are replaced. */
export const createLicenseSeller = (change: (right: Parts) => Partial<Parts>): MakeSeller =>
  createSellerWith((right) => ({ ...ofLicenses, ...change({ ...right, ...ofLicenses }) }))
