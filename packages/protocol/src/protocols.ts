import type { Sentences } from '@loggia/kernel'

/** R255: a key serves one interface class. */
export const interfaceClasses = ['basic', 'joint_sync', 'authorisation_code', 'common'] as const
export type InterfaceClass = (typeof interfaceClasses)[number]

/** What the calls of a protocol are about: the life of SaaS instances, or paid orders. */
export type ProtocolFamily = 'saas' | 'orders'

/**
 * How a request is proven: *signed_query*: `signature`, `timestamp` and `nonce` in the query, over the body (saas-v2 §2.2);
 * *signed_headers*: the same as headers (joint-kit §4.1); *auth_token*: `authToken` over its pairs, with `timeStamp` among
 * them (saas-v1 §3, joint-kit §4.2); *ak_sk*: the `Authorization` header of the open APIs.
 */
export type RequestProof = 'signed_query' | 'signed_headers' | 'auth_token' | 'ak_sk'

/** How two servers prove to each other what they say. */
export type ProofTraits = {
  readonly name: Sentences
  readonly requestProof: RequestProof
  /** Where the members of a request stand. */
  readonly membersIn: 'body' | 'query'
  /** Whether a reply that is to count has to carry `Body-Sign` (saas-v1 §4). */
  readonly signsReplies: boolean
  /** The members of a request that an AES key of 128 or 256 bits seals (saas-v1 §5). */
  readonly sealedMembers: readonly string[]
  /** Whether account and password of a reply are sealed that does not say whether they are (saas-v1 §5, saas-v2 §4). */
  readonly sealsReplies: boolean
}

/** What tells one protocol between the market and a seller's server from another. */
export type ProtocolTraits = ProofTraits & {
  readonly family: ProtocolFamily
  readonly requestProof: 'signed_query' | 'auth_token'
  /** For servers that were built for it years ago. */
  readonly isOld: boolean
  /** Whether each product chooses it; if not, a seller has one channel for all products. */
  readonly isChosenByProduct: boolean
  /** The class of the access key (R255). */
  readonly keyClass: InterfaceClass
  /** Whether the address may have a query of its own: only where the proof covers whatever arrives (saas-v1 §3). */
  readonly allowsOwnQuery: boolean
  /** Whether a request names an order and no more, so that the seller has to query it (open-apis §3). */
  readonly queriesOrders: boolean
  /** Whether its editions differ in how they write `expireTime` and name a cancelled renewal (saas-v2 §11, 6 and 7). */
  readonly hasEditions: boolean
  /** Whether it can say that a renewal changes specification or quantity (docs/decisions/0015). */
  readonly saysRenewalChanges: boolean
}

const table = {
  'saas-v2': {
    family: 'saas',
    name: { 'zh-CN': 'SaaS V2.0', 'en-US': 'SaaS V2.0' },
    isOld: false,
    isChosenByProduct: true,
    keyClass: 'basic',
    requestProof: 'signed_query',
    membersIn: 'body',
    signsReplies: false,
    sealedMembers: [],
    sealsReplies: false,
    allowsOwnQuery: false,
    queriesOrders: true,
    hasEditions: true,
    saysRenewalChanges: true,
  },
  'saas-v1': {
    family: 'saas',
    name: { 'zh-CN': 'SaaS V1.0', 'en-US': 'SaaS V1.0' },
    isOld: true,
    isChosenByProduct: true,
    keyClass: 'basic',
    requestProof: 'auth_token',
    membersIn: 'query',
    signsReplies: true,
    sealedMembers: ['mobilePhone', 'email'],
    sealsReplies: true,
    allowsOwnQuery: true,
    queriesOrders: false,
    hasEditions: false,
    saysRenewalChanges: false,
  },
  'order-notification': {
    family: 'orders',
    name: { 'zh-CN': '订单通知', 'en-US': 'Order notification' },
    isOld: false,
    isChosenByProduct: false,
    keyClass: 'common',
    requestProof: 'signed_query',
    membersIn: 'body',
    signsReplies: false,
    sealedMembers: [],
    sealsReplies: false,
    allowsOwnQuery: false,
    queriesOrders: true,
    hasEditions: false,
    saysRenewalChanges: false,
  },
} as const satisfies Readonly<Record<string, ProtocolTraits>>

type Table = typeof table
/** A protocol in which the market calls a seller's server. */
export type Protocol = keyof Table
type With<T extends keyof ProtocolTraits, V> = {
  [P in Protocol]: Table[P][T] extends V ? P : never
}[Protocol]
/** One that a product chooses. */
export type ProductProtocol = With<'isChosenByProduct', true>
/** One that seals members of its requests. */
export type SealingProtocol = Exclude<Protocol, With<'sealedMembers', readonly []>>
/** One whose editions differ. */
export type EditionedProtocol = With<'hasEditions', true>

/** Every protocol with what it is. */
export const protocolTraits: Readonly<Record<Protocol, ProtocolTraits>> = table
/** The names of {@link protocolTraits}. */
export const protocols = Object.keys(table) as readonly Protocol[]
/** How a product's server can be spoken to. */
export const productProtocols = protocols.filter(isProductProtocol)
/** What a product speaks unless another is chosen. */
export const defaultProtocol = 'saas-v2' satisfies ProductProtocol

/** Whether products choose it. */
export function isProductProtocol(protocol: Protocol): protocol is ProductProtocol {
  return protocolTraits[protocol].isChosenByProduct
}
/** Whether the seller has to know with how many bits members of requests are sealed. */
export function isSealingProtocol(protocol: Protocol): protocol is SealingProtocol {
  return protocolTraits[protocol].sealedMembers.length > 0
}
/** Whether it has to be known which edition a seller's server was built by. */
export function isEditionedProtocol(protocol: Protocol): protocol is EditionedProtocol {
  return protocolTraits[protocol].hasEditions
}

// Both kits are the joint kit's sync interfaces in their two generations.
const proofsBeside = {
  'kit-v2': {
    name: { 'zh-CN': '联营 kit V2.0', 'en-US': 'Joint kit V2.0' },
    requestProof: 'signed_headers',
    membersIn: 'body',
    signsReplies: false,
    sealedMembers: [],
    sealsReplies: false,
  },
  'kit-v1': {
    name: { 'zh-CN': '联营 kit V1.0', 'en-US': 'Joint kit V1.0' },
    requestProof: 'auth_token',
    membersIn: 'body',
    signsReplies: true,
    sealedMembers: [],
    sealsReplies: false,
  },
  'ak-sk': {
    name: { 'zh-CN': '开放接口（AK/SK）', 'en-US': 'Open API (AK/SK)' },
    requestProof: 'ak_sk',
    membersIn: 'query',
    signsReplies: false,
    sealedMembers: [],
    sealsReplies: false,
  },
} as const satisfies Readonly<Record<string, ProofTraits>>

/** A protocol whose proofs are known: those of the market, and those beside them that it does not call sellers in. */
export type ProvenProtocol = Protocol | keyof typeof proofsBeside
/** Every protocol whose proofs are known, with how they are made. */
export const proofTraits: Readonly<Record<ProvenProtocol, ProofTraits>> = { ...table, ...proofsBeside }
/** The names of {@link proofTraits}. */
export const provenProtocols = Object.keys(proofTraits) as readonly ProvenProtocol[]
