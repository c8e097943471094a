import { toId } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { Marketplace } from '../../marketplace.ts'
import { runInTx, system } from '../../platform/index.ts'
import type { MemberActor, Platform, Tx } from '../../platform/index.ts'
import { addPassedCases } from '../passed-cases.ts'
import { submitDemoOrder } from './people.ts'
import type { DemoPeople } from './people.ts'
import { deleteCases, moveApp, toCallback } from './store.ts'

/** The joint product: the people of the buyer's company use it. */
export const demoJoint = { slug: 'chenglan', product: 'chenglan-archive' } as const

/** Who sells and buys it, and the seller's key of the joint kit. */
export type JointPeople = DemoPeople & { readonly kitKeyId: Id<'key'> }
/** The seller's server, which answers by now. */
export type JointServer = {
  readonly url: string
  /** Where people open its application. */
  readonly peopleUrl: string
  /** Of the app credential; the server has the private key. */
  readonly publicKey: string
}
/** Resolves when it is true. False if that takes too long. */
export type WaitUntil = (isTrue: () => Promise<boolean>) => Promise<boolean>
type Around = { readonly server: JointServer; readonly waitUntil: WaitUntil }

/**
 * Links a product to the joint kit, and creates its app credential with a test account. Then the buyer buys the product,
 * connects it to the company and assigns it. The seller's server is really called. False if it does not do what it is
 * asked.
 */
export async function openJoint(
  market: Marketplace,
  platform: Platform,
  { people, server, waitUntil }: Around & { readonly people: JointPeople },
): Promise<boolean> {
  const { buyer, seller } = people
  const productId = toId(people.products.get(demoJoint.product), 'prd')
  await linkKit(market, platform, { productId, people, server })
  // Without saved cases there are no dial tests, which would slow down every move of the clock.
  await addPassedCases(platform, market, { seller, productId })
  await createCredential(market, { seller, productId, server })
  await deleteCases(platform.db, productId)
  await submitDemoOrder(market, people, { of: demoJoint.product, price: 1 })
  const find = async () =>
    (await market.apps.listConnectable(buyer, { limit: 100 })).items.find(
      (one) => one.product.id === productId,
    )
  if (!(await waitUntil(async () => (await find()) !== undefined))) return false
  const serviceId = toId((await find())?.service.subscriptionId, 'sub')
  return connect(market, { buyer, serviceId, waitUntil })
}

/** The marketplace and the seller's server may have other ports at each start. */
export async function moveJoint(
  { apps }: Pick<Marketplace, 'apps'>,
  tx: Tx,
  { peopleUrl: to }: Pick<JointServer, 'peopleUrl'>,
): Promise<void> {
  const { protocol, hostname, pathname } = new URL(to)
  const like = `${protocol}//${hostname}:%${pathname}`
  for (const id of await moveApp(tx, { like, to })) await apps.reconcileDaily(tx, id)
}

type Part = {
  readonly seller: MemberActor
  readonly productId: Id<'prd'>
  readonly server: JointServer
}

async function linkKit(
  { access }: Pick<Marketplace, 'access'>,
  platform: Platform,
  {
    productId: only,
    people: { seller, kitKeyId: keyId },
    server: { url },
  }: Omit<Part, 'seller'> & { readonly people: JointPeople },
): Promise<void> {
  const { sellerId } = seller
  if (!sellerId) throw new Error('The demo’s seller has no company')
  await runInTx(platform, { actor: system }, async (tx) => {
    const addressId = await access.approveAddressIn(tx, { sellerId, url })
    await access.bindAllIn(tx, { sellerId, addressId, keyId, speech: { protocol: 'kit-v2' }, only })
  })
}

async function createCredential(
  { apps }: Pick<Marketplace, 'apps'>,
  { seller, productId, server: { peopleUrl, publicKey } }: Part,
): Promise<void> {
  const { id } = await apps.createCredential(seller, {
    productId,
    name: '澄澜档案',
    method: 'oauth2',
    callbackUrl: toCallback(peopleUrl),
    loginKind: 'shared',
    loginUrl: peopleUrl,
    publicKey,
    oaep: 'sha256-sha256',
    severalInstances: false,
    askedData: ['email', 'position', 'mobile'],
  })
  await apps.requestTest(seller, id)
}

/** The company is told, and some of its people may use the product; one of them administers it. */
async function connect(
  { apps, directory }: Pick<Marketplace, 'apps' | 'directory'>,
  {
    buyer,
    serviceId,
    waitUntil,
  }: { readonly buyer: MemberActor; readonly serviceId: Id<'sub'> } & Pick<Around, 'waitUntil'>,
): Promise<boolean> {
  const request = { actor: buyer }
  const [company] = (await directory.listEnterprises(buyer, { limit: 1 })).items
  const enterpriseId = toId(company?.enterprise.id, 'ent')
  const id = await apps.connect(request, { serviceId, enterpriseId, sharedData: ['email', 'position'] })
  const departments = await directory.listDepartmentsOf(buyer, enterpriseId, { q: '研发中心', limit: 1 })
  const departmentId = toId(departments.items[0]?.department.id, 'dpt')
  await apps.assign(request, id, { people: { departmentId }, role: 'user' })
  const admins = await directory.listPeopleOf(buyer, enterpriseId, { q: 'zhiyao.lin', limit: 1 })
  const ids = admins.items.map(({ person }) => person.id)
  await apps.assign(request, id, { people: { ids }, role: 'admin' })
  return waitUntil(async () => {
    const { app, people } = await apps.getOfBuyer(buyer, id)
    return app.state === 'connected' && people.waiting === 0
  })
}
