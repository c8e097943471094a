import type { Id } from '@loggia/kernel'
import type { World } from '../../embedded/index.ts'
import type { Bodies } from '../../http/testing/traded-parties.ts'
import type { Marketplace } from '../../marketplace.ts'
import { runInTx, system } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import type { ServiceApp } from '../schema.ts'
import * as store from '../store/index.ts'
import { credentialForm } from './credential-form.ts'
import { openJointProduct } from './joint.ts'

type Parties = {
  readonly buyer: MemberActor & { readonly buyerId?: Id<'byr'> }
  readonly seller: MemberActor & { readonly sellerId: Id<'sel'> }
}
const nothing = new Uint8Array()
const person = { userName: 'u', name: 'u', departmentCode: '1', role: 'user', enabled: true } as const

/** A credential and a connected app with a batch that failed, for the test that requests them as another party. */
export async function makeOwned(
  market: Marketplace,
  { buyer, seller }: Parties,
  world: World,
): Promise<Record<string, string>> {
  const { given, platform } = world
  const { clock, ids } = platform
  const { sellerId } = seller
  const { productId } = await openJointProduct(world, 'http://127.0.0.1:9/', { owner: seller })
  const orderId = await given.paidOrder(buyer, productId)
  const [line] = (await market.orders.get(platform.db, orderId)).lines
  const subscription = line && (await market.subscriptions.findByLine(platform.db, line.id))
  if (!subscription) throw new Error(`Order ${orderId} has no service`)
  const own = orderId.slice(-12)
  const { id: credentialId } = await market.apps.createCredential(seller, {
    ...credentialForm,
    callbackUrl: `https://${own}.example/callback`,
    productId,
  })
  const { enterprise } = await market.directory.createEnterprise(
    { actor: buyer },
    { name: 'Theirs', tenantCode: `a-${own}` },
  )
  const { buyerId, id: subscriptionId } = subscription
  const createdAt = clock.now()
  // The seller's server is not there, so it is as if the service were open and connected.
  const app: ServiceApp = {
    id: ids.next('cap'),
    credentialId,
    productId,
    sellerId,
    of: { buyerId, subscriptionId, enterpriseId: enterprise.id },
    instanceId: 'i-1',
    orderNumber: 'CS1',
    clientId: own,
    sharedData: [],
    loginUrl: credentialForm.loginUrl,
    version: 1,
    state: 'connected',
    createdAt,
  }
  const batchId = ids.next('syb')
  const batch = { id: batchId, connectedAppId: app.id, subject: 'people', change: 'add', createdAt } as const
  await runInTx(platform, { actor: system }, async (tx) => {
    await store.connected.insert(tx, app, nothing)
    await store.batches.insert(tx, batch, [{ key: 'u', name: 'u', payload: person, fresh: true }])
  })
  return { appCredentialId: credentialId, connectedAppId: app.id, syncBatchId: batchId }
}

export const bodies: Bodies = {
  'PUT /api/buyer/connected-apps/:connectedAppId/shared-data': { sharedData: [] },
  'POST /api/buyer/connected-apps/:connectedAppId/assignments': { people: { all: true }, role: 'user' },
  'POST /api/buyer/connected-apps/:connectedAppId/withdrawals': { people: { all: true } },
  'POST /api/buyer/connected-apps/:connectedAppId/repetition': {},
  'POST /api/buyer/sync-batches/:syncBatchId/decision': { decision: 'repeat' },
  'PUT /api/seller/app-credentials/:appCredentialId': credentialForm,
  'POST /api/seller/app-credentials/:appCredentialId/adoption': { version: 1 },
}
