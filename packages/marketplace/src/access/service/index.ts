import type { Id } from '@loggia/kernel'
import { catalogProblems, getProduct, listProducts } from '../../catalog/index.ts'
import type { ProductTold } from '../../catalog/index.ts'
import { requireOperator, requireSeller } from '../../parties/index.ts'
import { emit, inTx, recordHistory } from '../../platform/index.ts'
import type { Db, MemberActor, Platform, Tx } from '../../platform/index.ts'
import type { Subscriptions } from '../../subscriptions/index.ts'
import { accessKeyFrom, hintOf, keyBytes } from '../access-keys.ts'
import { accessProblems } from '../problems.ts'
import {
  decideAddedAgain,
  decideAddress as decideState,
  decideBinding,
  requireAddress,
  requireChangeSayable as decideChangeSayable,
  requireNothingToTell,
  requireSayable,
  requireUnbound,
} from '../rules.ts'
import type {
  Address,
  AddressDecided,
  Binding,
  InterfaceClass,
  Key,
  ProductAccess,
  ProductBound,
  Speech,
} from '../schema.ts'
import * as store from '../store.ts'
import { createOrderChannels } from './order-channel.ts'
import { createSetUp } from './set-up.ts'

export type Access = ReturnType<typeof createAccess>
type Decision = { readonly approve: boolean; readonly reason?: string | undefined }

const sealPlace = (keyId: Id<'key'>): string => `access_key:${keyId}`

/** `allows` says which URLs this installation lets sellers use although they are private or plain http; without it, none. */
type AccessContext = Platform & {
  readonly allows?: (url: URL) => boolean
  readonly subscriptions: Pick<Subscriptions, 'countChangesToTell'>
}

export function createAccess(platform: AccessContext) {
  const { clock, ids, seal, randomBytes, subscriptions, allows = () => false } = platform

  const told = (
    tx: Tx,
    subject: string,
    kind: string,
    data: Readonly<Record<string, unknown>>,
  ): Promise<void> => recordHistory(tx, { subject, at: clock.now(), kind, data })

  /** Adds a production address of the actor's seller, which awaits an operator; a rejected one may be added again (R259, R260). */
  const addAddress = (actor: MemberActor, text: string): Promise<Address> =>
    inTx(platform, { actor }, async (tx) => {
      const sellerId = requireSeller(actor)
      const url = requireAddress(text, allows)
      const added: Address = { id: ids.next('adr'), sellerId, url, state: 'pending', createdAt: clock.now() }
      const isNew = await store.insertAddress(tx, added)
      const address = isNew ? added : await addAgain(tx, added)
      await told(tx, address.id, 'address.added', { url, to: address.state })
      return address
    })

  async function addAgain(tx: Tx, { sellerId, url, createdAt }: Address): Promise<Address> {
    const known = await store.lockAddress(tx, { sellerId, url })
    if (!known) throw new Error(`The address ${url} of ${sellerId} is there and cannot be found`)
    const again: Address = { id: known.id, sellerId, url, state: decideAddedAgain(known), createdAt }
    await store.saveAddress(tx, again)
    return again
  }

  /** An operator approves a pending address or rejects it with a reason. */
  const decideAddress = (
    actor: MemberActor,
    addressId: Id<'adr'>,
    { approve, reason }: Decision,
  ): Promise<Address> =>
    inTx(platform, { actor }, async (tx) => {
      requireOperator(actor)
      const address = await store.lockAddress(tx, { id: addressId })
      if (!address) throw accessProblems.address_not_found({ addressId })
      const why = reason === undefined ? {} : { reason }
      const decided: Address = {
        ...address,
        ...why,
        state: decideState(address, { approve, reason }),
        decidedAt: clock.now(),
      }
      await store.saveAddress(tx, decided)
      await told(tx, addressId, approve ? 'address.approved' : 'address.rejected', {
        from: address.state,
        to: decided.state,
        ...why,
      })
      const { sellerId, url } = address
      const event: AddressDecided = {
        type: 'address.decided',
        addressId,
        sellerId,
        url,
        approved: approve,
        ...why,
      }
      await emit(tx, event)
      return decided
    })

  async function addKey(
    tx: Tx,
    sellerId: Id<'sel'>,
    interfaceClass: InterfaceClass,
    accessKey = accessKeyFrom(randomBytes(keyBytes)),
  ): Promise<Key & { accessKey: string }> {
    const key: Key = {
      id: ids.next('key'),
      sellerId,
      interfaceClass,
      hint: hintOf(accessKey),
      createdAt: clock.now(),
    }
    await store.insertKey(tx, key, seal.seal(accessKey, sealPlace(key.id)))
    await told(tx, key.id, 'key.made', { interfaceClass, hint: key.hint })
    return { ...key, accessKey }
  }

  /** Makes a key of the actor's seller; `accessKey` is in this answer and nowhere else (R253, R255). */
  const makeKey = (
    actor: MemberActor,
    interfaceClass: InterfaceClass,
  ): Promise<Key & { accessKey: string }> =>
    inTx(platform, { actor }, (tx) => addKey(tx, requireSeller(actor), interfaceClass))

  /** A key for set-up, new or the one that the seller has already; the caller has made sure of the right to. */
  const addKeyIn = async (
    tx: Tx,
    sellerId: Id<'sel'>,
    interfaceClass: InterfaceClass,
    own?: string,
  ): Promise<{ keyId: Id<'key'>; accessKey: string }> => {
    const { id, accessKey } = await addKey(tx, sellerId, interfaceClass, own)
    return { keyId: id, accessKey }
  }

  async function lockOwnKey(tx: Tx, sellerId: Id<'sel'>, keyId: Id<'key'>): Promise<Key> {
    const key = await store.lockKey(tx, keyId)
    if (key?.sellerId !== sellerId) throw accessProblems.key_not_found({ keyId })
    return key
  }

  /** Deletes a key that no product uses; throws `access.key_bound` with those that do (R256). */
  const deleteKey = (actor: MemberActor, keyId: Id<'key'>): Promise<void> =>
    inTx(platform, { actor }, async (tx) => {
      const key = await lockOwnKey(tx, requireSeller(actor), keyId)
      requireUnbound(
        await listProducts(tx, { ids: await store.productsOfKey(tx, keyId) }),
        await store.isKeyOfOrders(tx, keyId),
      )
      await store.deleteKey(tx, keyId)
      await told(tx, keyId, 'key.deleted', { interfaceClass: key.interfaceClass, hint: key.hint })
    })

  /** Makes a product use a protocol, an address and a key; changing what it uses needs `confirm` (R255, R256, R261). */
  const bind = (
    actor: MemberActor,
    productId: Id<'prd'>,
    ask: { addressId: Id<'adr'>; keyId: Id<'key'>; speech: Speech; confirm: boolean },
  ): Promise<void> =>
    inTx(platform, { actor }, async (tx) => {
      const sellerId = requireSeller(actor)
      const product = await getProduct(tx, productId)
      if (product.sellerId !== sellerId) throw catalogProblems.product_not_found({ productId })
      const key = await lockOwnKey(tx, sellerId, ask.keyId)
      const address = await store.lockAddress(tx, { id: ask.addressId })
      if (address?.sellerId !== sellerId) throw accessProblems.address_not_found({ addressId: ask.addressId })
      const current = await store.lockBinding(tx, productId)
      const next = decideBinding({ product, address, key, speech: ask.speech, current, confirm: ask.confirm })
      if (!next) return
      requireNothingToTell(next, current, await subscriptions.countChangesToTell(tx, productId))
      await saveBinding(tx, next, current)
    })

  async function saveBinding(tx: Tx, next: Binding, current: Binding | undefined): Promise<void> {
    await store.saveBinding(tx, next, clock.now())
    const shown = ({ addressId, keyId, speech }: Binding) => ({ addressId, keyId, ...speech })
    const from = current && { from: shown(current) }
    await told(tx, next.productId, 'product.access_bound', { to: shown(next), ...from })
  }

  /**
   * The seller's server stands at this URL now: its address is approved, and all the seller's products use it, with the key
   * they have or else the newest of the basic class, in the protocol that they have or else this one of theirs. For set-up only: it asks
   * neither R260 nor an operator.
   */
  async function registerAnew(
    tx: Tx,
    {
      sellerId,
      url,
      speechOf = () => ({ protocol: 'saas-v2' }),
    }: { sellerId: Id<'sel'>; url: string; speechOf?: (productId: Id<'prd'>) => Speech },
  ): Promise<{ addressId: Id<'adr'> }> {
    const address = await approvedAddress(tx, sellerId, new URL(url).href)
    const products = await listProducts(tx, { sellerId })
    const bindings = await store.listBindings(
      tx,
      products.map((product) => product.id),
    )
    const newestKey = await store.findLatestKey(tx, sellerId, 'basic')
    for (const product of products) {
      const current = bindings.find((binding) => binding.productId === product.id)
      const keyId = current?.keyId ?? newestKey?.id
      if (keyId !== undefined && current?.addressId !== address.id)
        await saveBinding(
          tx,
          {
            productId: product.id,
            addressId: address.id,
            keyId,
            speech: current?.speech ?? speechOf(product.id),
          },
          current,
        )
    }
    return { addressId: address.id }
  }

  /** The address known under this URL, or the seller's latest one moved to it: a server that changes its port leaves no dead addresses behind. */
  async function approvedAddress(tx: Tx, sellerId: Id<'sel'>, url: string): Promise<Address> {
    const now = clock.now()
    const known =
      (await store.lockAddress(tx, { sellerId, url })) ?? (await store.lockLatestApproved(tx, sellerId))
    if (known?.url === url && known.state === 'approved') return known
    const { id = ids.next('adr'), createdAt = now } = known ?? {}
    const address: Address = { id, sellerId, url, state: 'approved', createdAt, decidedAt: now }
    if (known) await store.saveAddress(tx, address)
    else await store.insertAddress(tx, address)
    await told(tx, id, 'address.registered', { url, ...(known && { from: known.url }) })
    return address
  }

  /** R245, R255: what the submission of a product needs whose seller is called: refuses one whose calls could not be made, or whose promises not be said. */
  async function requireReady(tx: Tx, { productId }: ProductTold<'product.submitted'>): Promise<void> {
    const found = await store.findProductAccess(tx, productId)
    if (found?.state !== 'approved' || found.interfaceClass !== 'basic')
      throw accessProblems.product_not_bound({ productId, ...(found && { addressState: found.state }) })
    requireSayable(await getProduct(tx, productId), found)
  }

  /** Hears of what a product shall become, proposed or approved, and refuses a promise that its protocol cannot say. */
  async function requireChangeSayable(
    tx: Tx,
    change: ProductTold<'product.change_proposed' | 'product.change_approved'>,
  ): Promise<void> {
    const found = await store.findProductAccess(tx, change.productId)
    if (found) decideChangeSayable(change, found)
  }

  /** What a call for the product needs, its key opened. Throws `access.product_not_bound` without an approved address. */
  async function getProductAccess(db: Db, productId: Id<'prd'>): Promise<ProductAccess> {
    const found = (await listProductAccess(db, [productId])).get(productId)
    const access = found ?? accessProblems.product_not_bound({ productId })
    if (access instanceof Error) throw access
    return access
  }

  /** The same for many products at once; one that is not bound, or whose key does not open, comes with the reason. */
  async function listProductAccess(
    db: Db,
    productIds: readonly Id<'prd'>[],
  ): Promise<Map<Id<'prd'>, ProductAccess | Error>> {
    const found = await store.listProductAccess(db, productIds)
    return new Map(
      productIds.map((productId) => {
        const one = found.get(productId)
        return [productId, one ? openAccess(productId, one) : accessProblems.product_not_bound({ productId })]
      }),
    )
  }

  function openAccess(productId: Id<'prd'>, found: store.FoundAccess): ProductAccess | Error {
    const { protocol, url, state, keyId, keyBits, sealed } = found
    if (state !== 'approved') return accessProblems.product_not_bound({ productId, addressState: state })
    try {
      const accessKey = seal.open(sealed, sealPlace(keyId))
      return {
        productId,
        protocol,
        url,
        keyId,
        accessKey,
        ...(keyBits !== null && { keyBits }),
        ...store.toWording(found),
      }
    } catch (error) {
      return error instanceof Error ? error : new Error(`The key ${keyId} does not open`, { cause: error })
    }
  }

  /** What a product is bound to, its address approved or not; undefined if it was never bound. */
  async function findBound(db: Db, productId: Id<'prd'>): Promise<ProductBound | undefined> {
    const found = await store.findProductAccess(db, productId)
    if (!found) return undefined
    const { protocol, url, keyId, keyBits } = found
    return {
      productId,
      protocol,
      url,
      keyId,
      ...(keyBits !== null && { keyBits }),
      ...store.toWording(found),
    }
  }

  /** Which protocol a product's seller speaks; undefined if it was never bound. */
  const findProtocol = async (db: Db, productId: Id<'prd'>) =>
    (await store.listProtocols(db, [productId])).get(productId)

  /** A seller’s newest twenty keys with their secrets, for what is computed with them here; those that do not open are left out. */
  async function openKeys(db: Db, sellerId: Id<'sel'>): Promise<(Key & { accessKey: string })[]> {
    const found = await store.listSealedKeys(db, sellerId, 20)
    return found.flatMap(({ key, sealed }) => {
      try {
        return [{ ...key, accessKey: seal.open(sealed, sealPlace(key.id)) }]
      } catch {
        return []
      }
    })
  }

  /** The secret of one of a seller’s own keys; throws `access.key_not_found`. */
  async function openOwnKey(db: Db, sellerId: Id<'sel'>, keyId: Id<'key'>): Promise<string> {
    const owner = await store.findKeyOwner(db, keyId)
    if (owner !== sellerId) throw accessProblems.key_not_found({ keyId })
    return openKey(db, keyId)
  }

  /** A key's secret; throws `access.key_not_found`. */
  async function openKey(db: Db, keyId: Id<'key'>): Promise<string> {
    const sealed = await store.findSealed(db, keyId)
    if (!sealed) throw accessProblems.key_not_found({ keyId })
    return seal.open(sealed, sealPlace(keyId))
  }

  return {
    ...createOrderChannels(platform, {
      lockOwnKey,
      openSealed: (keyId, sealed) => seal.open(sealed, sealPlace(keyId)),
    }),
    ...createSetUp(platform, { saveBinding, told }),
    addAddress,
    decideAddress,
    makeKey,
    addKeyIn,
    deleteKey,
    bind,
    registerAnew,
    requireReady,
    requireChangeSayable,
    getProductAccess,
    listProductAccess,
    findBound,
    findProtocol,
    listProtocols: store.listProtocols,
    openKey,
    openKeys,
    openOwnKey,
  }
}
