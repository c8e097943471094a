import { saasV2WindowMs } from '@loggia/signing'
import { printProblem, readSystemTime } from './config.ts'
import { families, familyNames, pickHandlers } from './families/families.ts'
import { findFamilyOfHandler, findHandlerFaults, flatHandlers } from './families/handler-faults.ts'
import { findKeyFaults, toKeys } from './keys.ts'
import { findPrivateKeyFaults, toPrivateKeys } from './private-keys.ts'
import { createLicenseApi } from './licenses/license-api.ts'
import type { LicenseApi } from './licenses/license-api.ts'
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
  'addLicense',
  'changeLicense',
  'findLicense',
  'listLicenses',
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
  const { accessKey, notificationKey, licenseCodeKey, kitKey, orders, store, saas } = options
  const accessKeys = toKeys(accessKey ?? notificationKey ?? licenseCodeKey ?? kitKey)
  const onProblem = guardListener(options.onProblem ?? printProblem)
  return {
    accessKeys,
    notificationKeys: notificationKey === undefined ? accessKeys : toKeys(notificationKey),
    licenseCodeKeys: licenseCodeKey === undefined ? accessKeys : toKeys(licenseCodeKey),
    kitKeys: kitKey === undefined ? accessKeys : toKeys(kitKey),
    kitPrivateKeys: options.kit ? toPrivateKeys(options.kitPrivateKey) : [],
    protocols: new Set(options.protocols ?? listProtocols(options)),
    keyBits: options.keyBits ?? 256,
    replayWindowMs: options.replayWindowMs ?? saasV2WindowMs,
    tokenWindowMs: options.tokenWindowMs ?? 900_000,
    encryptType: options.encryptType,
    store: createSealedStore({ store, keys: accessKeys, onProblem }),
    // With a `describe` handler, that handler tells the password.
    keepsPassword: options.keepPassword !== false && saas?.describe === undefined,
    orders: typeof orders === 'object' ? createOrderQuery({ now: options.now, ...orders }) : orders,
    licenseApi: options.licenseOnline && toLicenseApi(options),
    handlers: pickHandlers(options),
    now: options.now ?? readSystemTime,
    onProblem,
    budgetMs: options.budgetMs ?? 15_000,
    leaseMs: options.leaseMs ?? 60_000,
    bodyLimitBytes: options.bodyLimitBytes ?? (options.kit ? mostKitBytes : 65_536),
  }
}

function toLicenseApi({ licenseApi, now }: SellerOptions): LicenseApi | undefined {
  if (licenseApi === undefined || 'upload' in licenseApi) return licenseApi
  return createLicenseApi({ now, ...licenseApi })
}

/** Calls a listener so that its error, or its rejected promise, neither changes the answer nor ends the process. */
const guardListener =
  (listener: (problem: SellerProblem) => void) =>
  (problem: SellerProblem): void => {
    const telling = async (): Promise<void> => listener(problem)
    telling().catch((error: unknown) => console.error('[loggia] onProblem threw.', error))
  }

/** Twenty thousand departments with the longest names take twelve megabytes. */
const mostKitBytes = 16_777_216

type Given = { readonly [Name in keyof SellerOptions]: unknown } & { readonly handlers?: unknown }

function faultsOf(options: Given | undefined): string[] {
  if (typeof options !== 'object' || options === null) return ['pass one object of options.']
  return [
    ...unknownNames(options),
    ...keyFaults(options),
    ...findPrivateKeyFaults(options.kit, options.kitPrivateKey),
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
  licenseCodeKey: true,
  kitKey: true,
  kitPrivateKey: true,
  protocols: true,
  keyBits: true,
  replayWindowMs: true,
  tokenWindowMs: true,
  encryptType: true,
  store: true,
  keepPassword: true,
  orders: true,
  licenseApi: true,
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

/** The families whose calls may be signed with a key of their own, as those of the kit always are, with that option and its name in sentences. */
const ownKeys = [
  { family: 'notifications', name: 'notificationKey', of: 'the general interface' },
  { family: 'licenseCode', name: 'licenseCodeKey', of: 'the interfaces for authorisation codes' },
  { family: 'kit', name: 'kitKey', of: 'the joint kit' },
] as const satisfies readonly { family: FamilyName; name: keyof SellerOptions; of: string }[]

function keyFaults(options: Given): string[] {
  const takesBasic = options.accessKey !== undefined || needsBasicKey(options)
  const given = ownKeys.filter(({ name }) => options[name] !== undefined)
  const missing = ownKeys.filter(
    ({ family, name }) =>
      options[family] !== undefined && options[name] === undefined && (family === 'kit' || !takesBasic),
  )
  return [
    ...(takesBasic ? findKeyFaults('accessKey', options.accessKey, basicKeyIsMissing) : []),
    ...missing.map(({ name, of }) => `${name} is missing: the access key of ${of}, from the Seller Centre.`),
    ...given.flatMap(({ name }) =>
      findKeyFaults(name, options[name], `${name} must be an access key, or be omitted.`),
    ),
  ]
}

const basicKeyIsMissing =
  'accessKey is missing: the access key of the basic interfaces, from the Seller Centre.'

/** `accessKey` is not needed if each family that is given has its own key. */
function needsBasicKey(options: Given): boolean {
  const families = familyNames.filter((family) => options[family] !== undefined)
  const ofFamilies = ownKeys.filter(({ family }) => families.includes(family))
  return families.length === 0 || ofFamilies.length < families.length
}

function choiceFaults({ keyBits, encryptType, orders, licenseApi, licenseOnline }: Given): string[] {
  const faults: string[] = []
  if (keyBits !== undefined && keyBits !== 128 && keyBits !== 256) faults.push('keyBits must be 128 or 256.')
  if (encryptType !== undefined && !['1', '2', 'none'].includes(encryptType as string))
    faults.push('encryptType must be "1", "2" or "none".')
  if (orders !== undefined && typeof orders !== 'function' && (typeof orders !== 'object' || orders === null))
    faults.push('orders must be {origin, accessKeyId, secretKey}, or the result of createOrderQuery.')
  if (licenseApi === undefined && licenseOnline !== undefined)
    faults.push('licenseApi is missing: {origin, accessKeyId, secretKey}, with which licenses are uploaded.')
  if (licenseApi !== undefined && (typeof licenseApi !== 'object' || licenseApi === null))
    faults.push('licenseApi must be {origin, accessKeyId, secretKey}, or the result of createLicenseApi.')
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
    ...(options.tokenWindowMs !== false && isWrong('tokenWindowMs', Number.MAX_SAFE_INTEGER)
      ? ['tokenWindowMs must be a whole number above 0, or false.']
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
