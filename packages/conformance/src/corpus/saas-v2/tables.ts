/** A JSON object whose members are not checked yet. */
export type Message = Readonly<Record<string, unknown>>

type Rule = { readonly max?: number; readonly oneOf?: readonly string[]; readonly time?: true }
export type Table = Readonly<Record<string, Rule>>

const id = { max: 64 }

/** The mandatory members of each activity, written from the tables of the protocol without using our own code. */
export const tables: Readonly<Record<string, Table>> = {
  newInstance: { orderId: id, orderLineId: id, businessId: id },
  queryInstance: { instanceId: {} },
  refreshInstance: {
    scene: { oneOf: ['TRIAL_TO_FORMAL', 'RENEWAL', 'UNSUBSCRIBE_RENEWAL_PERIOD', 'RENEWAL_CHANGE'] },
    orderId: id,
    orderLineId: id,
    instanceId: id,
    expireTime: { time: true },
  },
  updateInstanceStatus: { instanceId: id, status: { oneOf: ['FREEZE', 'UNFREEZE'] } },
  releaseInstance: { instanceId: id },
  upgradeInstance: { instanceId: id, orderId: id, orderLineId: id },
  changeInstanceCheck: { instanceId: id },
}

const targetProduct: Table = { productId: id, skuCode: id, productName: id }

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const lastDayOf = (year: number, month: number): number =>
  [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0

function isTime(text: string): boolean {
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})?$/.exec(text)
  if (!found) return false
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1).map(Number)
  return day >= 1 && day <= lastDayOf(year, month) && hour < 24 && minute < 60 && second < 60
}

export function isRight(value: unknown, { max, oneOf, time }: Rule): boolean {
  if (typeof value !== 'string' || value.trim() === '') return false
  if (max !== undefined && value.length > max) return false
  return (oneOf === undefined || oneOf.includes(value)) && (!time || isTime(value))
}

export const isFilled = (message: Message, table: Table): boolean =>
  Object.entries(table).every(([name, rule]) => isRight(message[name], rule))

function productOf(value: unknown): Message | undefined {
  try {
    const product: unknown = typeof value === 'string' ? JSON.parse(value) : value
    return typeof product === 'object' && product !== null ? (product as Message) : undefined
  } catch {
    return undefined
  }
}

function isTarget(value: unknown): boolean {
  const product = productOf(value)
  if (product === undefined || !isFilled(product, targetProduct)) return false
  const amount = product['linearValue']
  return amount === undefined || amount === null || Number.isInteger(amount)
}

/** Returns `000002` if a message does not follow its table. */
export function findMessageFault(message: Message): string | undefined {
  const activity = message['activity']
  const table = typeof activity === 'string' && Object.hasOwn(tables, activity) ? tables[activity] : undefined
  if (table === undefined || !isFilled(message, table)) return '000002'
  if (activity === 'queryInstance' && String(message['instanceId']).split(',').length > 100) return '000002'
  if (activity === 'changeInstanceCheck' && !isTarget(message['productInfo'])) return '000002'
  return undefined
}
