import type { Id } from '@loggia/kernel'
import type { CallAccess } from '../../access/index.ts'
import type { Protocol } from '../../dialects/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { Call, NewCall } from '../schema.ts'
import type { CallContext } from './context.ts'

/** What was put into a lane when nothing said otherwise: every product speaks it. */
const firstProtocol = 'saas-v2'

type Asked = Pick<NewCall, 'sellerId' | 'productId' | 'operation'>

const isOfOrders = ({ operation }: { readonly operation: { kind: string } }): boolean =>
  operation.kind === 'notify_order'

/** In which words new calls are put. */
export async function protocolsOf(
  { access }: Pick<CallContext, 'access'>,
  tx: Tx,
  asked: readonly Asked[],
): Promise<(ask: Asked) => Protocol> {
  const products = asked.filter((ask) => !isOfOrders(ask)).map(({ productId }) => productId)
  const chosen =
    products.length > 0 ? await access.listProtocols(tx, products) : new Map<Id<'prd'>, Protocol>()
  return (ask) => (isOfOrders(ask) ? 'order-notification' : (chosen.get(ask.productId) ?? firstProtocol))
}

/** Where each of these calls goes and with which key, or why it cannot. */
export async function accessesOf(
  { access }: Pick<CallContext, 'access'>,
  db: Db,
  calls: readonly Asked[],
): Promise<(call: Asked) => CallAccess> {
  const products = new Set<Id<'prd'>>()
  const sellers = new Set<Id<'sel'>>()
  for (const call of calls)
    if (isOfOrders(call)) sellers.add(call.sellerId)
    else products.add(call.productId)
  const ofProducts = await access.listProductAccess(db, [...products])
  const ofSellers = await access.listChannelAccess(db, [...sellers])
  return (call) => {
    const found = isOfOrders(call) ? ofSellers.get(call.sellerId) : ofProducts.get(call.productId)
    if (!found || found instanceof Error) throw found ?? new Error('It has no address and no key')
    return found
  }
}

/** The same of one call. */
export const accessOf = async (
  context: Pick<CallContext, 'access'>,
  db: Db,
  call: Call,
): Promise<CallAccess> => (await accessesOf(context, db, [call]))(call)
