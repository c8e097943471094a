import { generateKeyPairSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { AppCredential, ConnectedApp } from '@loggia/protocol/console'
import type { Member } from '../harness/client.ts'
import type { KitSeller } from '../sellers/kit-seller.ts'
import type { Bought } from './services.ts'
import type { People } from './supervisions.ts'

const longest = 60_000

/** Waits until what is read is as it should be. */
export async function waitUntil<T>(read: () => Promise<T>, isRight: (found: T) => boolean): Promise<T> {
  const deadline = performance.now() + longest
  for (;;) {
    const found = await read()
    if (isRight(found)) return found
    if (performance.now() > deadline) throw new Error(`Not within a minute: ${JSON.stringify(found)}`)
    await pause(100)
  }
}

type CredentialId = AppCredential['id']
type Made = {
  readonly appId: string
  readonly appCredentialId: CredentialId
  readonly privateKey: KeyObject
}

/** The protocol by which people sign on to the app, from now on. */
export async function changeMethod(
  { client }: Member,
  appCredentialId: CredentialId,
  method: 'oauth2' | 'saml2',
): Promise<void> {
  const params = { appCredentialId }
  const { name, callbackUrl, loginKind, loginUrl, publicKey, oaep, severalInstances, askedData } =
    await client.request('GET /api/seller/app-credentials/:appCredentialId', { params })
  const form = { name, callbackUrl, loginKind, loginUrl, publicKey, oaep, severalInstances, askedData }
  await client.request('PUT /api/seller/app-credentials/:appCredentialId', {
    params,
    body: { ...form, method },
  })
}

/**
 * Makes a product joint: its seller links the kit, tests it, and creates the app credential. With the kit comes, if it
 * matters, where people sign in to the app.
 */
export async function makeJoint(
  { seller: { client }, operator }: Pick<People, 'seller' | 'operator'>,
  productId: string,
  kit: Pick<KitSeller, 'url'> & { readonly app?: string },
): Promise<Made> {
  const app = kit.app ?? 'https://docs.chenglan.example'
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
  const pair = generateKeyPairSync('rsa', { modulusLength: 3072 })
  const publicKey = pair.publicKey.export({ format: 'pem', type: 'spki' }).toString()
  await testScenes(client, productId, publicKey)
  const { id: appCredentialId, appId } = await client.request('POST /api/seller/app-credentials', {
    body: {
      productId,
      name: '澄澜协同文档',
      method: 'oauth2',
      callbackUrl: `${app}/callback`,
      loginKind: 'shared',
      loginUrl: `${app}/login`,
      publicKey,
      severalInstances: false,
      askedData: ['mobile', 'email', 'position'],
    },
  })
  await waitUntil(
    () => client.request('GET /api/seller/app-credentials/:appCredentialId', { params: { appCredentialId } }),
    ({ test }) => test.confirmed,
  )
  return { appId, appCredentialId, privateKey: pair.privateKey }
}

/** Calls all scenes that a product needs; that of the app has a key, which nobody but its seller knows. */
async function testScenes(client: Member['client'], target: string, publicKey: string): Promise<void> {
  const params = { target }
  await client.request('POST /api/seller/test-calls/:target/run', { params, body: {} })
  const { scenes } = await client.request('GET /api/seller/test-calls/:target', { params })
  const parameters = scenes.find(({ scene }) => scene === 'sync_app')?.parameters ?? []
  const filled = Object.fromEntries(parameters.map(({ name, value }) => [name, value]))
  await client.request('POST /api/seller/test-calls/:target', {
    params,
    body: { scene: 'sync_app', parameters: { ...filled, publicKey } },
  })
}

export const readApp = ({ client }: Member, connectedAppId: string): Promise<ConnectedApp> =>
  client.request('GET /api/buyer/connected-apps/:connectedAppId', { params: { connectedAppId } })

/** Waits until an app is as it should be. */
export const waitForApp = (
  buyer: Member,
  connectedAppId: string,
  isRight: (app: ConnectedApp) => boolean,
): Promise<ConnectedApp> => waitUntil(() => readApp(buyer, connectedAppId), isRight)

/** Market time goes on by hours, which ends the attempts of a call that fails. */
export async function goOnHours({ client }: Member, hours: number): Promise<void> {
  await client.request('POST /api/operator/clock/moves', { body: { kind: 'by', hours } })
  await waitUntil(
    () => client.request('GET /api/clock', {}),
    ({ moving }) => !moving,
  )
}

/** The company that the demo’s first buyer has. */
export async function findCompany({ client }: Member): Promise<string> {
  const { items } = await client.request('GET /api/buyer/enterprises', { query: {} })
  if (!items[0]) throw new Error('The demo’s buyer has no company')
  return items[0].id
}

/** A connected app whose seller has confirmed some people and then fails, so that somebody has to decide. */
export async function createAskingApp(
  people: People,
  { productId, serviceId }: Pick<Bought, 'productId' | 'serviceId'>,
  kit: KitSeller,
): Promise<ConnectedApp> {
  const { buyer, operator } = people
  const { client } = buyer
  await makeJoint(people, productId, kit)
  const enterpriseId = await findCompany(buyer)
  const { id: connectedAppId } = await client.request(
    'POST /api/buyer/connected-apps',
    { body: { serviceId, enterpriseId, sharedData: ['email'] } },
    { idempotencyKey: 'an app to look at' },
  )
  await waitForApp(buyer, connectedAppId, ({ state }) => state === 'connected')
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
  await waitForApp(buyer, connectedAppId, (app) => app.people.confirmed === 30)
  kit.fail('authSync')
  await assign(ids.slice(30), 'admin', 'further people')
  await waitForApp(buyer, connectedAppId, (app) => app.people.waiting > 0)
  await goOnHours(operator, 1)
  return waitForApp(buyer, connectedAppId, ({ asks }) => asks !== undefined)
}
