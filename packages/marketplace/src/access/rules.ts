import type { Instant, Problem, ProductType, Transitions } from '@loggia/kernel'
import type { AddressProbe } from '@loggia/protocol/console'
import type { ConnectionKind, ProofWay } from '@loggia/protocol/console/access/kinds'
import { listJointProtocolsFor, listProtocolsFor } from '@loggia/protocol/console/catalog/draft/protocols'
import type { DeliveredProduct } from '@loggia/protocol/console/catalog/draft/protocols'
import { protocolTraits } from '@loggia/protocol/protocols'
import type { Product, ProductTold } from '../catalog/index.ts'
import { dialects, families } from '../dialects/index.ts'
import type { FamilyName, Protocol } from '../dialects/index.ts'
import { accessProblems } from './problems.ts'
import { addressTransitions } from './schema.ts'
import type {
  Address,
  AddressAction,
  AddressState,
  Binding,
  InterfaceClass,
  Key,
  OrderChannel,
  Proof,
  ProtocolChoice,
} from './schema.ts'

const longestUrl = 512
const transitions: Transitions<AddressState, AddressAction> = addressTransitions

/**
 * R260: the address in the form in which it is stored. `allows` says whether this installation allows a host although
 * it is private, an IP address or plain http. The address may have a query, which old servers use for routing; not
 * every protocol can send it.
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

/** The names of the parameters of those protocols that can send such a query. */
const protocolNames: ReadonlySet<string> = new Set(
  Object.values(dialects).flatMap(({ ownQuery }) => [...(ownQuery?.reserved ?? [])]),
)

function requireOwnQuery(url: URL): void {
  if (url.search === '') url.search = ''
  const parameters = [...url.searchParams]
  const taken = parameters.find(([name]) => protocolNames.has(name))
  if (taken) throw accessProblems.url_query_name({ name: taken[0] })
  const isUnfit = parameters.some(([name, value]) => name === '' || value === '')
  if (isUnfit || new Set(parameters.map(([name]) => name)).size < parameters.length)
    throw accessProblems.url_query_unfit()
}

// Names that never lead to the public internet: those of RFC 6761 §6.3 and RFC 6762 §3, and those common inside
// networks.
const inside = /(^|\.)(localhost|local|internal|lan|home|corp|intranet|localdomain)\.?$/

function requirePublic(url: URL): void {
  if (url.protocol !== 'https:') throw accessProblems.url_not_https({ scheme: url.protocol })
  const host = url.hostname
  // The parser has normalised every spelling of an IPv4 address to digits and dots, and keeps IPv6 in brackets.
  const isIp = host.startsWith('[') || /^[\d.]+$/.test(host)
  if (isIp || !host.replace(/\.$/, '').includes('.') || inside.test(host))
    throw accessProblems.url_not_a_domain({ host })
}

/** The state of an address that is added again: a rejected one is reviewed again. */
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

/**
 * Throws if there is nothing to prove or to approve: `access.address_verified`, `access.address_rejected`. A proof from
 * when proofs approved nothing may be looked at again.
 */
export function requireProvable({ state, proof }: Address): void {
  if (state === 'rejected') throw accessProblems.address_rejected()
  if (proof.state === 'verified' && state !== 'pending') throw accessProblems.address_verified()
}

/**
 * R259: the proof after a look at the host. What proves it counts in whatever way it was found, and a proof stays. If
 * nothing proves it, only a try of the seller has failed, in the way that the seller chose (`triedWay`).
 */
export function decideProof(
  { state, proof }: Pick<Address, 'state' | 'proof'>,
  seen: {
    readonly probe: { readonly tries: readonly Readonly<AddressProbe['tries'][number]>[] }
    readonly triedWay?: ProofWay | undefined
    readonly now: Instant
  },
): Proof {
  const { probe, triedWay, now: at } = seen
  if (proof.state === 'verified' || state === 'rejected') return proof
  const found = probe.tries.find(({ fault }) => fault === undefined)
  if (found) return { state: 'verified', way: found.way, at }
  const tried = probe.tries.find(({ way }) => way === triedWay)
  return tried?.fault === undefined ? proof : { state: 'failed', way: tried.way, at, fault: tried.fault }
}

/** A host in one spelling, on whatever port. */
const getHost = (url: string): string => new URL(url).hostname.replace(/\.+$/, '')

/**
 * A proof approves a waiting address whose server has answered, if the marketplace allows it and no operator has
 * rejected an address of this seller on the same host (`rejected`): otherwise a seller would overrule the operator by
 * adding the address again, or another one beside it.
 */
export function decideApproval(
  address: Address,
  {
    mayApprove,
    rejected,
    now,
  }: { readonly mayApprove: boolean; readonly rejected: readonly string[]; readonly now: Instant },
): Address {
  const { state, proof, url, probe } = address
  if (state !== 'pending' || proof.state !== 'verified' || !mayApprove) return address
  // Any status will do: what the server answers is checked by test calls.
  if (probe?.status === undefined) return address
  if (rejected.some((one) => getHost(one) === getHost(url))) return address
  return { ...address, state: addressTransitions.pending.approve, decidedAt: now }
}

/**
 * The family whose channel carries notifications of paid orders. It is bound as a whole, not for each product
 * (order-notification).
 */
export const orderFamily = 'orders' as const satisfies FamilyName

const familyNames = Object.keys(families) as FamilyName[]

/** The families in which products are served. A seller whose server fails in one of them is parked. */
export const servingFamilies: readonly FamilyName[] = familyNames.filter(
  (name) => families[name].of === 'product',
)

/** The family of a protocol. */
export function getFamilyOfProtocol(protocol: Protocol): FamilyName {
  const family = familyNames.find((name) => Object.hasOwn(families[name].dialects, protocol))
  if (!family) throw new Error(`No family has the protocol ${protocol}`)
  return family
}

/** The family in which the server of a joint product is told of the people who use it (R265). */
export const jointFamily = 'kit' as const satisfies FamilyName

/** The family of a connection of products of a type, if their seller's server is called at all. */
export function getFamilyOf(type: ProductType, kind: ConnectionKind): FamilyName {
  if (kind === 'joint') return jointFamily
  return type === 'license' ? 'license' : 'saas'
}

/** The families in which the server of a product of a type may be called, that of its delivery first. */
export function listFamiliesOfType(type: ProductType): readonly [FamilyName, ...FamilyName[]] {
  const first = getFamilyOf(type, 'delivery')
  return listJointProtocolsFor({ type }).length > 0 ? [first, jointFamily] : [first]
}

const listProtocolsOf = (product: DeliveredProduct): readonly Protocol[] => [
  ...listProtocolsFor(product),
  ...listJointProtocolsFor(product),
]

/** Whether a product of this type, delivered in this way, may use the protocol. */
export const isProtocolOf = (product: DeliveredProduct, protocol: Protocol): boolean =>
  listProtocolsOf(product).includes(protocol)

/** Throws `access.protocol_not_of_product`. */
export function requireProtocolOf(
  product: DeliveredProduct,
  { protocol }: Pick<ProtocolChoice, 'protocol'>,
): void {
  if (!isProtocolOf(product, protocol))
    throw accessProblems.protocol_not_of_product({ protocol, mayUse: [...listProtocolsOf(product)] })
}

/** The refusal of what needs a product's connection in a family while there is none that may be called. */
export const refuseUnbound = (
  family: FamilyName,
  of: { readonly productId?: Product['id']; readonly addressState?: AddressState },
): Problem =>
  family === jointFamily ? accessProblems.joint_not_bound(of) : accessProblems.product_not_bound(of)

/** Throws if the options do not fit the protocol. */
export function requireOptions({ protocol, ...options }: ProtocolChoice): void {
  dialects[protocol].options.parse(options)
}

/** Whether the protocol has the operation that a promise to buyers needs (docs/decisions/0015). */
const canSay = (promise: Promised, { protocol }: Pick<ProtocolChoice, 'protocol'>): boolean =>
  dialects[protocol].tellsRenewalChanges !== false || !promise.afterSale.renewalChanges
type Promised = { readonly afterSale: Pick<Product['afterSale'], 'renewalChanges'> }

/** Throws `access.renewal_changes_unspoken`. */
export function requireSayable(promised: Promised, speech: Pick<ProtocolChoice, 'protocol'>): void {
  if (!canSay(promised, speech)) throw accessProblems.renewal_changes_unspoken()
}

/** The same for a proposed change. The protocol of the product may have changed between proposal and approval. */
export function requireChangeSayable(
  change: Pick<ProductTold<'product.change_proposed' | 'product.change_approved'>, 'type' | 'afterSale'>,
  speech: Pick<ProtocolChoice, 'protocol'>,
): void {
  if (change.type === 'product.change_proposed') return requireSayable(change, speech)
  if (!canSay(change, speech)) throw accessProblems.change_unspoken_now()
}

/**
 * R119: the seller is told of a paid renewal with another edition or quantity when its term begins. So `toTell` such
 * renewals keep a product from changing to a protocol without that operation.
 */
export function requireNothingToTell(
  next: ProtocolChoice,
  current: ProtocolChoice | undefined,
  toTell: number,
): void {
  const tells = (speech: ProtocolChoice | undefined) =>
    speech === undefined || dialects[speech.protocol].tellsRenewalChanges !== false
  if (!tells(next) && tells(current) && toTell > 0)
    throw accessProblems.renewal_changes_to_tell({ count: toTell })
}

type Asked = { readonly address: Address; readonly key: Key; readonly speech: ProtocolChoice }

const classRefusals = {
  basic: accessProblems.key_class_wrong,
  authorisation_code: accessProblems.key_not_of_codes,
  common: accessProblems.key_not_common,
  joint_sync: accessProblems.key_not_joint,
} as const satisfies Readonly<Record<InterfaceClass, unknown>>

/**
 * Checks every binding: the class of the key (R255), and an address that may be used and that the protocol can send.
 */
export function requireFit({ address, key: { interfaceClass, endedAt }, speech }: Asked): void {
  const { keyClass } = protocolTraits[speech.protocol]
  if (endedAt !== undefined) throw accessProblems.key_ended()
  if (interfaceClass !== keyClass) throw classRefusals[keyClass]({ interfaceClass })
  if (address.state === 'rejected') throw accessProblems.address_rejected()
  if (address.url.includes('?') && !dialects[speech.protocol].ownQuery) throw accessProblems.url_has_query()
}

type Rebinding = Asked & {
  readonly product: Product
  readonly current: Binding | undefined
  readonly confirm: boolean
}

/** Whether a product was never for sale: it is being written. */
export const isWritten = ({ state }: Pick<Product, 'state'>): boolean =>
  state === 'draft' || state === 'rejected'

/** The new binding of a product, or undefined if it is the present one. R255, R256, R261. */
export function decideBinding({ product, current, confirm, ...asked }: Rebinding): Binding | undefined {
  const { address, key, speech } = asked
  requireProtocolOf(product, speech)
  requireFit(asked)
  const wasSubmitted = !isWritten(product)
  if (wasSubmitted) requireSayable(product, speech)
  if (wasSubmitted && address.state !== 'approved')
    throw accessProblems.address_not_approved({ state: address.state })
  const next: Binding = { addressId: address.id, keyId: key.id, speech, switchedOn: true }
  if (current && isSame(current, next)) return undefined
  if (current && !confirm) throw accessProblems.change_needs_confirmation({ productId: product.id })
  return next
}

const isSame = (one: Binding, other: Binding): boolean =>
  one.addressId === other.addressId && one.keyId === other.keyId && isSameSpeech(one.speech, other.speech)

function isSameSpeech(one: ProtocolChoice, other: ProtocolChoice): boolean {
  const said = new Map(Object.entries(one))
  const others = Object.entries(other)
  return said.size === others.length && others.every(([name, value]) => said.get(name) === value)
}

/** R255, R261: how a seller is notified of orders. The address of a channel that is off may still await approval. */
export function decideOrderChannel(address: Address, key: Key, switchedOn: boolean): OrderChannel {
  requireFit({ address, key, speech: { protocol: families[orderFamily].firstProtocol } })
  if (switchedOn && address.state !== 'approved')
    throw accessProblems.channel_address_not_approved({ state: address.state })
  return { sellerId: key.sellerId, addressId: address.id, keyId: key.id, switchedOn }
}

/** Throws `access.key_rotating` and `access.key_ended`. */
export function requireRotatable(key: Key): void {
  if (key.endedAt !== undefined) throw accessProblems.key_ended()
  if (key.endsAt !== undefined) throw accessProblems.key_rotating()
}

/** R256: a key that a product or the order notification uses cannot be deleted. */
export function requireUnbound(products: readonly Product[], isOfOrders: boolean): void {
  if (isOfOrders) throw accessProblems.key_of_orders()
  if (products.length === 0) return
  throw accessProblems.key_bound({
    count: products.length,
    products: products.map(({ id, name }) => ({ id, name })),
  })
}
