import { generateKeyPairSync } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { ConnectedApp } from '@loggia/protocol/console'
import type { Member } from '../harness/client.ts'
import type { KitSeller } from '../sellers/kit-seller.ts'
import { buy } from './services.ts'
import type { People } from './supervisions.ts'

const longest = 60_000

/** Waits until what is read is as it should be. */
async function until<T>(read: () => Promise<T>, isRight: (found: T) => boolean): Promise<T> {
  const deadline = performance.now() + longest
  for (;;) {
    const found = await read()
    if (isRight(found)) return found
    if (performance.now() > deadline) throw new Error(`Not within a minute: ${JSON.stringify(found)}`)
    await pause(100)
  }
}

/** Makes a product joint: its seller links the kit, tests it, and creates the app credential. */
export async function makeJoint(
  { seller: { client }, operator }: Pick<People, 'seller' | 'operator'>,
  productId: string,
  kit: Pick<KitSeller, 'url'>,
): Promise<void> {
  const { id: addressId } = await client.request('POST /api/seller/addresses', { body: { url: kit.url } })
  await operator.client.request('POST /api/operator/addresses/:addressId/decision', {
    params: { addressId },
    body: { approve: true },
  })
  const key = { interfaceClass: 'joint_sync', name: 'kit' } as const
  const { id: keyId } = await client.request('POST /api/seller/keys', { body: key })
  await client.request('PUT /api/seller/products/:productId/access', {
    params: { productId },
    body: { protocol: 'kit-v2', addressId, keyId },
  })
  const target = { target: productId }
  await client.request('POST /api/seller/test-calls/:target/run', { params: target, body: {} })
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })
  const { id: appCredentialId } = await client.request('POST /api/seller/app-credentials', {
    body: {
      productId,
      name: '澄澜协同文档',
      method: 'oauth2',
      callbackUrl: 'https://docs.chenglan.example/callback',
      loginKind: 'shared',
      loginUrl: 'https://docs.chenglan.example/login',
      publicKey: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
      severalInstances: false,
      askedData: ['mobile', 'email', 'position'],
    },
  })
  await until(
    () => client.request('GET /api/seller/app-credentials/:appCredentialId', { params: { appCredentialId } }),
    ({ test }) => test.confirmed,
  )
}

export const readApp = ({ client }: Member, connectedAppId: string): Promise<ConnectedApp> =>
  client.request('GET /api/buyer/connected-apps/:connectedAppId', { params: { connectedAppId } })

/** Waits until an app is as it should be. */
export const awaitApp = (
  buyer: Member,
  connectedAppId: string,
  isRight: (app: ConnectedApp) => boolean,
): Promise<ConnectedApp> => until(() => readApp(buyer, connectedAppId), isRight)

/** Market time goes on by hours, which ends the attempts of a call that fails. */
export async function goOnHours({ client }: Member, hours: number): Promise<void> {
  await client.request('POST /api/operator/clock/moves', { body: { kind: 'by', hours } })
  await until(
    () => client.request('GET /api/clock', {}),
    ({ moving }) => !moving,
  )
}

/** A connected app whose seller has confirmed some people and then fails, so that somebody has to decide. */
export async function createAskingApp(people: People, kit: KitSeller): Promise<ConnectedApp> {
  const { buyer, operator } = people
  const { client } = buyer
  const { productId, serviceId } = await buy(buyer, { product: 'Chenglan Docs', quantity: 20 })
  await makeJoint(people, productId, kit)
  const { items } = await client.request('GET /api/buyer/enterprises', { query: {} })
  const enterpriseId = items[0]?.id
  if (enterpriseId === undefined) throw new Error('The demo’s buyer has no company')
  const { id: connectedAppId } = await client.request(
    'POST /api/buyer/connected-apps',
    { body: { serviceId, enterpriseId, sharedData: ['email'] } },
    { idempotencyKey: 'an app to look at' },
  )
  await awaitApp(buyer, connectedAppId, ({ state }) => state === 'connected')
  const params = { connectedAppId }
  const listed = await client.request('GET /api/buyer/enterprises/:enterpriseId/people', {
    params: { enterpriseId },
    query: { limit: 40 },
  })
  const assign = (ids: string[], role: 'user' | 'admin', idempotencyKey: string) =>
    client.request(
      'POST /api/buyer/connected-apps/:connectedAppId/assignments',
      { params, body: { people: { ids }, role } },
      { idempotencyKey },
    )
  const ids = listed.items.map(({ id }) => id)
  await assign(ids.slice(0, 30), 'user', 'first people')
  await awaitApp(buyer, connectedAppId, (app) => app.people.confirmed === 30)
  kit.fail('authSync')
  await assign(ids.slice(30), 'admin', 'further people')
  await awaitApp(buyer, connectedAppId, (app) => app.people.waiting > 0)
  await goOnHours(operator, 1)
  return awaitApp(buyer, connectedAppId, ({ asks }) => asks !== undefined)
}
