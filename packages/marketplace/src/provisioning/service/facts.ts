import type { Db } from '../../platform/index.ts'
import { toOrderFacts } from '../rules.ts'
import type { LineNumbers, OrderFacts, ServiceOperation } from '../schema.ts'
import type { ProvisioningPlatform } from './instances.ts'

/** The order line that an operation is about. For a release after a refund it is the line of the refund order. */
function numbersOf(operation: ServiceOperation): LineNumbers | undefined {
  const { orderNumber, lineNumber } = operation as Partial<LineNumbers>
  if (orderNumber !== undefined && lineNumber !== undefined) return { orderNumber, lineNumber }
  return 'purchase' in operation ? operation.purchase : undefined
}

type FactsContext = {
  readonly orders: Pick<ProvisioningPlatform['orders'], 'findByNumber' | 'listGiven'>
  readonly parties: Pick<ProvisioningPlatform['parties'], 'getCustomer'>
  readonly subscriptions: Pick<ProvisioningPlatform['subscriptions'], 'find' | 'findByLine' | 'foreseenEnd'>
}

/** What was bought with an order line and by whom, for protocols that put it in their requests. */
export async function readOrderFacts(
  { orders, parties, subscriptions }: FactsContext,
  db: Db,
  numbers: LineNumbers,
): Promise<OrderFacts> {
  const order = await orders.findByNumber(db, numbers.orderNumber)
  const line = order?.lines.find(({ number }) => number === numbers.lineNumber)
  if (!order || !line) throw new Error(`There is no order line ${numbers.lineNumber}`)
  const subscription = line.subscriptionId
    ? await subscriptions.find(db, line.subscriptionId)
    : await subscriptions.findByLine(db, line.id)
  const endsAt = subscription && (subscriptions.foreseenEnd(subscription) ?? subscription.endsAt)
  // The refund of a service is one order, with a line for each line that was paid.
  const amount = order.kind === 'refund' ? order.total : line.amount
  // Renewals and changes ask for no parameters: what was given at the purchase stays with the service (R66a).
  const purchaseId = subscription?.orderLineId ?? line.id
  const given = (await orders.listGiven(db, [purchaseId])).get(purchaseId) ?? []
  return toOrderFacts({ ...line, amount }, await parties.getCustomer(db, order), { endsAt, given })
}

export function createFacts(context: ProvisioningPlatform) {
  async function facts(db: Db, operation: ServiceOperation): Promise<OrderFacts> {
    const numbers = numbersOf(operation)
    if (!numbers) throw new Error(`An operation ${operation.kind} names no order`)
    return readOrderFacts(context, db, numbers)
  }
  return { facts }
}
