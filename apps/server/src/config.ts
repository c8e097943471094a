import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { omitUndefined, toZone } from '@loggia/kernel'
import type { Zone } from '@loggia/kernel'

export type Config = {
  /** Fills the market with invented parties and runs a sample seller's server. */
  readonly demo: boolean
  /** The folder of the web pages. Absent: the folder into which the build writes them. */
  readonly pagesFolder?: string
  readonly port: number
  readonly host: string
  /** Absent: the embedded database in the data folder. */
  readonly databaseUrl?: string
  readonly dataFolder: string
  /** Without a trailing slash. Absent if it follows from host and port. */
  readonly baseUrl?: string
  /** The only host names that are answered, in lower case and without a port. Absent: any name. */
  readonly hosts?: readonly string[]
  /** Absent: created at the first start and stored in the data folder. */
  readonly secret?: string
  readonly zone: Zone
  readonly logLevel: (typeof logLevels)[number]
  readonly allowSellers: readonly string[]
  readonly retryPlan: 'compatible' | 'patient'
  /** Whether people may sign up: at once, after an operator's approval, or not at all. */
  readonly signUp: 'open' | 'approval' | 'closed'
  /** Whether the market’s time may be moved, and the time limit of a call while it moves. */
  readonly clock: { readonly movable: boolean; readonly callLimitMs: number }
  readonly trustedProxies: readonly string[]
  /** The limits per minute for one address: for all requests, and for pages that guests open. */
  readonly perMinute: { readonly requests: number; readonly pages: number }
  /** The most open connections, in all and from one address. */
  readonly connections: { readonly all: number; readonly perAddress: number }
  /** Where sellers’ pictures are stored. */
  readonly media: MediaPlace
  /** The token with which Prometheus may read `/metrics` from another machine. */
  readonly metricsToken?: string
  /** How long this node still accepts requests after it was told to end. */
  readonly drainMs: number
  /** The environment variables as operators see them. */
  readonly environment: readonly EnvironmentFact[]
  /** The first operator of a market that has none yet. */
  readonly firstOperator?: { readonly email: string; readonly password: string }
}

/** One variable as operators see it: whether it is set, and its effective value unless that is secret. */
export type EnvironmentFact = {
  readonly variable: string
  readonly given: boolean
  readonly secret: boolean
  readonly value?: string
}

/** A folder on this machine, or a bucket of an S3-compatible store. */
export type MediaPlace =
  | { readonly folder: string }
  | {
      readonly endpoint: string
      readonly region: string
      readonly bucket: string
      readonly accessKey: string
      readonly secretKey: string
      readonly pathStyle: boolean
    }

/** One environment variable. `preset` is its default, `what` is its description on the reference page. */
type Setting<S extends z.ZodType = z.ZodType> = {
  readonly schema: S
  readonly preset: string
  readonly what: string
  /** The value is shown to nobody, only whether it is set. */
  readonly secret?: true
}
const setting = <S extends z.ZodType>(one: Setting<S>): Setting<S> => one

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const loopback = ['127.0.0.0/8', '::1/128']

const isCidr = (text: string): boolean => {
  const [address = '', bits = '', ...rest] = text.split('/')
  const family = isIP(address)
  return (
    rest.length === 0 && family !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)
  )
}
const isHost = (text: string): boolean =>
  isIP(text) !== 0 ||
  // A name that ends in a number would be an IP address, and a valid one was accepted above.
  (/^(?!-)[a-z0-9-]{1,63}(\.(?!-)[a-z0-9-]{1,63})*$/i.test(text) && !/(^|\.)\d+$/.test(text))
const isHostWithPort = (text: string): boolean => {
  const [, host = '', port = ''] = /^(\[[0-9a-f:.]+\]|[^:[\]]+):(\d{1,5})$/i.exec(text) ?? []
  return isHost(host.replace(/^\[|\]$/g, '')) && Number(port) >= 1 && Number(port) <= 65_535
}

const numberFrom = (least: number, most: number, of = '') => {
  const message = `is a number${of} from ${least} to ${most}`
  return z
    .string()
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .refine((value) => value >= least && value <= most, message)
}

const listOf = (isFit: (text: string) => boolean, form: string) =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .check((context) => {
      const unfit = context.value.filter((entry) => !isFit(entry))
      if (unfit.length > 0)
        context.issues.push({
          code: 'custom',
          input: context.value,
          message: `${unfit.join(', ')}: each entry is ${form}`,
        })
    })

const urlOf = (protocols: readonly string[], message: string) =>
  z.string().refine((text) => protocols.includes(URL.parse(text)?.protocol ?? ''), message)

const origin = urlOf(
  ['http:', 'https:'],
  'is an http or https address, such as https://market.example',
).refine((text) => {
  const url = URL.parse(text)
  return url === null || (url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '')
}, 'has no path, query or user in it')

const known = z.string().check((context) => {
  try {
    toZone(context.value)
  } catch {
    context.issues.push({
      code: 'custom',
      input: context.value,
      message: 'is an IANA time zone, such as Asia/Shanghai',
    })
  }
})

/** All settings, in the order of the reference page. */
export const settings = {
  PORT: setting({
    schema: numberFrom(0, 65_535),
    preset: '8080',
    what: 'The port that the server listens on; `0` takes a free one. The demo’s sample seller takes the next port, or the next free one after it.',
  }),
  HOST: setting({
    schema: z.string().refine(isHost, 'is a host name or an address'),
    preset: '127.0.0.1',
    what: 'The address that it listens on. `0.0.0.0` or `::` opens it to the network: put a proxy with TLS before it then, and set `LOGGIA_BASE_URL`.',
  }),
  DATABASE_URL: setting({
    schema: z.union([z.literal(''), urlOf(['postgres:', 'postgresql:'], 'is a postgres:// address')]),
    secret: true,
    preset: '',
    what: 'A PostgreSQL server, version 15 or newer, such as `postgres://loggia@db.example/loggia`. Without it the server keeps an embedded database in `LOGGIA_DATA`, which survives the end of the process at any moment but not a loss of power: use PostgreSQL in production. Nodes hear each other and keep plans on their connections: a proxy before the database has to pool by session, not by transaction.',
  }),
  LOGGIA_DATA: setting({
    schema: z.string(),
    preset: '.loggia',
    what: 'The folder of the embedded database, its secret and the sample seller’s memory. One process at a time.',
  }),
  LOGGIA_BASE_URL: setting({
    schema: z.union([z.literal(''), origin]),
    preset: '',
    what: 'The address that people use, such as `https://market.example`. Without it, `http://` with `HOST` and `PORT`. With https the session’s cookie is sent over https only. Changes are taken from pages of this address alone, on the demo and with `LOGGIA_ALLOWED_HOSTS` also from those of the names that are answered. Canonical and shared addresses of pages, the sitemap and `robots.txt` name it.',
  }),
  LOGGIA_ALLOWED_HOSTS: setting({
    schema: listOf(isHost, 'a host name or an address, without a port'),
    preset: '',
    what: 'Further names that the server answers to, with commas between: for those who open the demo to their network. The demo, and a server on this machine without `LOGGIA_BASE_URL`, answer to `127.0.0.1`, `localhost` and `[::1]` only, because a foreign web page could take its own name to this machine; elsewhere any name is answered unless some are given here. `/healthz`, `/readyz`, `/metrics` and the signed interfaces answer to any.',
  }),
  LOGGIA_SECRET: setting({
    schema: z.union([
      z.literal(''),
      z
        .string()
        .min(32, 'must have at least 32 characters')
        // A secret that is too short is reported by its length; this check would add nothing.
        .refine(
          (secret) => secret.length < 32 || new Set(secret).size >= 4,
          'must have at least 4 different characters',
        ),
    ]),
    secret: true,
    preset: '',
    what: 'Seals access keys and the bytes of calls, and signs sessions: at least 32 characters, 4 of them different. With the embedded database one is made and kept in `LOGGIA_DATA`; with `DATABASE_URL` it is demanded. What was sealed with another secret cannot be opened.',
  }),
  LOGGIA_TIME_ZONE: setting({
    schema: known,
    preset: 'Asia/Shanghai',
    what: 'The market’s time zone: months and years of a service are counted in it, and pages show it.',
  }),
  LOG_LEVEL: setting({
    schema: z.union([z.literal(''), z.enum(logLevels, `is one of ${logLevels.join(', ')}`)]),
    preset: '',
    what: 'How much is logged, as JSON lines on the standard error: `info`, and on the demo `warn`, unless told. Logs hold no cookies, keys, passwords or bodies.',
  }),
  LOGGIA_ALLOW_SELLERS: setting({
    schema: listOf(
      (text) => isHost(text) || isHostWithPort(text) || isCidr(text),
      'a host, host:port or range such as 10.0.0.0/8',
    ),
    preset: '',
    what: 'Sellers’ servers that may stand at private addresses or speak plain `http`: hosts, `host:port` or ranges such as `10.0.0.0/8`, with commas between. None unless told; on the demo this machine itself.',
  }),
  LOGGIA_RETRY_PLAN: setting({
    schema: z.enum(['compatible', 'patient'], 'is compatible or patient'),
    preset: 'compatible',
    what: 'Presets how long a seller who fails is tried, until operators set it in the console: `compatible` as KooGallery does, `patient` for three days where a seller would otherwise have to start the call again by hand. Purchases are the same in both: their money goes back after three hours. See [retry schedules](retry-schedules.md).',
  }),
  LOGGIA_SIGN_UP: setting({
    schema: z.enum(['', 'open', 'approval', 'closed'], 'is open, approval or closed'),
    preset: '',
    what: 'Presets whether people sign up by themselves, until operators set it in the console: `open`, at once; `approval`, once an operator has confirmed the account; `closed`, not at all: operators open the accounts. No mail is sent, so an email address is not proven by itself: `approval` unless told, on the demo `open`.',
  }),
  LOGGIA_MOVABLE_CLOCK: setting({
    schema: z.enum(['', 'on', 'off'], 'is on or off'),
    preset: '',
    what: 'Whether the market’s time may be moved on, to see months of a service in seconds: `on` or `off`. On the demo `on` unless told, elsewhere `off`. Such a server has to be the only one on its database; what the clock was moved by stays when this is switched off. See [move the clock](../guides/move-the-clock.md).',
  }),
  LOGGIA_MOVE_CALL_LIMIT_MS: setting({
    schema: numberFrom(100, 60_000, ' of milliseconds'),
    preset: '2000',
    what: 'The whole time of one call to a seller’s server that has let three calls in a row run out of their time while the clock is moved, until it answers or the move is over: a server that hangs does not hold up a year. Every other one has as long as at any other time.',
  }),
  LOGGIA_TRUSTED_PROXIES: setting({
    schema: listOf((text) => isIP(text) !== 0 || isCidr(text), 'an address or a range such as 10.0.0.0/8'),
    preset: '',
    what: 'Proxies before this server whose `X-Forwarded-…` headers are believed: addresses or ranges, with commas between. Without the right ones all readers behind a proxy share its limits: with an https address and none, the server warns of that when it starts.',
  }),
  LOGGIA_REQUESTS_PER_MINUTE: setting({
    schema: numberFrom(1, 1_000_000),
    preset: '6000',
    what: 'Requests a minute from one address (a /64 of IPv6), counted by each server for itself: several servers let so many times as much through.',
  }),
  LOGGIA_PAGES_PER_MINUTE: setting({
    schema: numberFrom(1, 1_000_000),
    preset: '600',
    what: 'Pages a minute from one address (a /64 of IPv6) for readers who are not signed in, counted by each server for itself. Raise it where many guests share an address.',
  }),
  LOGGIA_MOST_CONNECTIONS: setting({
    schema: numberFrom(1, 1_000_000),
    preset: '10000',
    what: 'Open connections of this server at most; more are closed at once. The system has to let the process have as many open files.',
  }),
  LOGGIA_MOST_CONNECTIONS_PER_ADDRESS: setting({
    schema: numberFrom(1, 1_000_000),
    preset: '256',
    what: 'Open connections from one address (a /64 of IPv6) at most. Those of trusted proxies count only with all others: a proxy has to limit its readers itself.',
  }),
  LOGGIA_MEDIA_FOLDER: setting({
    schema: z.string(),
    preset: '',
    what: 'The folder of sellers’ logos and pictures, and of files. Without it, `media` in `LOGGIA_DATA`. Several servers need one that all of them see, or a store (`LOGGIA_MEDIA_ENDPOINT`).',
  }),
  LOGGIA_MEDIA_ENDPOINT: setting({
    schema: z.union([z.literal(''), origin]),
    preset: '',
    what: 'An S3-compatible store for pictures and files instead of a folder, such as `https://s3.example`. Its bucket stays private: the server reads it for its readers.',
  }),
  LOGGIA_MEDIA_REGION: setting({
    schema: z.string().regex(/^[a-z0-9-]{1,64}$/, 'is a region such as cn-north-4'),
    preset: 'us-east-1',
    what: 'The region that requests to the store are signed for; a store of one’s own mostly takes the preset.',
  }),
  LOGGIA_MEDIA_BUCKET: setting({
    schema: z.union([
      z.literal(''),
      z
        .string()
        .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'is a bucket’s name: 3 to 63 of a–z, 0–9, - and .'),
    ]),
    preset: '',
    what: 'The bucket in the store, which has to be there.',
  }),
  LOGGIA_MEDIA_ACCESS_KEY: setting({
    schema: z.string(),
    secret: true,
    preset: '',
    what: 'The access key of the store. It needs to read, write and delete objects of the bucket and nothing else.',
  }),
  LOGGIA_MEDIA_SECRET_KEY: setting({
    schema: z.string(),
    secret: true,
    preset: '',
    what: 'The secret that belongs to the access key.',
  }),
  LOGGIA_MEDIA_PATH_STYLE: setting({
    schema: z.enum(['true', 'false'], 'is true or false').transform((text) => text === 'true'),
    preset: 'true',
    what: 'Where the bucket stands in an address: `true` for `https://s3.example/bucket/…`, `false` for `https://bucket.s3.example/…`.',
  }),
  LOGGIA_METRICS_TOKEN: setting({
    schema: z.union([
      z.literal(''),
      z.string().regex(/^[\x21-\x7E]{16,}$/, 'must have at least 16 characters, of ASCII and without spaces'),
    ]),
    secret: true,
    preset: '',
    what: 'Opens `/metrics` to whoever sends it as `Authorization: Bearer …`: at least 16 characters. Without it the page is for this machine alone, and for nobody once `LOGGIA_BASE_URL` names another address than this machine. What stands there: [metrics.md](metrics.md).',
  }),
  LOGGIA_DRAIN_MS: setting({
    schema: numberFrom(0, 60_000, ' of milliseconds'),
    preset: '0',
    what: 'For how long after SIGTERM the server still takes requests, while `/readyz` answers 503 already: as long as the load balancer before it needs to notice, so that replacing one node after the other loses no request.',
  }),
  LOGGIA_OPERATOR_EMAIL: setting({
    schema: z.union([z.literal(''), z.email('is an email address').max(254, 'is an email address')]),
    preset: '',
    what: 'The first operator, made at the start of a market that has none; the operator adds buyers and sellers (`POST /api/operator/buyers`, `POST /api/operator/sellers`). Not needed on the demo.',
  }),
  LOGGIA_OPERATOR_PASSWORD: setting({
    schema: z.string().max(200, 'must have at most 200 characters'),
    secret: true,
    preset: '',
    what: 'The first operator’s password, by the same rule as everybody’s: it must have at least 10 characters, 5 of them different, without the name of the mail box, and more than common words, rows of keys and years. Once the operator is there neither is read any more: take them out of the environment.',
  }),
} as const

/** All faults of a configuration, one per line. */
export class ConfigError extends Error {
  constructor(faults: readonly string[]) {
    super(`The server cannot start with these settings:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
    this.name = 'ConfigError'
  }
}

type Name = keyof typeof settings
type Values = { readonly [N in Name]: z.output<(typeof settings)[N]['schema']> }

const pagesArgument = '--pages='

/** Reads arguments and environment; throws a {@link ConfigError} with every fault at once. */
export function readConfig(given: {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly args: readonly string[]
}): Config {
  const demo = given.args.includes('--demo')
  const pagesFolder = given.args.find((arg) => arg.startsWith(pagesArgument))?.slice(pagesArgument.length)
  const unknown = given.args.filter((arg) => arg !== '--demo' && !arg.startsWith(pagesArgument))
  const { values, faults } = readValues(given.env)
  faults.push(
    ...unknown.map((arg) => `${arg} is no argument of this command; there are --demo and --pages=FOLDER`),
  )
  const isSet = (name: Name): boolean => Boolean(given.env[name]?.trim())
  const isPostgres = isSet('DATABASE_URL')
  if (isPostgres && !isSet('LOGGIA_SECRET'))
    faults.push(
      'LOGGIA_SECRET is needed with DATABASE_URL: at least 32 characters that only this installation knows',
    )
  if (isSet('LOGGIA_OPERATOR_EMAIL') !== isSet('LOGGIA_OPERATOR_PASSWORD'))
    faults.push('LOGGIA_OPERATOR_EMAIL and LOGGIA_OPERATOR_PASSWORD are given together or not at all')
  const store = ['LOGGIA_MEDIA_BUCKET', 'LOGGIA_MEDIA_ACCESS_KEY', 'LOGGIA_MEDIA_SECRET_KEY'] as const
  if (isSet('LOGGIA_MEDIA_ENDPOINT') && !store.every(isSet))
    faults.push(`LOGGIA_MEDIA_ENDPOINT needs ${store.join(', ')} beside it`)
  if (isSet('LOGGIA_MEDIA_ENDPOINT') && isSet('LOGGIA_MEDIA_FOLDER'))
    faults.push('LOGGIA_MEDIA_FOLDER and LOGGIA_MEDIA_ENDPOINT name two places for pictures; there is one')
  if (isPostgres && demo)
    faults.push(
      '--demo fills the embedded database only; leave out DATABASE_URL, or start without --demo (npm run serve)',
    )
  if (faults.length > 0) throw new ConfigError(faults)
  return {
    ...toConfig(values as Values, demo),
    ...omitUndefined({ pagesFolder: pagesFolder ? resolve(pagesFolder) : undefined }),
    environment: describeEnvironment(given.env),
  }
}

function readValues(env: Readonly<Record<string, string | undefined>>): {
  values: Partial<Values>
  faults: string[]
} {
  const values: Record<string, unknown> = {}
  const faults: string[] = []
  for (const [name, { schema, preset }] of Object.entries(settings)) {
    const text = env[name]?.trim() || preset
    const read = schema.safeParse(text)
    if (read.success) values[name] = read.data
    else faults.push(`${name} ${reasonOf(read.error)}`)
  }
  return { values: values as Partial<Values>, faults }
}

/**
 * The message never repeats the value, which may be a secret. For a union, the last branch says what would be valid.
 */
function reasonOf(error: z.ZodError): string {
  const [issue] = error.issues
  if (issue?.code !== 'invalid_union') return issue?.message ?? 'cannot be read'
  return issue.errors.at(-1)?.[0]?.message ?? 'cannot be read'
}

const toMediaPlace = (values: Values): MediaPlace =>
  values.LOGGIA_MEDIA_ENDPOINT === ''
    ? { folder: resolve(values.LOGGIA_MEDIA_FOLDER || join(values.LOGGIA_DATA, 'media')) }
    : {
        endpoint: values.LOGGIA_MEDIA_ENDPOINT.replace(/\/$/, ''),
        region: values.LOGGIA_MEDIA_REGION,
        bucket: values.LOGGIA_MEDIA_BUCKET,
        accessKey: values.LOGGIA_MEDIA_ACCESS_KEY,
        secretKey: values.LOGGIA_MEDIA_SECRET_KEY,
        pathStyle: values.LOGGIA_MEDIA_PATH_STYLE,
      }

/**
 * Secret variables, among them addresses that may contain a user name and password, are reported without their value.
 */
const describeEnvironment = (env: Readonly<Record<string, string | undefined>>): EnvironmentFact[] =>
  Object.entries<Setting>(settings).map(([variable, { preset, secret = false }]) => {
    const text = env[variable]?.trim() ?? ''
    const value = text || preset
    return omitUndefined({
      variable,
      given: text !== '',
      secret,
      value: !secret && value !== '' ? value : undefined,
    })
  })

/** The names of this machine for itself. */
export const localNames = ['127.0.0.1', 'localhost', '[::1]'] as const
export const isLoopback = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|::1)$/i.test(host)

/**
 * On this machine only its own names are answered, so that no foreign page can pose as this server by a name of its own
 * (DNS rebinding). Elsewhere only the given names are answered, if any are given.
 */
function hostsOf(values: Values, demo: boolean): string[] | undefined {
  const { LOGGIA_BASE_URL: baseUrl, LOGGIA_ALLOWED_HOSTS: allowed } = values
  const isLocal = demo || (isLoopback(values.HOST) && baseUrl === '')
  if (!isLocal && allowed.length === 0) return undefined
  const own = baseUrl === '' ? [] : [new URL(baseUrl).hostname]
  const names = [...localNames, ...own, ...allowed].map((name) => name.toLowerCase())
  return [...new Set(names.map((name) => (isIP(name) === 6 ? `[${name}]` : name)))]
}

const toConfig = (values: Values, demo: boolean): Omit<Config, 'environment'> => {
  const hosts = hostsOf(values, demo)
  return omitUndefined({
    demo,
    port: values.PORT,
    host: values.HOST,
    databaseUrl: values.DATABASE_URL || undefined,
    dataFolder: resolve(values.LOGGIA_DATA),
    baseUrl: values.LOGGIA_BASE_URL === '' ? undefined : values.LOGGIA_BASE_URL.replace(/\/$/, ''),
    hosts,
    secret: values.LOGGIA_SECRET || undefined,
    zone: toZone(values.LOGGIA_TIME_ZONE),
    logLevel: values.LOG_LEVEL === '' ? (demo ? 'warn' : 'info') : values.LOG_LEVEL,
    // The demo's sample seller runs on this machine, so loopback addresses are always allowed.
    allowSellers: demo ? [...values.LOGGIA_ALLOW_SELLERS, ...loopback] : values.LOGGIA_ALLOW_SELLERS,
    retryPlan: values.LOGGIA_RETRY_PLAN,
    signUp: values.LOGGIA_SIGN_UP || (demo ? 'open' : 'approval'),
    clock: {
      movable: values.LOGGIA_MOVABLE_CLOCK === '' ? demo : values.LOGGIA_MOVABLE_CLOCK === 'on',
      callLimitMs: values.LOGGIA_MOVE_CALL_LIMIT_MS,
    },
    trustedProxies: values.LOGGIA_TRUSTED_PROXIES,
    perMinute: { requests: values.LOGGIA_REQUESTS_PER_MINUTE, pages: values.LOGGIA_PAGES_PER_MINUTE },
    connections: {
      all: values.LOGGIA_MOST_CONNECTIONS,
      perAddress: values.LOGGIA_MOST_CONNECTIONS_PER_ADDRESS,
    },
    media: toMediaPlace(values),
    metricsToken: values.LOGGIA_METRICS_TOKEN || undefined,
    drainMs: values.LOGGIA_DRAIN_MS,
    firstOperator:
      values.LOGGIA_OPERATOR_EMAIL === ''
        ? undefined
        : { email: values.LOGGIA_OPERATOR_EMAIL, password: values.LOGGIA_OPERATOR_PASSWORD },
  })
}
