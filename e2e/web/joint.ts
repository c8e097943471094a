import { setTimeout as pause } from 'node:timers/promises'
import type { Member } from '../harness/client.ts'

/** Binds a product of the demo to the joint kit, like the one that is linked already, and calls every scene. */
export async function bindJointKit(
  { client }: Member,
  { productId, publicKey }: { readonly productId: string; readonly publicKey: string },
): Promise<void> {
  const keys = await client.request('GET /api/seller/keys', { query: { limit: 100 } })
  const { items } = await client.request('GET /api/seller/products', { query: { limit: 100 } })
  const linked = items.find(({ joint }) => joint)?.joint
  const keyId = keys.items.find(({ interfaceClass }) => interfaceClass === 'joint_sync')?.id
  if (!linked || keyId === undefined) throw new Error('The demo’s seller has no joint product')
  await client.request('PUT /api/seller/products/:productId/access', {
    params: { productId },
    body: { addressId: linked.addressId, keyId, protocol: 'kit-v2', confirm: true },
  })
  const params = { target: productId }
  const { scenes } = await client.request('GET /api/seller/test-calls/:target', { params })
  for (const scene of ['sync_enterprise', 'sync_app']) {
    const form = scenes.find((one) => one.scene === scene)?.parameters ?? []
    const typed = form.map(({ name, value }) => [name, name === 'publicKey' ? publicKey : value] as const)
    const body = { scene, parameters: Object.fromEntries(typed) }
    await client.request('POST /api/seller/test-calls/:target', { params, body })
  }
  await client.request('POST /api/seller/test-calls/:target/run', { params, body: {} })
}

/** Connects a service to the buyer's first company. Resolves when the seller knows it. */
export async function connectService({ client }: Member, serviceId: string): Promise<string> {
  const { items } = await client.request('GET /api/buyer/enterprises', { query: {} })
  const enterpriseId = items[0]?.id ?? ''
  const { id: connectedAppId } = await client.request(
    'POST /api/buyer/connected-apps',
    { body: { serviceId, enterpriseId, sharedData: [] } },
    { idempotencyKey: serviceId },
  )
  const params = { connectedAppId }
  for (const deadline = performance.now() + 30_000; performance.now() < deadline; await pause(50)) {
    const { state } = await client.request('GET /api/buyer/connected-apps/:connectedAppId', { params })
    if (state === 'connected') return connectedAppId
  }
  throw new Error(`The seller does not know ${connectedAppId}`)
}

/** Another sign-in address, so that a connected app of the demo uses an earlier version of its app credential. */
export async function changeSignInAddress({ client }: Member): Promise<void> {
  const { items } = await client.request('GET /api/seller/app-credentials', {})
  const [credential] = items
  if (!credential) throw new Error('The demo’s seller has no app credential')
  await client.request('PUT /api/seller/app-credentials/:appCredentialId', {
    params: { appCredentialId: credential.id },
    body: { ...credential, loginUrl: 'https://archive.chenglan.example/sign-in' },
  })
}
