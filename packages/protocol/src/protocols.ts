import type { Sentences } from '@loggia/kernel'

/** R255: a key serves one interface class. */
export const interfaceClasses = ['basic', 'joint_sync', 'authorisation_code', 'common'] as const
export type InterfaceClass = (typeof interfaceClasses)[number]

/** The subject of a protocol: SaaS instances, licenses, paid orders, or people and their apps. */
export type ProtocolFamily = 'saas' | 'license' | 'orders' | 'kit'

/**
 * How a request is signed:
 * - *signed_query*: `signature`, `timestamp` and `nonce` in the query, over the body (saas-v2 §2.2);
 * - *signed_headers*: the same as headers (joint-kit §4.1);
 * - *auth_token*: `authToken` over its pairs, which include `timeStamp` (saas-v1 §3, joint-kit §4.2);
 * - *ak_sk*: the `Authorization` header of the open APIs;
 * - *bearer_token*: the access key itself as a bearer token (RFC 6750 §2.1); nothing is signed.
 */
export type RequestProof = 'signed_query' | 'signed_headers' | 'auth_token' | 'ak_sk' | 'bearer_token'

/** How the requests of a protocol with signatures are signed. */
export type RequestSignature = Exclude<RequestProof, 'ak_sk' | 'bearer_token'>

/** How requests and replies are authenticated. */
export type ProofTraits<Proof extends RequestProof = RequestSignature | 'ak_sk'> = {
  readonly name: Sentences
  readonly requestProof: Proof
  /** Where a request has its members. */
  readonly membersIn: 'body' | 'query'
  /** Whether an accepting reply must carry `Body-Sign` (saas-v1 §4). */
  readonly signsReplies: boolean
  /** Members of a request that are sealed with an AES key of 128 or 256 bits (saas-v1 §5). */
  readonly sealedMembers: readonly string[]
  /** Whether account and password are sealed in a reply without `encryptType` (saas-v1 §5, saas-v2 §4). */
  readonly sealsReplies: boolean
}

/** The traits in which protocols between the market and a seller's server differ. */
export type ProtocolTraits = ProofTraits<RequestSignature | 'bearer_token'> & {
  readonly family: ProtocolFamily
  /** Of the family *license*: how the licenses reach their buyers. */
  readonly licenseWay?: 'code' | 'online'
  /** For servers that were built for it years ago. */
  readonly isOld: boolean
  /** Whether each product chooses it; otherwise a seller has one channel for all products. */
  readonly isChosenByProduct: boolean
  /** The class of the access key (R255). */
  readonly keyClass: InterfaceClass
  /** Whether an address may have its own query: only if the signature covers all parameters (saas-v1 §3). */
  readonly allowsOwnQuery: boolean
  /** Whether a request names an order only, so that the seller has to query it (open-apis §3). */
  readonly queriesOrders: boolean
  /**
   * Whether its editions differ in the form of `expireTime` and in how they name a cancelled renewal (saas-v2 §11, 6
   * and 7).
   */
  readonly hasEditions: boolean
  /** Whether it can express that a renewal changes specification or quantity (docs/decisions/0015). */
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
  'license-online': {
    family: 'license',
    licenseWay: 'online',
    name: { 'zh-CN': 'License 在线开通', 'en-US': 'License online activation' },
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
    hasEditions: false,
    saysRenewalChanges: false,
  },
  'license-code': {
    family: 'license',
    licenseWay: 'code',
    name: { 'zh-CN': 'License 2.0（授权码）', 'en-US': 'License 2.0 (authorisation codes)' },
    isOld: false,
    isChosenByProduct: true,
    keyClass: 'authorisation_code',
    requestProof: 'signed_query',
    membersIn: 'body',
    signsReplies: false,
    sealedMembers: [],
    sealsReplies: false,
    allowsOwnQuery: false,
    queriesOrders: false,
    hasEditions: false,
    saysRenewalChanges: false,
  },
  'license-v1': {
    family: 'license',
    licenseWay: 'online',
    name: { 'zh-CN': 'License 1.0（识别码）', 'en-US': 'License 1.0 (identification codes)' },
    isOld: true,
    isChosenByProduct: true,
    keyClass: 'basic',
    requestProof: 'auth_token',
    membersIn: 'query',
    signsReplies: true,
    sealedMembers: [],
    sealsReplies: false,
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
  // Both are the joint kit's sync interfaces, in two generations.
  'kit-v2': {
    family: 'kit',
    name: { 'zh-CN': '联营 kit V2.0', 'en-US': 'Joint kit V2.0' },
    isOld: false,
    isChosenByProduct: true,
    keyClass: 'joint_sync',
    requestProof: 'signed_headers',
    membersIn: 'body',
    signsReplies: false,
    sealedMembers: [],
    sealsReplies: false,
    allowsOwnQuery: false,
    queriesOrders: false,
    hasEditions: false,
    saysRenewalChanges: false,
  },
  'kit-v1': {
    family: 'kit',
    name: { 'zh-CN': '联营 kit V1.0', 'en-US': 'Joint kit V1.0' },
    isOld: true,
    isChosenByProduct: true,
    keyClass: 'joint_sync',
    requestProof: 'auth_token',
    membersIn: 'body',
    signsReplies: true,
    sealedMembers: [],
    sealsReplies: false,
    allowsOwnQuery: false,
    queriesOrders: false,
    hasEditions: false,
    saysRenewalChanges: false,
  },
} as const satisfies Readonly<Record<string, ProtocolTraits & { readonly requestProof: RequestSignature }>>

/** Protocols of others, whose messages have neither signatures nor result codes of the market. */
const unsigned = {
  'scim-v2': {
    family: 'kit',
    name: { 'zh-CN': 'SCIM 2.0', 'en-US': 'SCIM 2.0' },
    isOld: false,
    isChosenByProduct: true,
    keyClass: 'joint_sync',
    requestProof: 'bearer_token',
    membersIn: 'body',
    signsReplies: false,
    sealedMembers: [],
    sealsReplies: false,
    allowsOwnQuery: false,
    queriesOrders: false,
    hasEditions: false,
    saysRenewalChanges: false,
  },
} as const satisfies Readonly<Record<string, ProtocolTraits>>

type Table = typeof table & typeof unsigned
/** A protocol of the market, with its messages and signatures. */
export type Protocol = keyof typeof table
/** A protocol in which the market calls a seller's server. */
export type CalledProtocol = keyof Table
type With<T extends keyof ProtocolTraits, V> = {
  [P in CalledProtocol]: Table[P] extends Readonly<Record<T, V>> ? P : never
}[CalledProtocol]
/** A protocol that products choose. */
export type ProductProtocol = With<'isChosenByProduct', true>
/** A protocol of SaaS products. */
export type SaasProtocol = With<'family', 'saas'>
/** A protocol in which sellers are told of people. */
export type PeopleProtocol = With<'family', 'kit'>
/** A protocol of the joint kit. */
export type KitProtocol = PeopleProtocol & Protocol
/** A protocol of license products. */
export type LicenseProtocol = With<'family', 'license'>
/** A protocol that seals members of its requests. */
export type SealingProtocol = Exclude<CalledProtocol, With<'sealedMembers', readonly []>>
/** A protocol whose editions differ. */
export type EditionedProtocol = With<'hasEditions', true>

type SignedTraits = ProtocolTraits & { readonly requestProof: RequestSignature }
/** Every protocol with its traits. */
export const protocolTraits: Readonly<
  Record<Protocol, SignedTraits> & Record<keyof typeof unsigned, ProtocolTraits>
> = { ...table, ...unsigned }
/** The protocols of the market. */
export const protocols = Object.keys(table) as readonly Protocol[]
/** Every protocol in which the market calls sellers’ servers. */
export const calledProtocols = Object.keys(protocolTraits) as readonly CalledProtocol[]
/** Protocols that a product's server may use. */
export const productProtocols = calledProtocols.filter(isProductProtocol)
/** Protocols of SaaS products. */
export const saasProtocols = calledProtocols.filter(isSaasProtocol)
/** Protocols in which sellers are told of people, one of which a product may have beside that of its delivery. */
export const peopleProtocols = calledProtocols.filter(isPeopleProtocol)
/** Protocols of the joint kit. */
export const kitProtocols = protocols.filter((protocol): protocol is KitProtocol =>
  isPeopleProtocol(protocol),
)
/** The protocol of a SaaS product that chose none. */
export const defaultProtocol = 'saas-v2' satisfies SaasProtocol

/** Whether products choose the protocol. */
export function isProductProtocol(protocol: CalledProtocol): protocol is ProductProtocol {
  return protocolTraits[protocol].isChosenByProduct
}
/** Whether SaaS products use the protocol. */
export function isSaasProtocol(protocol: CalledProtocol): protocol is SaasProtocol {
  return protocolTraits[protocol].family === 'saas'
}
/** Whether sellers are told of people in the protocol. */
export function isPeopleProtocol(protocol: CalledProtocol): protocol is PeopleProtocol {
  return protocolTraits[protocol].family === 'kit'
}
/** Whether the protocol seals members of requests, so that a seller has to know the key's bits. */
export function isSealingProtocol(protocol: CalledProtocol): protocol is SealingProtocol {
  return protocolTraits[protocol].sealedMembers.length > 0
}
/** Whether the protocol has editions, so that the edition of a seller's server must be known. */
export function isEditionedProtocol(protocol: CalledProtocol): protocol is EditionedProtocol {
  return protocolTraits[protocol].hasEditions
}

const proofsBeside = {
  'ak-sk': {
    name: { 'zh-CN': '开放接口（AK/SK）', 'en-US': 'Open API (AK/SK)' },
    requestProof: 'ak_sk',
    membersIn: 'query',
    signsReplies: false,
    sealedMembers: [],
    sealsReplies: false,
  },
} as const satisfies Readonly<Record<string, ProofTraits>>

/** A protocol whose signatures can be verified: the market's, and others in which it calls no sellers. */
export type ProvenProtocol = Protocol | keyof typeof proofsBeside
/** Whether requests in the protocol are signed, so that a signature can be verified. */
export const isProvenProtocol = (protocol: CalledProtocol): protocol is Protocol =>
  Object.hasOwn(table, protocol)
/** Every protocol whose signatures can be verified, with its traits. */
export const proofTraits: Readonly<Record<ProvenProtocol, ProofTraits>> = { ...table, ...proofsBeside }
/** The names of {@link proofTraits}. */
export const provenProtocols = Object.keys(proofTraits) as readonly ProvenProtocol[]
