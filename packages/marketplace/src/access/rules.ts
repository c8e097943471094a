import type { Transitions } from '@loggia/kernel'
import { requestsToSend } from '@loggia/protocol/saas/v1'
import type { Product, ProductTold } from '../catalog/index.ts'
import { accessProblems } from './problems.ts'
import { addressTransitions } from './schema.ts'
import type { Address, AddressAction, AddressState, Binding, Key, OrderChannel, Speech } from './schema.ts'

const longestUrl = 512
const transitions: Transitions<AddressState, AddressAction> = addressTransitions

/**
 * R260: an address as it is kept. `allows` says whether this installation lets the host be called although it is private,
 * an IP address or plain http. It may have a query of its own, as old servers that find their way by one have; only V1.0 can
 * say it along, whose proof covers whatever arrives (saas-v1 §3).
 */
export function requireAddress(text: string, allows: (url: URL) => boolean): string {
  if (text.length > longestUrl) throw accessProblems.url_too_long({ got: text.length, max: longestUrl })
  if (!URL.canParse(text)) throw accessProblems.url_malformed({ url: text })
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw accessProblems.url_not_https({ scheme: url.protocol })
  if (url.username !== '' || url.password !== '') throw accessProblems.url_has_credentials()
  if (text.includes('#')) throw accessProblems.url_has_fragment()
  requireOwnQuery(url)
  if (url.href.length > longestUrl)
    throw accessProblems.url_too_long({ got: url.href.length, max: longestUrl })
  if (!allows(url)) requirePublic(url)
  return url.href
}

/** The parameters of V1.0 (saas-v1 §6, §7); of a name that comes twice, sellers' servers take either. */
const protocolNames: ReadonlySet<string> = new Set([
  'authToken',
  'timeStamp',
  ...Object.values(requestsToSend).flatMap(({ shape }) => Object.keys(shape)),
])

function requireOwnQuery(url: URL): void {
  if (url.search === '') url.search = ''
  const parameters = [...url.searchParams]
  const taken = parameters.find(([name]) => protocolNames.has(name))
  if (taken) throw accessProblems.url_query_name({ name: taken[0] })
  const isUnfit = parameters.some(([name, value]) => name === '' || value === '')
  if (isUnfit || new Set(parameters.map(([name]) => name)).size < parameters.length)
    throw accessProblems.url_query_unfit()
}

// Of the names that never lead to the public internet, those of RFC 6761 §6.3 and RFC 6762 §3, and what networks use inside.
const inside = /(^|\.)(localhost|local|internal|lan|home|corp|intranet|localdomain)\.?$/

function requirePublic(url: URL): void {
  if (url.protocol !== 'https:') throw accessProblems.url_not_https({ scheme: url.protocol })
  const host = url.hostname
  // The parser has turned every way of writing an IPv4 address into digits and dots, and keeps IPv6 in brackets.
  const isIp = host.startsWith('[') || /^[\d.]+$/.test(host)
  if (isIp || !host.replace(/\.$/, '').includes('.') || inside.test(host))
    throw accessProblems.url_not_a_domain({ host })
}

/** What becomes of an address that is added though it is there: a rejected one is looked at again. */
export function decideAddedAgain(address: Address): AddressState {
  const next = transitions[address.state].add_again
  if (!next) throw accessProblems.address_known({ addressId: address.id, state: address.state })
  return next
}

/** The state after an operator's decision; a rejection says why. */
export function decideAddress(
  address: Address,
  decision: { readonly approve: boolean; readonly reason?: string | undefined },
): AddressState {
  const { approve, reject } = transitions[address.state]
  if (!approve || !reject) throw accessProblems.address_decided({ state: address.state })
  if (!decision.approve && !decision.reason?.trim()) throw accessProblems.reason_missing()
  return decision.approve ? approve : reject
}

type Rebinding = {
  readonly product: Product
  readonly address: Address
  readonly key: Key
  readonly speech: Speech
  readonly current: Binding | undefined
  readonly confirm: boolean
}

/** Only V1.0 signs a query that the address has of its own. */
const requirePlain = ({ url }: Address): void => {
  if (url.includes('?')) throw accessProblems.url_has_query()
}

/** What buyers are promised has to be something that the product's protocol can say (docs/decisions/0015). */
export function requireSayable(
  { afterSale }: { readonly afterSale: Pick<Product['afterSale'], 'renewalChanges'> },
  { protocol }: Pick<Speech, 'protocol'>,
): void {
  if (protocol === 'saas-v1' && afterSale.renewalChanges) throw accessProblems.renewal_changes_unspoken()
}

/** The same of what a product shall become; what is approved was proposed while the product spoke another protocol. */
export function requireChangeSayable(
  change: Pick<ProductTold<'product.change_proposed' | 'product.change_approved'>, 'type' | 'afterSale'>,
  { protocol }: Pick<Speech, 'protocol'>,
): void {
  if (change.type === 'product.change_proposed') return requireSayable(change, { protocol })
  if (protocol === 'saas-v1' && change.afterSale.renewalChanges) throw accessProblems.change_unspoken_now()
}

/**
 * R119: renewals with another edition or quantity that were paid are told when their terms begin, which V1.0 has no words for; so
 * `toTell` of them keep a product from moving there.
 */
export function requireNothingToTell(
  { speech }: Pick<Binding, 'speech'>,
  current: Binding | undefined,
  toTell: number,
): void {
  const isMove = speech.protocol === 'saas-v1' && current?.speech.protocol !== 'saas-v1'
  if (isMove && toTell > 0) throw accessProblems.renewal_changes_to_tell({ count: toTell })
}

/** The new binding of a product, or undefined if it is the present one. R255, R256, R261. */
export function decideBinding({
  product,
  address,
  key,
  speech,
  current,
  confirm,
}: Rebinding): Binding | undefined {
  if (key.interfaceClass !== 'basic')
    throw accessProblems.key_class_wrong({ interfaceClass: key.interfaceClass })
  if (address.state === 'rejected') throw accessProblems.address_rejected()
  if (speech.protocol !== 'saas-v1') requirePlain(address)
  const isWritten = product.state === 'draft' || product.state === 'rejected'
  if (!isWritten) requireSayable(product, speech)
  if (!isWritten && address.state !== 'approved')
    throw accessProblems.address_not_approved({ state: address.state })
  const next: Binding = { productId: product.id, addressId: address.id, keyId: key.id, speech }
  if (current && isSame(current, next)) return undefined
  if (current && !confirm) throw accessProblems.change_needs_confirmation({ productId: product.id })
  return next
}

const isSameWording = (one: Speech, other: Speech): boolean =>
  one.protocol !== 'saas-v2' ||
  other.protocol !== 'saas-v2' ||
  (one.expireDigits === other.expireDigits && one.cancellationOrder === other.cancellationOrder)

const isSame = (one: Binding, other: Binding): boolean =>
  one.addressId === other.addressId &&
  one.keyId === other.keyId &&
  one.speech.protocol === other.speech.protocol &&
  one.speech.keyBits === other.speech.keyBits &&
  isSameWording(one.speech, other.speech)

/** How a seller is to be told of orders; R255, R261. While it is off, its address may still await approval. */
export function decideOrderChannel(address: Address, key: Key, switchedOn: boolean): OrderChannel {
  if (key.interfaceClass !== 'common')
    throw accessProblems.key_not_common({ interfaceClass: key.interfaceClass })
  if (address.state === 'rejected') throw accessProblems.address_rejected()
  requirePlain(address)
  if (switchedOn && address.state !== 'approved')
    throw accessProblems.channel_address_not_approved({ state: address.state })
  return { sellerId: key.sellerId, addressId: address.id, keyId: key.id, switchedOn }
}

/** R256: a key that a product uses stays, and so does that of order notification. */
export function requireUnbound(products: readonly Product[], isOfOrders: boolean): void {
  if (isOfOrders) throw accessProblems.key_of_orders()
  if (products.length === 0) return
  throw accessProblems.key_bound({
    count: products.length,
    products: products.map(({ id, name }) => ({ id, name })),
  })
}
