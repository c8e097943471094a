import { toId } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { PeopleProtocol } from '@loggia/protocol/protocols'
import { openAtOnce } from '../../embedded/index.ts'
import type { ScriptedSeller, SellerReply, SellerRequest, World } from '../../embedded/index.ts'
import { listHistory, runInTx, system } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import type { CredentialForm, Selection } from '../schema.ts'
import { credentialForm } from './credential-form.ts'
import type { SellersBooks } from './sellers-books.ts'

/** Opens services at once, and keeps books of what the joint kit says. */
export const keepBooks =
  (books: SellersBooks) =>
  (request: SellerRequest): SellerReply =>
    request.activity.endsWith('Sync')
      ? { resultCode: books.carryOut(request.activity, request.body), resultMsg: 'told' }
      : openAtOnce(request)

type Owner = MemberActor & { readonly sellerId: Id<'sel'> }
/** A product whose seller is called over the joint kit too. */
export async function openJointProduct(
  world: World,
  url: string,
  {
    protocol = 'kit-v2',
    owner,
    kitUrl = url,
  }: { readonly protocol?: PeopleProtocol; readonly owner?: Owner; readonly kitUrl?: string } = {},
) {
  const { given, market, platform } = world
  const product = await given.listedProduct(url, owner)
  const { sellerId, productId } = product
  const kitKey = await runInTx(platform, { actor: system }, async (tx) => {
    const { keyId, accessKey } = await market.access.addKeyIn(tx, sellerId, 'joint_sync')
    const addressId = await market.access.approveAddressIn(tx, { sellerId, url: kitUrl })
    await market.access.bindAllIn(tx, { sellerId, addressId, keyId, speech: { protocol }, only: productId })
    return accessKey
  })
  await given.passedCases(product.seller, productId)
  return { ...product, kitKey }
}

type Ask = {
  readonly protocol?: PeopleProtocol
  readonly form?: Partial<CredentialForm>
  /** Where people are told; the seller's own server if absent. */
  readonly kitUrl?: string
}
/** A product with an app credential, whose test connection is over. */
export async function openCredential(
  world: World,
  server: ScriptedSeller,
  { protocol = 'kit-v2', form, kitUrl = server.url }: Ask = {},
) {
  const product = await openJointProduct(world, server.url, { protocol, kitUrl })
  if (protocol === 'kit-v1') server.signWith(product.kitKey)
  const { seller, productId } = product
  const asked = { ...credentialForm, ...form, productId }
  const { id: credentialId } = await world.market.apps.createCredential(seller, asked)
  await world.settle()
  return { ...product, credentialId }
}

export type JointProduct = Awaited<ReturnType<typeof openCredential>>

/** A buyer with an enterprise. */
export async function openEnterprise(world: World, name = '沧野制造', code?: string) {
  const { given, market, platform } = world
  const buyer = (await given.buyer()) as MemberActor & { readonly buyerId: Id<'byr'> }
  const { enterprise } = await market.directory.createEnterprise(
    { actor: buyer },
    { name, tenantCode: code ?? `c${buyer.buyerId.slice(-8)}` },
  )
  const enterpriseId = enterprise.id
  const request = { actor: buyer }
  const [top] = await market.directory.listDepartments(platform.db, enterpriseId)
  const topId = toId(top?.id, 'dpt')
  let serial = 0

  const addDepartment = async (department: string, parentId?: Id<'dpt'>): Promise<Id<'dpt'>> =>
    (await market.directory.createDepartment(request, enterpriseId, { name: department, parentId })).id
  const addPerson = (person: string, departmentId: Id<'dpt'> = topId): Promise<Id<'per'>> => {
    serial += 1
    return market.directory.addPerson(request, enterpriseId, {
      userName: `user${String(serial).padStart(5, '0')}`,
      departmentId,
      state: 'active',
      data: { name: person, mobile: '13800000000', position: '工程师', email: 'person@cangye.example' },
    })
  }
  return { buyer, request, enterpriseId, topId, addDepartment, addPerson }
}
export type OpenedEnterprise = Awaited<ReturnType<typeof openEnterprise>>

/** A service of the product that a buyer has bought and that is open. */
export async function buyService(world: World, buyer: MemberActor, productId: Id<'prd'>): Promise<Id<'sub'>> {
  const { given, market, platform } = world
  const orderId = await given.paidOrder(buyer, productId)
  await world.settle()
  const [line] = (await market.orders.get(platform.db, orderId)).lines
  const subscription = await market.subscriptions.findByLine(platform.db, toId(line?.id, 'orl'))
  return toId(subscription?.id, 'sub')
}

/** A connected app of an enterprise, and what is done with it. */
export async function openConnected(
  world: World,
  { productId }: Pick<JointProduct, 'productId'>,
  { buyer, enterpriseId }: Pick<OpenedEnterprise, 'buyer' | 'enterpriseId'>,
  sharedData: CredentialForm['askedData'] = ['mobile'],
) {
  const { apps } = world.market
  const serviceId = await buyService(world, buyer, productId)
  const id = await apps.connect({ actor: buyer }, { serviceId, enterpriseId, sharedData })
  const request = { actor: buyer }
  const ids = (...people: Id<'per'>[]): Selection => ({ ids: people })
  return {
    id,
    serviceId,
    assign: (people: Selection, role: 'user' | 'admin' = 'user') =>
      apps.assign(request, id, { people, role }),
    withdraw: (people: Selection) => apps.withdraw(request, id, { people }),
    ids,
    look: () => apps.getOfBuyer(buyer, id),
    assignments: async () => (await apps.listAssignments(buyer, id, { limit: 100 })).items,
    batches: async () => (await apps.listBatches(buyer, id, { limit: 100 })).items.map(({ batch }) => batch),
    kinds: async () => (await listHistory(world.platform.db, id)).map(({ kind }) => kind),
  }
}
