import { readSystemTime } from '../config.ts'
import { findKeyFaults, toKeys } from '../keys.ts'
import type { SellerStore } from '../stores/store.ts'
import { isWholeFrom } from '../tasks/deadline.ts'
import type { SsoSource } from './tenants.ts'

/** The settings of a sign-in, apart from where companies and people are looked up. */
export type SsoSettings = {
  /** The callback address of your app credential, exactly as it is registered. */
  readonly callbackUrl: string
  /**
   * A secret of your settings, such as `kitKey`: what a browser must keep during a sign-in is sealed with a key that is
   * derived from it. While it changes, give both: `[new, old]`.
   */
  readonly sealedBy: string | readonly string[]
  /** The store of your seller, which remembers which answers were used. */
  readonly store: Pick<SellerStore, 'remember'>
  /**
   * What happens if the marketplace sends somebody whom this server had not sent there: from its workbench, or from its
   * unified sign-in page. `restart` discards the code and starts a sign-in, which the person does not notice, because
   * they are signed in there. `accept` uses the code: whoever makes somebody open a link with a code of their own then
   * signs them in as themselves (login CSRF, RFC 6749 §10.12). Default: `restart`.
   */
  readonly unsolicited?: 'restart' | 'accept' | 'refuse' | undefined
  /** Where the marketplace sends the browser after a sign-out. Default: the root of the callback address. */
  readonly afterLogoutUrl?: string | undefined
  /** How long a sign-in may take, in milliseconds. Default: 900,000 (15 minutes). */
  readonly attemptMs?: number | undefined
  /** The timeout of one request to the marketplace, in milliseconds, at most 20,000. Default: 5,000. */
  readonly timeoutMs?: number | undefined
  /** Allows http instead of https, also for other machines than this one. Only for trials in your own network. */
  readonly allowHttp?: boolean | undefined
  /** Returns real time in UTC milliseconds. Default: the system clock. */
  readonly now?: (() => number) | undefined
  /** Replaces the runtime's `fetch`, for proxies and tests. */
  readonly fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined
}

/** The options of {@link createSso}. */
export type SsoOptions = SsoSettings & SsoSource

/** The settings after they were checked and completed with defaults. */
export type SsoConfig = {
  /** The callback address, as it is registered. */
  readonly redirectUri: string
  readonly afterLogoutUrl: string
  readonly keys: readonly string[]
  readonly store: Pick<SellerStore, 'remember'>
  readonly unsolicited: 'restart' | 'accept' | 'refuse'
  readonly attemptMs: number
  readonly allowHttp: boolean
  readonly asking: {
    readonly timeoutMs: number
    readonly fetch: (url: string, init: RequestInit) => Promise<Response>
    readonly now: () => number
  }
}

/** Checks the options and fills in defaults. Throws a TypeError that lists every fault. */
export function readSsoConfig(options: SsoOptions): SsoConfig {
  const faults = faultsOf(options)
  if (faults.length > 0) throw new TypeError(`createSso:\n${faults.map((fault) => `- ${fault}`).join('\n')}`)
  return {
    redirectUri: options.callbackUrl,
    afterLogoutUrl: options.afterLogoutUrl ?? `${new URL(options.callbackUrl).origin}/`,
    keys: toKeys(options.sealedBy),
    store: options.store,
    unsolicited: options.unsolicited ?? 'restart',
    attemptMs: options.attemptMs ?? 900_000,
    allowHttp: options.allowHttp ?? false,
    asking: {
      timeoutMs: options.timeoutMs ?? 5_000,
      fetch: options.fetch ?? ((url, init) => fetch(url, init)),
      now: options.now ?? readSystemTime,
    },
  }
}

const isLocal = (host: string): boolean =>
  ['localhost', '[::1]'].includes(host) || host.endsWith('.localhost') || /^127(\.\d+){3}$/.test(host)

/** Whether a text is an address to which secrets may be sent, and from which browsers may be sent on. */
export function isSafeUrl(text: unknown, allowHttp: boolean): boolean {
  if (typeof text !== 'string' || !URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  if (username !== '' || password !== '' || text.includes('#')) return false
  return protocol === 'https:' || (protocol === 'http:' && (allowHttp || isLocal(hostname)))
}

type Given = { readonly [Name in keyof SsoSettings]: unknown } & {
  readonly [name in 'directory' | 'appId' | 'findTenant' | 'findPerson']?: unknown
}

function faultsOf(options: Given | undefined): string[] {
  if (typeof options !== 'object' || options === null) return ['pass one object of options.']
  const { callbackUrl, afterLogoutUrl, sealedBy, unsolicited, allowHttp, now, fetch } = options
  const faults = findKeyFaults('sealedBy', sealedBy, 'sealedBy is missing: a secret of your settings.')
  if (!isSafeUrl(callbackUrl, allowHttp === true)) faults.push(`callbackUrl ${mustBeUrl}`)
  if (afterLogoutUrl !== undefined && !isSafeUrl(afterLogoutUrl, allowHttp === true))
    faults.push(`afterLogoutUrl ${mustBeUrl}`)
  if (!hasFunctions(options.store, ['remember'])) faults.push('store is missing: the store of your seller.')
  if (!['restart', 'accept', 'refuse', undefined].includes(unsolicited as string))
    faults.push('unsolicited must be "restart", "accept" or "refuse".')
  for (const [name, most] of Object.entries({ attemptMs: 86_400_000, timeoutMs: 20_000 })) {
    const value = options[name as 'attemptMs' | 'timeoutMs']
    if (value !== undefined && !isWholeFrom(1, value, most))
      faults.push(`${name} must be a whole number of milliseconds from 1 to ${most}.`)
  }
  for (const [name, value] of Object.entries({ now, fetch }))
    if (value !== undefined && typeof value !== 'function') faults.push(`${name} must be a function.`)
  return [...faults, ...sourceFaults(options)]
}

const mustBeUrl =
  'must be an https address without user, password or fragment; http is for this machine, or with allowHttp.'

const hasFunctions = (value: unknown, names: readonly string[]): boolean =>
  typeof value === 'object' &&
  value !== null &&
  names.every((name) => typeof (value as Readonly<Record<string, unknown>>)[name] === 'function')

function sourceFaults(options: Given): string[] {
  if (options.directory === undefined)
    return hasFunctions(options, ['findTenant', 'findPerson'])
      ? []
      : ['directory and appId are missing, or findTenant and findPerson.']
  const isDirectory = hasFunctions(options.directory, ['listTenants', 'findApp', 'findPerson'])
  return [
    ...(isDirectory ? [] : ['directory must be the result of createSqliteDirectory or the like.']),
    ...(typeof options.appId === 'string' && options.appId !== ''
      ? []
      : ['appId is missing: the ID of your app credential.']),
  ]
}
