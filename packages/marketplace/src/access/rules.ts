import type { Transitions } from '@loggia/kernel'
import type { Product } from '../catalog/index.ts'
import { accessProblems } from './problems.ts'
import { addressTransitions } from './schema.ts'
import type { Address, AddressAction, AddressState, Binding, Key } from './schema.ts'

const longestUrl = 512
const transitions: Transitions<AddressState, AddressAction> = addressTransitions

/**
 * R260: an address as it is kept. `allows` says whether this installation lets the host be called although it is private,
 * an IP address or plain http. Neither query nor fragment, since the signature's parameters are appended (saas-v2 §2.2).
 */
export function requireAddress(text: string, allows: (url: URL) => boolean): string {
  if (text.length > longestUrl) throw accessProblems.url_too_long({ got: text.length, max: longestUrl })
  if (!URL.canParse(text)) throw accessProblems.url_malformed({ url: text })
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw accessProblems.url_not_https({ scheme: url.protocol })
  if (url.username !== '' || url.password !== '') throw accessProblems.url_has_credentials()
  if (/[?#]/.test(text)) throw accessProblems.url_has_query()
  if (url.href.length > longestUrl)
    throw accessProblems.url_too_long({ got: url.href.length, max: longestUrl })
  if (!allows(url)) requirePublic(url)
  return url.href
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
  readonly current: Binding | undefined
  readonly confirm: boolean
}

/** The new binding of a product, or undefined if it is the present one. R255, R256, R261. */
export function decideBinding({ product, address, key, current, confirm }: Rebinding): Binding | undefined {
  if (key.interfaceClass !== 'basic')
    throw accessProblems.key_class_wrong({ interfaceClass: key.interfaceClass })
  if (address.state === 'rejected') throw accessProblems.address_rejected()
  const isWritten = product.state === 'draft' || product.state === 'rejected'
  if (!isWritten && address.state !== 'approved')
    throw accessProblems.address_not_approved({ state: address.state })
  if (current?.addressId === address.id && current.keyId === key.id) return undefined
  if (current && !confirm) throw accessProblems.change_needs_confirmation({ productId: product.id })
  return { productId: product.id, addressId: address.id, keyId: key.id }
}

/** R256: a key that a product uses stays. */
export function requireUnbound(products: readonly Product[]): void {
  if (products.length === 0) return
  throw accessProblems.key_bound({
    count: products.length,
    products: products.map(({ id, name }) => ({ id, name })),
  })
}
