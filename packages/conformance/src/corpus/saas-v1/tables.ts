/** The parameters of a request; of a repeated name the first value counts. */
export type Message = Readonly<Record<string, string>>

/** The values that one parameter may have. */
type Rule = (value: string) => boolean

const upTo =
  (most: number): Rule =>
  (value) =>
    value.length <= most
const like =
  (pattern: RegExp): Rule =>
  (value) =>
    pattern.test(value)

const time = /^\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])[0-5]\d[0-5]\d(\d{3})?$/

function isExtension(text: string): boolean {
  try {
    return text.length <= 2048 && Array.isArray(JSON.parse(Buffer.from(text, 'base64').toString('utf8')))
  } catch {
    return false
  }
}

/** The allowed values of each parameter, written from the tables of the protocol without using our own code. */
const rules: Readonly<Record<string, Rule>> = {
  customerId: upTo(100),
  customerName: upTo(64),
  businessId: upTo(64),
  orderId: upTo(64),
  skuCode: upTo(64),
  productId: upTo(64),
  userId: upTo(64),
  userName: upTo(64),
  testFlag: like(/^[01]$/),
  trialFlag: like(/^[01]$/),
  trialToFormal: like(/^[01]$/),
  chargingMode: like(/^[0135]$/),
  expireTime: like(time),
  saasExtendParams: isExtension,
  amount: like(/^\d{1,7}$/),
  diskSize: like(/^\d{1,7}$/),
  bandWidth: like(/^\d{1,7}$/),
  periodType: like(/^(year|month|day)$/),
  periodNumber: like(/^\d{1,2}$/),
  orderAmount: (value) => value.length <= 20 && /^-?\d+(\.\d{1,3})?$/.test(value),
  instanceStatus: like(/^(FREEZE|NORMAL)$/),
}

/**
 * The parameters that each activity needs. The printed examples of expiry and release have no order, so it is not
 * required.
 */
const mandatory: Readonly<Record<string, readonly string[]>> = {
  newInstance: ['customerId', 'businessId', 'orderId', 'productId'],
  refreshInstance: ['orderId', 'instanceId', 'expireTime'],
  expireInstance: ['instanceId'],
  releaseInstance: ['instanceId'],
  upgrade: ['orderId', 'instanceId', 'skuCode', 'productId'],
  instanceStatus: ['instanceId', 'instanceStatus'],
  queryInstance: ['instanceId'],
}

const isInstanceId = (activity: string, value: string): boolean =>
  activity === 'queryInstance' ? value.split(',').length <= 100 : value.length <= 64

/** The faults of a message: names of parameters, with `missing ` in front if the parameter is missing. */
export function findFaults(message: Message): readonly string[] {
  const { activity = '' } = message
  if (!Object.hasOwn(mandatory, activity)) return ['activity']
  const missing = (mandatory[activity] ?? [])
    .filter((name) => message[name] === undefined)
    .map((name) => `missing ${name}`)
  const odd = Object.entries(message)
    .filter(([name, value]) =>
      name === 'instanceId' ? !isInstanceId(activity, value) : rules[name]?.(value) === false,
    )
    .map(([name]) => name)
  return [...missing, ...odd]
}

/** Returns `000002` if a message does not follow its table. */
export const findMessageFault = (message: Message): string | undefined =>
  findFaults(message).length > 0 ? '000002' : undefined
