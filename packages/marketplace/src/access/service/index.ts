import type { Id } from '@loggia/kernel'
import type { AddressGuard } from '@loggia/outbound'
import type { ProductTold } from '../../catalog/index.ts'
import type { FamilyName } from '../../dialects/index.ts'
import { decideEach } from '../../platform/index.ts'
import type { Db, MemberActor, Tx } from '../../platform/index.ts'
import { accessPresets, approveVerifiedAddresses } from '../schema.ts'
import type { CallPlace, ChannelAsk, InterfaceClass, OrderChannel } from '../schema.ts'
import { addAddress, decideAddress } from './addresses.ts'
import { bind, findProtocol, requireChangeSayable, requireReady, requireReadyIfBound } from './bindings.ts'
import { findAccess, getAccess, listAccess } from './call-access.ts'
import { ensureChannels, findChannels } from './channels.ts'
import type { AccessContext } from './context.ts'
import { createMoves } from './moves.ts'
import { createProbing } from './probing.ts'
import type { Resolvers } from './probing.ts'
import { createVerification } from './verification.ts'
import { addKey, deleteKey, makeKey, openKey, openKeys, openOwnKey } from './keys.ts'
import { findOrderChannel, listToldOfOrders, setOrderChannel } from './order-channel.ts'
import { cancelRotation, endRotatedKey, endRotation, rotateKey, setKeyName } from './rotation.ts'
import { approveAddressIn, bindAllIn, registerAnew, setOrderChannelIn } from './set-up.ts'
import type { BoundAlike, Server } from './set-up.ts'
import { openTrial } from './trial.ts'
import { removeJointBinding } from './unlinking.ts'
import { createUseNotes } from './use-notes.ts'

export type Access = ReturnType<typeof createAccess>
type AskedBinding = Omit<Parameters<typeof bind>[2], 'productId'>
type Decision = Omit<Parameters<typeof decideAddress>[2], 'addressId'>

type Given = Omit<AccessContext, 'allows' | 'probing'> & {
  readonly guard: AddressGuard
  readonly resolvers?: Resolvers | undefined
}

const portOf = (url: URL): number => Number(url.port || (url.protocol === 'https:' ? 443 : 80))

export function createAccess({ guard, resolvers, ...platform }: Given) {
  const context: AccessContext = {
    ...platform,
    allows: (url) => guard.mayUsePlainHttp(url.hostname, portOf(url)),
    probing: createProbing(guard, platform.stopwatch, resolvers),
  }
  return { ...createVerification(context), ...createMoves(context), ...createUseCases(context) }
}

const createUseCases = (context: AccessContext) => ({
  options: { approveVerifiedAddresses },
  presets: accessPresets,
  addAddress: (actor: MemberActor, url: string) => addAddress(context, actor, url),
  decideAddress: (actor: MemberActor, addressId: Id<'adr'>, decision: Decision) =>
    decideAddress(context, actor, { addressId, ...decision }),
  /** Decides each on its own, as {@link decideAddress} does. */
  decideAddresses: (actor: MemberActor, ids: readonly Id<'adr'>[], decision: Decision) =>
    decideEach(context, ids, (addressId) => decideAddress(context, actor, { addressId, ...decision })),
  makeKey: (actor: MemberActor, interfaceClass: InterfaceClass, name?: string) =>
    makeKey(context, actor, { interfaceClass, name }),
  nameKey: (actor: MemberActor, keyId: Id<'key'>, name: string) =>
    setKeyName(context, actor, { keyId, name }),
  rotateKey: (actor: MemberActor, keyId: Id<'key'>, afterHours: number) =>
    rotateKey(context, actor, { keyId, afterHours }),
  cancelRotation: (actor: MemberActor, keyId: Id<'key'>) => cancelRotation(context, actor, keyId),
  completeRotation: (actor: MemberActor, keyId: Id<'key'>) => endRotation(context, actor, keyId),
  endRotatedKey: (tx: Tx, keyId: Id<'key'>) => endRotatedKey(context, tx, keyId),
  openTrial: (actor: MemberActor, asked: Parameters<typeof openTrial>[2]) => openTrial(context, actor, asked),
  noteUsed: createUseNotes(context),
  deleteKey: (actor: MemberActor, keyId: Id<'key'>) => deleteKey(context, actor, keyId),
  bind: (actor: MemberActor, productId: Id<'prd'>, ask: AskedBinding) =>
    bind(context, actor, { productId, ...ask }),
  unlinkJoint: (actor: MemberActor, productId: Id<'prd'>) => removeJointBinding(context, actor, productId),
  requireReady: (tx: Tx, product: ProductTold<'product.submitted'>, family: FamilyName) =>
    requireReady(tx, product, family),
  requireReadyIfBound,
  requireChangeSayable,
  findProtocol,

  findChannels,
  ensureChannels: (tx: Tx, asked: readonly ChannelAsk[]) => ensureChannels(context, tx, asked),
  listAccess: (db: Db, calls: readonly CallPlace[]) => listAccess(context, db, calls),
  findAccess: (db: Db, ask: ChannelAsk) => findAccess(context, db, ask),
  getAccess: (db: Db, ask: ChannelAsk) => getAccess(context, db, ask),

  setOrderChannel: (actor: MemberActor, ask: Omit<OrderChannel, 'sellerId'>) =>
    setOrderChannel(context, actor, ask),
  findOrderChannel: (actor: MemberActor) => findOrderChannel(context, actor),
  listToldOfOrders,

  openKey: (db: Db, keyId: Id<'key'>) => openKey(context, db, keyId),
  openKeys: (db: Db, sellerId: Id<'sel'>) => openKeys(context, db, sellerId),
  openOwnKey: (db: Db, sellerId: Id<'sel'>, keyId: Id<'key'>) => openOwnKey(context, db, { sellerId, keyId }),

  /** Adds a key for set-up: a new one, or `own`, which the seller already uses. */
  async addKeyIn(tx: Tx, sellerId: Id<'sel'>, interfaceClass: InterfaceClass, own?: string) {
    const { id: keyId, accessKey } = await addKey(context, tx, { sellerId, interfaceClass, own })
    return { keyId, accessKey }
  },
  registerAnew: (tx: Tx, server: Server) => registerAnew(context, tx, server),
  approveAddressIn: (tx: Tx, of: { readonly sellerId: Id<'sel'>; readonly url: string }) =>
    approveAddressIn(context, tx, of),
  bindAllIn: (tx: Tx, bound: BoundAlike) => bindAllIn(context, tx, bound),
  setOrderChannelIn: (tx: Tx, channel: OrderChannel) => setOrderChannelIn(context, tx, channel),
})
