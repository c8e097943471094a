import { saasV2WindowMs } from '@loggia/signing'
import { printProblem, readSystemTime } from './config.ts'
import { families, pickHandlers } from './families/families.ts'
import { findFamilyOfHandler, findHandlerFaults, flatHandlers } from './families/handler-faults.ts'
import { findKeyFaults, toKeys } from './keys.ts'
import type { Config, SellerOptions } from './options.ts'
import { createOrderQuery } from './orders/order-query.ts'
import type { SellerProblem } from './problems.ts'
import type { FamilyName } from './protocol.ts'
import { findProtocolFaults, listProtocols } from './wire/served-protocols.ts'
import { createSealedStore } from './stores/sealed.ts'
import type { SellerStore } from './stores/store.ts'
import { isWholeFrom, longestTimerMs } from './tasks/deadline.ts'

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

/**
 * Checks the options, which plain JavaScript may get wrong, and fills in defaults. Throws a TypeError that lists every
 * fault.
 */
export function readConfig(options: SellerOptions): Config {
  const faults = faultsOf(options)
  if (faults.length > 0)
    throw new TypeError(`createSeller:\n${faults.map((fault) => `- ${fault}`).join('\n')}`)
  const { accessKey, orders, store, saas } = options
  const { notificationKey } = options
  const accessKeys = toKeys(accessKey ?? notificationKey)
  const onProblem = guardListener(options.onProblem ?? printProblem)
  return {
    accessKeys,
    notificationKeys: toKeys(notificationKey ?? accessKey),
    protocols: new Set(options.protocols ?? listProtocols(options)),
    keyBits: options.keyBits ?? 256,
    replayWindowMs: options.replayWindowMs ?? saasV2WindowMs,
    saasV1WindowMs: options.saasV1WindowMs ?? 900_000,
    encryptType: options.encryptType,
    store: createSealedStore({ store, keys: accessKeys, onProblem }),
    // With a `describe` handler, that handler tells the password.
    keepsPassword: options.keepPassword !== false && saas?.describe === undefined,
    orders: typeof orders === 'object' ? createOrderQuery({ now: options.now, ...orders }) : orders,
    handlers: pickHandlers(options),
    now: options.now ?? readSystemTime,
    onProblem,
    budgetMs: options.budgetMs ?? 15_000,
    leaseMs: options.leaseMs ?? 60_000,
    bodyLimitBytes: options.bodyLimitBytes ?? 65_536,
  }
}

/** Calls a listener so that its error, or its rejected promise, neither changes the answer nor ends the process. */
const guardListener =
  (listener: (problem: SellerProblem) => void) =>
  (problem: SellerProblem): void => {
    const telling = async (): Promise<void> => listener(problem)
    telling().catch((error: unknown) => console.error('[loggia] onProblem threw.', error))
  }

type Given = { readonly [Name in keyof SellerOptions]: unknown } & { readonly handlers?: unknown }

function faultsOf(options: Given | undefined): string[] {
  if (typeof options !== 'object' || options === null) return ['pass one object of options.']
  return [
    ...unknownNames(options),
    ...keyFaults(options),
    ...choiceFaults(options),
    ...findHandlerFaults(options),
    ...findProtocolFaults(options),
    ...storeFaults(options.store),
    ...keepingFaults(options),
    ...numberFaults(options),
    ...functionFaults(options),
  ]
}

const settings: Readonly<Record<Exclude<keyof SellerOptions, FamilyName>, true>> = {
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
  now: true,
  onProblem: true,
  budgetMs: true,
  leaseMs: true,
  bodyLimitBytes: true,
}

const isOption = (name: string): boolean =>
  Object.hasOwn(settings, name) || Object.hasOwn(families, name) || name === flatHandlers

const unknownNames = (options: Given): string[] =>
  Object.keys(options)
    .filter((name) => !isOption(name))
    .map((name) => {
      const family = findFamilyOfHandler(name)
      return family === undefined
        ? `${name} is not an option.`
        : `${name} is not an option: put it in ${family}: {…}.`
    })

function keyFaults(options: Given): string[] {
  const { accessKey, notificationKey, saas, notifications } = options
  const needsNotificationKeyAlone = saas === undefined && notifications !== undefined
  const missing = needsNotificationKeyAlone
    ? 'notificationKey is missing: the access key of the general interface, from the Seller Centre.'
    : 'accessKey is missing: the access key of the basic interfaces, from the Seller Centre.'
  const hasOther = needsNotificationKeyAlone && accessKey === undefined && notificationKey !== undefined
  return [
    ...(hasOther ? [] : findKeyFaults('accessKey', accessKey, missing)),
    ...(notificationKey === undefined
      ? []
      : findKeyFaults(
          'notificationKey',
          notificationKey,
          'notificationKey must be an access key, or be omitted.',
        )),
  ]
}

function choiceFaults({ keyBits, encryptType, orders }: Given): string[] {
  const faults: string[] = []
  if (keyBits !== undefined && keyBits !== 128 && keyBits !== 256) faults.push('keyBits must be 128 or 256.')
  if (encryptType !== undefined && !['1', '2', 'none'].includes(encryptType as string))
    faults.push('encryptType must be "1", "2" or "none".')
  if (orders !== undefined && typeof orders !== 'function' && (typeof orders !== 'object' || orders === null))
    faults.push('orders must be {origin, accessKeyId, secretKey}, or the result of createOrderQuery.')
  return faults
}

function storeFaults(store: unknown): string[] {
  const given = store as Readonly<Record<string, unknown>> | null | undefined
  return typeof given === 'object' &&
    given !== null &&
    storeMethods.every((name) => typeof given[name] === 'function')
    ? []
    : [
        'store is missing: use createMemoryStore() to try things out, otherwise createPostgresStore() or createSqliteStore().',
      ]
}

const numberFaults = (options: Given): string[] => {
  const isWrong = (name: keyof Given, most: number): boolean =>
    options[name] !== undefined && !isWholeFrom(1, options[name], most)
  return [
    ...(['bodyLimitBytes', 'replayWindowMs'] as const)
      .filter((name) => isWrong(name, Number.MAX_SAFE_INTEGER))
      .map((name) => `${name} must be a whole number above 0.`),
    ...(options.saasV1WindowMs !== false && isWrong('saasV1WindowMs', Number.MAX_SAFE_INTEGER)
      ? ['saasV1WindowMs must be a whole number above 0, or false.']
      : []),
    ...(['budgetMs', 'leaseMs'] as const)
      .filter((name) => isWrong(name, longestTimerMs))
      .map((name) => `${name} must be a whole number of milliseconds from 1 to ${longestTimerMs}.`),
  ]
}

const keepingFaults = ({ keepPassword }: Given): string[] =>
  keepPassword === undefined || typeof keepPassword === 'boolean'
    ? []
    : ['keepPassword must be true or false.']

const functionFaults = (options: Given): string[] =>
  (['now', 'onProblem'] as const)
    .filter((name) => options[name] !== undefined && typeof options[name] !== 'function')
    .map((name) => `${name} must be a function.`)
