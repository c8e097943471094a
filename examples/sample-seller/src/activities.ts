import {
  encodeReply,
  instanceDetails,
  instanceIdsOf,
  isTest,
  provisioned,
  provisioning,
  refused,
  succeeded,
} from '@loggia/protocol/saas/v2'
import type {
  InstanceInfo,
  NewInstanceReply,
  OutcomeReply,
  QueryInstanceReply,
  ReceivedRequest,
  ReceivedRequestOf,
} from '@loggia/protocol/saas/v2'
import type { SellerConfig } from './config.ts'
import type { Instance, Instances } from './instances.ts'
import type { OrderOf } from './order-lookups.ts'

/** What the activities work with; `appUrl` is where a buyer opens an instance, `newPassword` a fresh initial one. */
export type Shop = {
  readonly seller: SellerConfig
  readonly instances: Instances
  readonly nowMs: () => number
  readonly newPassword: () => string
  readonly appUrl: (slug: string, instanceId: string) => string
  /** Asks the marketplace, behind the reply, what an order bought. */
  readonly lookUp: (instance: Instance, order: OrderOf) => void
}

const openingMs = 6_000
const userName = 'admin'
const memo = '首次登录后请修改初始密码。 Please change the initial password after the first sign-in.'

/** The reply's body to a request whose signature was verified. */
export function carryOut(shop: Shop, request: ReceivedRequest): string {
  switch (request.activity) {
    case 'newInstance':
      return encodeReply(request.activity, newInstance(shop, request))
    case 'queryInstance':
      return encodeReply(request.activity, queryInstance(shop, request))
    case 'refreshInstance':
      return encodeReply(
        request.activity,
        change(shop, request, () => ({ expireTime: request.expireTime })),
      )
    case 'updateInstanceStatus':
      return encodeReply(
        request.activity,
        change(shop, request, () => ({ state: request.status === 'FREEZE' ? 'frozen' : 'open' })),
      )
    case 'releaseInstance':
      return encodeReply(request.activity, releaseInstance(shop, request))
    case 'upgradeInstance':
      return encodeReply(request.activity, upgradeInstance(shop, request))
    case 'changeInstanceCheck':
      return encodeReply(
        request.activity,
        change(shop, request, () => undefined),
      )
  }
}

/** Repeats of one order line get the first answer again; the id is the first request's businessId (saas-v2 §3.2). */
function newInstance(shop: Shop, request: ReceivedRequestOf<'newInstance'>): NewInstanceReply {
  const { orderId, orderLineId, businessId } = request
  if (isTest(request)) return provisioned(businessId)
  const instance =
    shop.instances.findByOrderLine(shop.seller.slug, orderId, orderLineId) ?? makeInstance(shop, request)
  return isReady(shop, instance) ? provisioned(instance.instanceId) : provisioning(instance.instanceId)
}

function makeInstance(
  { seller, instances, nowMs, newPassword, lookUp }: Shop,
  request: ReceivedRequestOf<'newInstance'>,
): Instance {
  const madeAtMs = nowMs()
  const instance: Instance = {
    slug: seller.slug,
    instanceId: request.businessId,
    orderId: request.orderId,
    orderLineId: request.orderLineId,
    userName,
    password: newPassword(),
    madeAtMs,
    readyAtMs: seller.opening === 'at once' ? madeAtMs : madeAtMs + openingMs,
    state: 'open',
    upgrades: [],
  }
  instances.add(instance)
  lookUp(instance, request)
  return instance
}

/** Whether the application of this instance can be used by now. */
export const isReady = ({ nowMs }: Pick<Shop, 'nowMs'>, instance: Instance): boolean =>
  instance.readyAtMs <= nowMs()

/** An instance that is still being made has no entry yet; if none of the ids was ever made here, that is said. */
function queryInstance(shop: Shop, request: ReceivedRequestOf<'queryInstance'>): QueryInstanceReply {
  const ids = instanceIdsOf(request)
  if (isTest(request))
    return instanceDetails(
      ids.map((instanceId) => infoOf(shop, { instanceId, password: shop.newPassword() })),
    )
  const known = ids.flatMap((id) => {
    const instance = shop.instances.find(shop.seller.slug, id)
    return instance && instance.state !== 'released' ? [instance] : []
  })
  if (known.length === 0) return unknownInstance()
  return instanceDetails(known.filter((one) => isReady(shop, one)).map((one) => infoOf(shop, one)))
}

function infoOf(
  shop: Shop,
  { instanceId, password }: Pick<Instance, 'instanceId' | 'password'>,
): InstanceInfo {
  const frontEndUrl = shop.appUrl(shop.seller.slug, instanceId)
  return { instanceId, appInfo: { frontEndUrl, adminUrl: `${frontEndUrl}/admin`, userName, password, memo } }
}

type Change = Parameters<Instances['change']>[1]

/** Changes a living instance; `decide` gives nothing when there is nothing to change. */
function change(
  shop: Shop,
  request: ReceivedRequest & { instanceId: string },
  decide: (instance: Instance) => Change | undefined,
): OutcomeReply {
  if (isTest(request)) return succeeded()
  const instance = shop.instances.find(shop.seller.slug, request.instanceId)
  if (!instance || instance.state === 'released') return unknownInstance()
  const decided = decide(instance)
  if (decided) shop.instances.change(instance, decided)
  return succeeded()
}

/** A repeat of one order upgrades nothing more. */
function upgradeInstance(shop: Shop, request: ReceivedRequestOf<'upgradeInstance'>): OutcomeReply {
  return change(shop, request, (instance) => {
    if (instance.upgrades.includes(request.orderId)) return undefined
    shop.lookUp(instance, request)
    return { upgrades: [...instance.upgrades, request.orderId] }
  })
}

/** A repeated release succeeds and does nothing (saas-v2 §3.6). */
function releaseInstance(shop: Shop, request: ReceivedRequestOf<'releaseInstance'>): OutcomeReply {
  if (isTest(request)) return succeeded()
  const instance = shop.instances.find(shop.seller.slug, request.instanceId)
  if (!instance) return unknownInstance()
  if (instance.state !== 'released') shop.instances.change(instance, { state: 'released' })
  return succeeded()
}

const unknownInstance = (): OutcomeReply => refused('000003', 'This instance does not exist here.')
