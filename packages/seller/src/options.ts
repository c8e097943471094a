import { saasV2WindowMs } from '@loggia/signing'
import { printProblem, systemNow } from './config.ts'
import type { Handlers } from './handlers.ts'
import type { Protocol } from './instance.ts'
import { faultsOfKeys, keysOf } from './keys.ts'
import type { AccessKeys } from './keys.ts'
import { createOrderQuery } from './orders/order-query.ts'
import type { OrderQuery, OrderQueryOptions } from './orders/order-query.ts'
import type { SellerProblem } from './problems.ts'
import { sealedStore } from './stores/sealed.ts'
import type { SellerStore } from './stores/store.ts'
import { isWholeFrom, longestTimerMs } from './tasks/deadline.ts'
import type { EncryptType } from './wire/sealing.ts'

/** What {@link createSeller} needs. */
export type SellerOptions = {
  /**
   * The access key of the basic interfaces, as the seller centre shows it. While it changes, both: `[new, old]`. Either is accepted
   * then, and a reply is signed and sealed with the key by which its request was proved, so that no call fails on the day of the
   * change. Take the old one out when nothing comes with it any more.
   */
  readonly accessKey: string | readonly string[]
  /**
   * The access key of the general interface, with which order notifications are signed; `accessKey` unless told. While it changes,
   * both: `[new, old]`.
   */
  readonly notificationKey?: string | readonly string[] | undefined
  /** What is served; all three unless told. */
  readonly protocols?: readonly Protocol[] | undefined
  /** SaaS V1.0: the size of the key with which phone number and e-mail are sealed, as chosen when publishing; 256 unless told. */
  readonly keyBits?: 128 | 256 | undefined
  /**
   * SaaS V2.0 and order notifications: the furthest that the time of a request may lie from ours, in milliseconds; 60,000
   * unless told, as the protocol says. A wider one is for a clock that cannot be set right.
   */
  readonly replayWindowMs?: number | undefined
  /**
   * SaaS V1.0: the furthest that the time of a request may lie from ours, in milliseconds; 900,000 unless told, fifteen minutes. The
   * protocol has no limit, so that a request which somebody has read in a log could be sent again for ever. `false` takes a
   * request of any age, for a clock that cannot be set right and for requests that were recorded.
   */
  readonly saasV1WindowMs?: number | false | undefined
  /** How account and password are sealed in replies. Unless told `1` in SaaS V1.0, and `none` in V2.0, which says nothing of it. */
  readonly encryptType?: EncryptType | undefined
  /** Where instances and claims are kept: {@link memoryStore} for trying out, PostgreSQL or SQLite otherwise. */
  readonly store: SellerStore
  /** Where to ask what was bought. Without it SaaS V2.0 tells nothing but the ids of an order. */
  readonly orders?: OrderQuery | OrderQueryOptions | undefined
  /**
   * Whether the first password that `open` returned is kept, to be told when the marketplace asks; unless told it is, sealed with a key
   * that the access key stands for, but not where `describe` tells it. With `false` only the answer to that one call of SaaS
   * V1.0 has it, and SaaS V2.0, which asks later, never hears it: tell it in `describe`, or by another way.
   */
  readonly keepPassword?: boolean | undefined
  readonly handlers: Handlers
  /** Real time in UTC milliseconds. */
  readonly now?: (() => number) | undefined
  /** Hears what goes wrong; printed to the console in one line unless told. */
  readonly onProblem?: ((problem: SellerProblem) => void) | undefined
  /**
   * So many milliseconds after it came a call is answered, whatever its handler or the store does; 15,000 unless told. The
   * marketplace waits 20 s.
   */
  readonly budgetMs?: number | undefined
  /** How long the work of a process that died stays claimed; 60,000 unless told. */
  readonly leaseMs?: number | undefined
  /** The longest body that is read, in bytes; 65,536 unless told. */
  readonly bodyLimitBytes?: number | undefined
}

/** The options, checked and filled in. */
export type Config = {
  readonly accessKeys: AccessKeys
  readonly notificationKeys: AccessKeys
  readonly protocols: ReadonlySet<Protocol>
  readonly keyBits: 128 | 256
  readonly replayWindowMs: number
  readonly saasV1WindowMs: number | false
  readonly encryptType: EncryptType | undefined
  /** First passwords are sealed in it. */
  readonly store: SellerStore
  readonly keepsPassword: boolean
  readonly orders: OrderQuery | undefined
  readonly handlers: Handlers
  readonly now: () => number
  readonly onProblem: (problem: SellerProblem) => void
  readonly budgetMs: number
  readonly leaseMs: number
  readonly bodyLimitBytes: number
}

const allProtocols = ['saas-v2', 'saas-v1', 'order-notification'] as const
const handlerNames = [
  'open',
  'describe',
  'changeEnd',
  'freeze',
  'unfreeze',
  'release',
  'upgrade',
  'checkChange',
  'orderPaid',
] as const satisfies readonly (keyof Handlers)[]
const storeMethods = [
  'claim',
  'lookUp',
  'extend',
  'settle',
  'addInstance',
  'changeInstance',
  'findInstances',
  'remember',
] as const satisfies readonly (keyof SellerStore)[]

/** Checks what plain JavaScript may get wrong. Throws a TypeError that names every fault. */
export function readConfig(options: SellerOptions): Config {
  const faults = faultsOf(options)
  if (faults.length > 0)
    throw new TypeError(`createSeller:\n${faults.map((fault) => `- ${fault}`).join('\n')}`)
  const { accessKey, orders, store, handlers } = options
  const accessKeys = keysOf(accessKey)
  const onProblem = heard(options.onProblem ?? printProblem)
  return {
    accessKeys,
    notificationKeys: keysOf(options.notificationKey ?? accessKey),
    protocols: new Set(options.protocols ?? allProtocols),
    keyBits: options.keyBits ?? 256,
    replayWindowMs: options.replayWindowMs ?? saasV2WindowMs,
    saasV1WindowMs: options.saasV1WindowMs ?? 900_000,
    encryptType: options.encryptType,
    store: sealedStore({ store, keys: accessKeys, onProblem }),
    // Where nobody else can tell it later.
    keepsPassword: options.keepPassword !== false && handlers.describe === undefined,
    orders: typeof orders === 'object' ? createOrderQuery({ now: options.now, ...orders }) : orders,
    handlers,
    now: options.now ?? systemNow,
    onProblem,
    budgetMs: options.budgetMs ?? 15_000,
    leaseMs: options.leaseMs ?? 60_000,
    bodyLimitBytes: options.bodyLimitBytes ?? 65_536,
  }
}

/** A listener that throws must not change what the marketplace is answered, nor one that is async end the process. */
const heard =
  (listener: (problem: SellerProblem) => void) =>
  (problem: SellerProblem): void => {
    const telling = async (): Promise<void> => listener(problem)
    telling().catch((error: unknown) => console.error('[loggia] onProblem threw.', error))
  }

type Given = { readonly [Name in keyof SellerOptions]: unknown }

function faultsOf(options: Given | undefined): string[] {
  if (typeof options !== 'object' || options === null) return ['takes one object of options.']
  return [
    ...unknownNames(options),
    ...keyFaults(options),
    ...choiceFaults(options),
    ...handlerFaults(options.handlers),
    ...storeFaults(options.store),
    ...keepingFaults(options),
    ...numberFaults(options),
    ...functionFaults(options),
  ]
}

const names: Readonly<Record<keyof SellerOptions, true>> = {
  accessKey: true,
  notificationKey: true,
  protocols: true,
  keyBits: true,
  replayWindowMs: true,
  saasV1WindowMs: true,
  encryptType: true,
  store: true,
  keepPassword: true,
  orders: true,
  handlers: true,
  now: true,
  onProblem: true,
  budgetMs: true,
  leaseMs: true,
  bodyLimitBytes: true,
}

const unknownNames = (options: Given): string[] =>
  Object.keys(options)
    .filter((name) => !Object.hasOwn(names, name))
    .map((name) => `${name} is no option.`)

const keyFaults = ({ accessKey, notificationKey }: Given): string[] => [
  ...faultsOfKeys(
    'accessKey',
    accessKey,
    'accessKey is missing: the access key of the basic interfaces, as the seller centre shows it.',
  ),
  ...(notificationKey === undefined
    ? []
    : faultsOfKeys('notificationKey', notificationKey, 'notificationKey is an access key, or left out.')),
]

function choiceFaults({ protocols, keyBits, encryptType, orders }: Given): string[] {
  const faults: string[] = []
  const known = new Set<unknown>(allProtocols)
  if (
    protocols !== undefined &&
    !(Array.isArray(protocols) && protocols.length > 0 && protocols.every((one) => known.has(one)))
  )
    faults.push(`protocols is a list of ${allProtocols.join(', ')}.`)
  if (keyBits !== undefined && keyBits !== 128 && keyBits !== 256) faults.push('keyBits is 128 or 256.')
  if (encryptType !== undefined && !['1', '2', 'none'].includes(encryptType as string))
    faults.push('encryptType is "1", "2" or "none".')
  if (orders !== undefined && typeof orders !== 'function' && (typeof orders !== 'object' || orders === null))
    faults.push('orders is {origin, accessKeyId, secretKey}, or what createOrderQuery gave.')
  return faults
}

function handlerFaults(handlers: unknown): string[] {
  if (typeof handlers !== 'object' || handlers === null) return ['handlers is an object of functions.']
  const given = handlers as Readonly<Record<string, unknown>>
  const faults = handlerNames
    .filter((name) => given[name] !== undefined && typeof given[name] !== 'function')
    .map((name) => `handlers.${name} is a function.`)
  if (given['open'] === undefined)
    faults.push('handlers.open is missing: it makes an instance for a new order.')
  // The methods of a class stand on its prototype, so that only what the object itself has can be a slip.
  const known = new Set<string>(handlerNames)
  const isPlain = Object.getPrototypeOf(handlers) === Object.prototype
  const strange = isPlain ? Object.keys(given).filter((name) => !known.has(name)) : []
  return [...faults, ...strange.map((name) => `handlers.${name} is none of ${handlerNames.join(', ')}.`)]
}

function storeFaults(store: unknown): string[] {
  const given = store as Readonly<Record<string, unknown>> | null | undefined
  return typeof given === 'object' &&
    given !== null &&
    storeMethods.every((name) => typeof given[name] === 'function')
    ? []
    : ['store is missing: memoryStore() for trying out, postgresStore() or sqliteStore() otherwise.']
}

const numberFaults = (options: Given): string[] => {
  const isWrong = (name: keyof Given, most: number): boolean =>
    options[name] !== undefined && !isWholeFrom(1, options[name], most)
  return [
    ...(['bodyLimitBytes', 'replayWindowMs'] as const)
      .filter((name) => isWrong(name, Number.MAX_SAFE_INTEGER))
      .map((name) => `${name} is a whole number above 0.`),
    ...(options.saasV1WindowMs !== false && isWrong('saasV1WindowMs', Number.MAX_SAFE_INTEGER)
      ? ['saasV1WindowMs is a whole number above 0, or false.']
      : []),
    ...(['budgetMs', 'leaseMs'] as const)
      .filter((name) => isWrong(name, longestTimerMs))
      .map((name) => `${name} is a whole number of milliseconds from 1 to ${longestTimerMs}.`),
  ]
}

const keepingFaults = ({ keepPassword }: Given): string[] =>
  keepPassword === undefined || typeof keepPassword === 'boolean' ? [] : ['keepPassword is true or false.']

const functionFaults = (options: Given): string[] =>
  (['now', 'onProblem'] as const)
    .filter((name) => options[name] !== undefined && typeof options[name] !== 'function')
    .map((name) => `${name} is a function.`)
