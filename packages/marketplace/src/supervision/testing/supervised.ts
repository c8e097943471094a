import type { Id, ProductType } from '@loggia/kernel'
import type { ProductFlow } from '@loggia/protocol/console/catalog/draft/flows'
import type { World } from '../../embedded/index.ts'
import { listHistory } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import type { Supervision } from '../schema.ts'

export const pdf = {
  name: 'proof.pdf',
  mediaType: 'application/pdf',
  content: Buffer.from('%PDF-1.7\n%%EOF\n'),
}
export const template = {
  zh: '请填写域名与管理员姓名',
  en: 'State the domain and the name of the administrator',
}
export const criteria = { zh: '管理员可以登录', en: 'The administrator can sign in' }

const typeOf: Partial<Record<ProductFlow, ProductType>> = {
  saas: 'saas',
  hardware: 'hardware',
  data_file: 'data_asset',
  orchestration: 'app_orchestration',
  license_code: 'license',
  license_code_collected: 'license',
  license_online: 'license',
  license_offline: 'license',
}
/** Flows that ask the buyer for a demand. */
const asking: ReadonlySet<ProductFlow> = new Set(['standard', 'site_building', 'data_file', 'license_online'])

type Ask = {
  readonly flow: ProductFlow
  /** Where the seller's server answers; only SaaS has one. */
  readonly url?: string
  /** Of SaaS: asks for a demand as well. */
  readonly asks?: boolean
}

/** A supervised delivery that is paid, with everybody who acts on it. */
export async function buySupervised(world: World, { flow, url = 'http://127.0.0.1:9/', asks }: Ask) {
  const { given, market, platform } = world
  const seller = await given.seller()
  const { productId } = await given.listedProduct(url, seller, {
    type: typeOf[flow] ?? 'manual_service',
    supervision: { flow, criteria, ...((asks ?? asking.has(flow)) && { template }) },
    ...(flow === 'saas' && { afterSale: { fiveDayRefund: false, upgrades: false, renewalChanges: false } }),
  })
  const buyer = (await given.buyer(1_000_000n)) as MemberActor & { readonly buyerId: Id<'byr'> }
  const orderId = await given.paidOrder(buyer, productId)
  const operator = await given.operator()
  const shown = async () => {
    const [one] = await market.supervisions.listOfOrder(operator, 'operator', orderId)
    if (!one) throw new Error(`Order ${orderId} is not supervised`)
    return one
  }
  const of = async (): Promise<Supervision> => (await shown()).of
  const { id, subscriptionId, orderLineId } = await of()
  return {
    seller,
    buyer,
    operator,
    productId,
    orderId,
    id,
    subscriptionId,
    orderLineId,
    shown,
    of,
    stage: async () => (await of()).stage,
    orderState: async () => (await market.orders.get(platform.db, orderId)).state,
    subscription: () => market.subscriptions.findByLine(platform.db, orderLineId),
    balance: async () => (await market.ledger.getBalance(platform.db, buyer.buyerId, 'CNY')).amountMinor,
    kinds: async () => (await listHistory(platform.db, orderId)).map(({ kind }) => kind),
    deliver: (
      more: { readonly begunOn?: string; readonly note?: string; readonly shipment?: typeof shipment } = {},
    ) => market.supervisions.deliver({ actor: seller }, id, { file: pdf, ...more }),
  }
}
export type Supervised = Awaited<ReturnType<typeof buySupervised>>

export const shipment = { carrier: 'SF Express', trackingNumber: 'SF1234567890', phone: '13800000000' }

/** What the messages of deliveries told a party, the newest first. */
export async function listTold(
  world: World,
  party: Parameters<World['market']['notifications']['list']>[0],
): Promise<unknown[]> {
  const { items } = await world.market.notifications.list(party, { limit: 50 })
  return items.filter(({ kind }) => kind.startsWith('delivery')).map(({ data }) => data.what)
}
