/** The address of the order query, and the API key that signs it. The secret is never printed. */
export type MarketConfig = {
  readonly origin: string
  readonly accessKeyId: string
  readonly secretKey: string
}

/** One seller of this process: its production address is `POST /<slug>/saas`. */
export type SellerConfig = {
  readonly slug: string
  /** The access key, which signs every request of the marketplace. Never printed. */
  readonly accessKey: string
  /** The key that signs order notifications. Default: the access key. Never printed. */
  readonly notificationKey?: string
  /** The key of the joint kit. Without it, the joint kit is not served. Never printed. */
  readonly kitKey?: string
  readonly name: { readonly zh: string; readonly en: string }
  /** `at once` answers `000000`; `after a while` answers `000004` first and is ready some seconds later. */
  readonly opening: 'at once' | 'after a while'
  /** Without it, no order is queried. */
  readonly market?: MarketConfig
}
export type Config = {
  readonly host: string
  /** 0 uses a free port. */
  readonly port: number
  readonly dataFolder: string
  readonly sellers: readonly SellerConfig[]
}

/**
 * Reads SELLER_HOST (default: 127.0.0.1), SELLER_PORT (default: 0), SELLER_DATA and SELLER_KEYS. Throws an Error that
 * lists every fault.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const faults: string[] = []
  const port = Number(env['SELLER_PORT'] ?? '0')
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    faults.push('SELLER_PORT is a number from 0 to 65535')
  const dataFolder = env['SELLER_DATA'] ?? ''
  if (dataFolder === '') faults.push('SELLER_DATA is missing: the folder that keeps the instances')
  const sellers = readSellers(env['SELLER_KEYS'], faults)
  if (faults.length > 0)
    throw new Error(`The sample seller cannot start:\n${faults.map((fault) => `- ${fault}`).join('\n')}`)
  return { host: env['SELLER_HOST'] ?? '127.0.0.1', port, dataFolder, sellers }
}

/**
 * The configuration for `npm run seller`, which asks a person for one key. The production address, which the guide
 * names, is `http://127.0.0.1:8090/my/saas`. With SELLER_MARKET, SELLER_AK and SELLER_SK it also queries orders;
 * SELLER_NOTIFICATION_KEY is the key of order notifications, SELLER_KIT_KEY that of the joint kit.
 */
export function createConfigByHand(
  env: Readonly<Record<string, string | undefined>>,
  accessKey: string,
): Config {
  const key = accessKey.trim()
  if (key === '') throw new Error('Without the key the marketplace’s requests cannot be verified.')
  const seller = {
    slug: 'my',
    accessKey: key,
    name: { zh: '我的产品', en: 'My product' },
    opening: 'at once',
    ...(env['SELLER_NOTIFICATION_KEY'] && { notificationKey: env['SELLER_NOTIFICATION_KEY'].trim() }),
    ...(env['SELLER_KIT_KEY'] && { kitKey: env['SELLER_KIT_KEY'].trim() }),
    ...marketByHand(env),
  }
  const given = { SELLER_PORT: '8090', SELLER_DATA: '.loggia-seller', ...env }
  return readConfig({ ...given, SELLER_KEYS: JSON.stringify([seller]) })
}

function marketByHand(env: Readonly<Record<string, string | undefined>>): { market?: MarketConfig } {
  const { SELLER_MARKET: origin, SELLER_AK: accessKeyId, SELLER_SK: secretKey } = env
  return origin && accessKeyId && secretKey ? { market: { origin, accessKeyId, secretKey } } : {}
}

const shape =
  'SELLER_KEYS is a JSON list of {slug, accessKey, name: {zh, en}, opening: "at once" | "after a while", notificationKey?, kitKey?, market?: {origin, accessKeyId, secretKey}}'

function readSellers(text: string | undefined, faults: string[]): SellerConfig[] {
  let entries: unknown
  try {
    entries = JSON.parse(text ?? '')
  } catch {
    entries = undefined
  }
  if (!Array.isArray(entries) || entries.length === 0) {
    faults.push(shape)
    return []
  }
  // The message has only the position of a wrong entry, because its content may be a key.
  entries.forEach(
    (entry, i) => isSeller(entry) || faults.push(`${shape}; entry ${i + 1} is not of this form`),
  )
  const sellers = entries.filter(isSeller)
  const slugs = new Set(sellers.map(({ slug }) => slug))
  if (slugs.size < sellers.length) faults.push('SELLER_KEYS names a slug twice')
  return sellers
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

function isSeller(value: unknown): value is SellerConfig {
  if (!isObject(value)) return false
  const { slug, accessKey, notificationKey, kitKey, name, opening, market } = value
  const named = isObject(name) && isText(name['zh']) && isText(name['en'])
  return (
    isText(slug) &&
    /^[a-z0-9-]+$/.test(slug) &&
    isText(accessKey) &&
    (notificationKey === undefined || isText(notificationKey)) &&
    (kitKey === undefined || isText(kitKey)) &&
    named &&
    (opening === 'at once' || opening === 'after a while') &&
    (market === undefined || isMarket(market))
  )
}

const isMarket = (value: unknown): value is MarketConfig =>
  isObject(value) &&
  isText(value['accessKeyId']) &&
  isText(value['secretKey']) &&
  isText(value['origin']) &&
  /^https?:\/\/[^/]+$/.test(value['origin'])
