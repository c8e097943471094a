import { Problem } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { listFamiliesOfType, servingFamilies } from '../../access/index.ts'
import type { Access } from '../../access/index.ts'
import type { Calls } from '../../calls/index.ts'
import { catalogProblems, getProduct, listProducts } from '../../catalog/index.ts'
import type { Catalog, Product } from '../../catalog/index.ts'
import { dialects, families } from '../../dialects/index.ts'
import type { FamilyName, Protocol } from '../../dialects/index.ts'
import type { Db, Platform } from '../../platform/index.ts'
import { debuggingProblems } from '../problems.ts'
import { createSampleParameters } from '../rules/sample-parameters.ts'
import { listTraits } from '../rules/scenes.ts'
import type { Connection, DebugCase, Presets, Scene, TestCalls, Trait } from '../schema.ts'

/** The target of a debugging call: one of the seller's products, or the server for the seller's orders. */
export type TargetId = Id<'prd'> | 'orders'
/** The connection with its decrypted key. */
export type TargetAccess = Connection & { readonly accessKey: string }
/** How a target is called in one family. */
export type TargetServer = {
  readonly family: FamilyName
  /** Undefined for a product that was never bound. */
  readonly protocol: Protocol | undefined
  /** Today's binding; its address may not be approved yet. */
  readonly today: (Connection & Pick<Presets, 'expireDigits' | 'cancellationOrder'>) | undefined
  readonly access: TargetAccess | Error
}
export type Target = {
  readonly sellerId: Id<'sel'>
  readonly subject: DebugCase['subject']
  /** The first delivers the product; there is another one only if the joint kit is bound. */
  readonly servers: readonly [TargetServer, ...TargetServer[]]
  readonly traits: ReadonlySet<Trait>
  readonly presets: Omit<Presets, 'now' | 'opened'>
}

/** A scene of a target, with the server that it calls. */
export type TargetScene = {
  readonly target: Target
  readonly server: TargetServer
  readonly tests: TestCalls
  readonly scene: Scene
}

/** The scenes of a target, server by server in the order of a service's life. */
export const listTargetScenes = (target: Target): readonly TargetScene[] =>
  target.servers.flatMap((server) => {
    const tests = server.protocol && dialects[server.protocol].testCalls
    return tests ? tests.scenes.map((scene) => ({ target, server, tests, scene })) : []
  })

/** Whether a product is told of people beside its delivery. */
export const isJoint = ({ servers }: Target): boolean => servers.length > 1

/** A product with debugging calls; *callable* once it is bound to an approved address. */
export type ListedTarget = {
  readonly id: Id<'prd'>
  readonly name: { readonly zh: string; readonly en: string }
  readonly isCallable: boolean
}
const mostListed = 500

export function createTargets({
  db,
  access,
  calls,
  catalog,
}: Platform & { access: Access; calls: Pick<Calls, 'findTestFacts'>; catalog: Catalog }) {
  async function ofOrders(sellerId: Id<'sel'>): Promise<Target> {
    const found = await access.findAccess(db, { sellerId, family: 'orders' })
    const server: TargetServer = {
      family: 'orders',
      protocol: families.orders.firstProtocol,
      today: found.target,
      access: found.target ? found.access : debuggingProblems.target_unbound(),
    }
    return {
      sellerId,
      subject: sellerId,
      servers: [server],
      traits: new Set<Trait>(['orders']),
      presets: { productName: '', given: [] },
    }
  }

  async function listServers(
    from: Db,
    { id: productId, sellerId, type }: Product,
  ): Promise<Target['servers']> {
    const toServer = async (family: FamilyName): Promise<TargetServer> => {
      const found = await access.findAccess(from, { sellerId, family, productId })
      return { family, protocol: found.target?.protocol, today: found.target, access: found.access }
    }
    const [first, ...others] = listFamiliesOfType(type)
    const servers: [TargetServer, ...TargetServer[]] = [await toServer(first)]
    for (const family of others) {
      const server = await toServer(family)
      if (server.today) servers.push(server)
    }
    return servers
  }

  /** A product, whoever asks. Throws `catalog.product_not_found`. */
  async function findProductTarget(from: Db, productId: Id<'prd'>): Promise<Target> {
    const product = await getProduct(from, productId)
    const { sellerId } = product
    const offered = await catalog.listOffered(from, productId)
    const servers = await listServers(from, product)
    const [{ today }] = servers
    const known = await Promise.all(servers.map(({ family }) => calls.findTestFacts(from, family, productId)))
    return {
      sellerId,
      subject: productId,
      servers,
      traits: listTraits({ offered, afterSale: product.afterSale }, servers.length > 1),
      presets: {
        offered: offered[0],
        productName: product.name.zh,
        quantity: product.quantity && { count: product.quantity.min, unit: product.quantity.unit.en },
        given: createSampleParameters(product.buyerParameters),
        expireDigits: today?.expireDigits,
        cancellationOrder: today?.cancellationOrder,
        ...Object.assign({}, ...known),
      },
    }
  }

  /** Throws `catalog.product_not_found` for another seller’s product. */
  async function findTarget(sellerId: Id<'sel'>, targetId: TargetId): Promise<Target> {
    if (targetId === 'orders') return ofOrders(sellerId)
    const target = await findProductTarget(db, targetId)
    if (target.sellerId !== sellerId) throw catalogProblems.product_not_found({ productId: targetId })
    return target
  }

  /** The seller's products that can be debugged, newest first. */
  async function listTargets(sellerId: Id<'sel'>): Promise<ListedTarget[]> {
    const all = await listProducts(db, { sellerId })
    const products = all
      .filter(({ state, interfaceDelisted }) => state !== 'delisted' || interfaceDelisted)
      .toReversed()
      .slice(0, mostListed)
    const callable = await listCallable(
      sellerId,
      products.map(({ id }) => id),
    )
    return products.map(({ id, name }) => ({ id, name, isCallable: callable.has(id) }))
  }

  async function listCallable(
    sellerId: Id<'sel'>,
    productIds: readonly Id<'prd'>[],
  ): Promise<ReadonlySet<Id<'prd'>>> {
    const asked = servingFamilies.map((family) => ({ sellerId, family }))
    const channelOf = await access.findChannels(db, asked)
    const channels = asked.flatMap((ask) => channelOf(ask) ?? [])
    const places = channels.flatMap(({ channelId }) =>
      productIds.map((productId) => ({ channelId, productId })),
    )
    const accessOf = await access.listAccess(db, places)
    return new Set(
      places.filter((place) => !(accessOf(place) instanceof Error)).map(({ productId }) => productId),
    )
  }

  return { findTarget, findProductTarget, listTargets }
}

/** Why no call can be made, if the seller can mend it; a key that cannot be decrypted is a fault and is thrown. */
export function findBlock({ access }: TargetServer): 'unbound' | 'address_not_approved' | undefined {
  if (!(access instanceof Error)) return undefined
  if (!(access instanceof Problem)) throw access
  const { addressState, state } = access.details
  return (addressState ?? state) === undefined ? 'unbound' : 'address_not_approved'
}

/** The refusal of a scene that no protocol of a target has: nothing is bound, or the scene is another protocol's. */
export function refuseScene({ servers: [{ access }] }: Target, scene: string): Error {
  return access instanceof Error
    ? access
    : debuggingProblems.scene_unknown({ protocol: access.protocol, scene })
}
