import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { toIso } from '@loggia/kernel'
import { createSeller, answerLater } from '@loggia/seller'
import type {
  Access,
  Instance,
  OrderPaidAsked,
  Purchase,
  SaasHandlers,
  Seller,
  SellerProblem,
} from '@loggia/seller'
import { createSqliteStore } from '@loggia/seller/sqlite'
import type { SellerConfig } from './config.ts'
import { openKit } from './kit.ts'
import { openLicenses } from './licenses.ts'
import { openPeople } from './people.ts'
import type { People } from './people.ts'

/** The options of a shop; `appUrl` returns the address at which a buyer opens an instance. */
export type ShopOptions = {
  readonly seller: SellerConfig
  readonly dataFolder: string
  readonly nowMs: () => number
  readonly appUrl: (slug: string, instanceId: string) => string
  /** Returns the address of the application of people of companies. */
  readonly peopleUrl: (slug: string) => string
  /** Called with one line for each event, without keys or passwords. */
  readonly log: (line: string) => void
}

/** One seller of this process: its production address, and what its application shows. */
export type Shop = {
  readonly config: SellerConfig
  readonly seller: Seller
  /** Issues licenses; undefined without an API key. */
  readonly licenses: Seller | undefined
  /** Undefined without a key of the joint kit. */
  readonly people: People | undefined
  /** The public key of its app credential, as PEM; undefined without a key of the joint kit. */
  readonly publicKey: string | undefined
  /** Whether the application of this instance is ready. */
  isReady(instance: Instance): boolean
  /** The account that the buyer was given. */
  accountOf(instanceId: string): Account
  close(): Promise<void>
}
export type Account = { readonly userName: string; readonly password: string }

const openingMs = 6_000
const memo = '首次登录后请修改初始密码。 Please change the initial password after the first sign-in.'

/** Opens a shop with everything that it has sold before. */
export function openShop({ seller: config, dataFolder, nowMs, appUrl, peopleUrl, log }: ShopOptions): Shop {
  const say = (line: string): void => log(`${config.slug}: ${line}`)
  const accountOf = (instanceId: string): Account => ({
    userName: 'admin',
    password: initialPassword(config.accessKey, instanceId),
  })
  const readyAtMs = ({ madeAtMs }: Instance): number =>
    config.opening === 'at once' ? madeAtMs : madeAtMs + openingMs
  const isReady = (instance: Instance): boolean => readyAtMs(instance) <= nowMs()

  function accessOf(instanceId: string): Access {
    const frontEndUrl = appUrl(config.slug, instanceId)
    return { frontEndUrl, adminUrl: `${frontEndUrl}/admin`, memo, ...accountOf(instanceId) }
  }

  const saas: SaasHandlers = {
    open({ instanceId, purchase }) {
      say(sentenceOf(purchase))
      return config.opening === 'at once' ? accessOf(instanceId) : answerLater()
    },
    describe: ({ instance }) => (isReady(instance) ? accessOf(instance.instanceId) : answerLater()),
    upgrade: ({ purchase }) => say(sentenceOf(purchase)),
    // Any renewal is possible here. The SDK stores freezes, releases and new ends, and the pages read them.
    checkChange: () => undefined,
  }
  const kit = openKit({ config, dataFolder, say })
  const store = createSqliteStore(join(dataFolder, `${config.slug}.db`), { now: nowMs })
  const options = {
    accessKey: config.accessKey,
    notificationKey: config.notificationKey,
    orders: config.market,
    store,
    now: nowMs,
    onProblem: (problem: SellerProblem) => say(complaintOf(problem)),
    saas,
    notifications: {
      orderPaid: ({ purchase }: OrderPaidAsked) => say(`${purchase.orderId} was paid`),
    },
  }
  const url = (): string => peopleUrl(config.slug)
  const people = kit && openPeople({ config, dataFolder, directory: kit.directory, store, nowMs, url, say })
  const seller = kit ? createSeller({ ...options, ...kit.options }) : createSeller(options)
  const licenses = openLicenses({
    config,
    dataFolder,
    nowMs,
    onProblem: (problem) => say(complaintOf(problem)),
  })
  async function close(): Promise<void> {
    await Promise.all([seller.close(), licenses?.close(), people?.close(), kit?.directory.close?.()])
  }
  return { config, seller, licenses, people, publicKey: kit?.publicKey, isReady, accountOf, close }
}

const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789'

/**
 * A password of sixteen letters and digits that are not easily confused. It is computed whenever it is needed, so that
 * no password is on disk.
 */
function initialPassword(accessKey: string, instanceId: string): string {
  const digest = createHmac('sha256', accessKey).update(`initial password of ${instanceId}`).digest()
  return Array.from(digest.subarray(0, 16), (byte) => alphabet[byte % alphabet.length]).join('')
}

function sentenceOf({ orderId, kind, productName, quantity, expiresAtMs }: Purchase): string {
  const facts = [
    `${orderId}${kind ? ` (${kind})` : ''} bought ${productName ?? 'something'}`,
    ...(quantity === undefined ? [] : [`quantity ${quantity}`]),
    ...(expiresAtMs === undefined ? [] : [`until ${toIso(expiresAtMs).slice(0, 16).replace('T', ' ')} UTC`]),
  ]
  return facts.join(', ')
}

function complaintOf({ code, message, detail, orderId }: SellerProblem): string {
  if (code === 'signature_refused' || code === 'request_unreadable') return `refused (${detail ?? code})`
  return [`failed (${code})`, ...(orderId === undefined ? [] : [orderId]), message].join(' ')
}
