import { toCursor } from '@loggia/kernel'
import type { Id, PageRequest } from '@loggia/kernel'
import type { Db } from '../../platform/index.ts'
import type { OrderTables } from '../../orders/index.ts'
import type { InstanceTables } from '../../provisioning/index.ts'
import type { SubscriptionTables } from '../../subscriptions/index.ts'
import type { PersonalData } from '../schema.ts'
import type { AppTables } from '../tables.ts'

/** Only the tables of this domain are written. */
type JoinedTables = AppTables & InstanceTables & OrderTables & SubscriptionTables

/** A service that may be connected, with its names at the seller. */
export type ConnectableService = {
  readonly subscriptionId: Id<'sub'>
  readonly productId: Id<'prd'>
  readonly credentialId: Id<'acr'>
  readonly orderNumber: string
  readonly instanceId: string
  readonly askedData: readonly PersonalData[]
  readonly severalInstances: boolean
}

/** Services of a buyer that are open at a seller with an app credential, and not connected; or one of them. One more than the limit, if there are more. */
export async function listConnectable(
  db: Db,
  buyerId: Id<'byr'>,
  { serviceId, limit, after }: PageRequest & { readonly serviceId?: Id<'sub'> },
): Promise<ConnectableService[]> {
  let query = db
    .withTables<JoinedTables>()
    .selectFrom('subscription as service')
    .innerJoin('app_credential as credential', 'credential.product_id', 'service.product_id')
    .innerJoin('instance', 'instance.subscription_id', 'service.id')
    .innerJoin('order', 'order.id', 'service.order_id')
    .select(['service.id as subscriptionId', 'service.product_id as productId'])
    .select(['credential.id as credentialId', 'credential.asked_data as askedData'])
    .select(['credential.several_instances as severalInstances'])
    .select(['order.number as orderNumber', 'instance.reference as instanceId'])
    .where('service.buyer_id', '=', buyerId)
    .where('service.state', 'in', ['active', 'grace'])
    .where('service.barred_at', 'is', null)
    .where('instance.state', '=', 'open')
    .where('instance.reference', 'is not', null)
    .where((service) =>
      service.not(
        service.exists(
          service
            .selectFrom('connected_app as app')
            .select('app.id')
            .whereRef('app.subscription_id', '=', 'service.id')
            .where('app.state', '<>', 'ended'),
        ),
      ),
    )
    .orderBy('service.id', 'desc')
    .limit(limit + 1)
  if (after !== undefined) query = query.where('service.id', '<', toCursor(after, 'sub'))
  if (serviceId !== undefined) query = query.where('service.id', '=', serviceId)
  return (await query.execute()).map((row) => ({ ...row, instanceId: row.instanceId ?? '' }))
}
