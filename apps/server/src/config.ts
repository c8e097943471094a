import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import type { z } from 'zod'
import { omitUndefined, toZone } from '@loggia/kernel'
import type { Zone } from '@loggia/kernel'
import { loopback, settings } from './settings.ts'
import type { SmtpServer } from '@loggia/marketplace'
import type { Setting, SettingName, SettingValues } from './settings.ts'

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
  /** With `{tenant}` for each company. */
  readonly tenantUrl?: string
  /** The only host names that are answered, in lower case and without a port. Absent: any name. */
  readonly hosts?: readonly string[]
  /** Absent: created at the first start and stored in the data folder. */
  readonly secret?: string
  readonly zone: Zone
  readonly logLevel: Exclude<SettingValues['LOG_LEVEL'], ''>
  readonly allowSellers: readonly string[]
  readonly retryPlan: 'compatible' | 'patient'
  /** How many sellers are called for dial tests at the same time. */
  readonly dialTestsAtOnce: number
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
  /** The mail server. Absent: no emails are sent. */
  readonly smtp?: Omit<SmtpServer, 'patienceMs'>
  /** The token with which Prometheus may read `/metrics` from another machine. */
  readonly metricsToken?: string
  /** How long this node still accepts requests after it was told to end. */
  readonly drainMs: number
  /** The environment variables as operators see them. */
  readonly environment: readonly EnvironmentFact[]
  /** Variables of the environment that are named like settings, but are none. */
  readonly unknownSettings: readonly string[]
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

/** All faults of a configuration, one per line. */
export class ConfigError extends Error {
  constructor(faults: readonly string[]) {
    super(`The server cannot start with these settings:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
    this.name = 'ConfigError'
  }
}

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
  faults.push(...unknown.map((arg) => `Unknown argument ${arg}; the arguments are --demo and --pages=FOLDER`))
  const isSet = (name: SettingName): boolean => Boolean(given.env[name]?.trim())
  const isPostgres = isSet('DATABASE_URL')
  if (isPostgres && !isSet('LOGGIA_SECRET'))
    faults.push('DATABASE_URL needs LOGGIA_SECRET: at least 32 characters that only this installation knows')
  if (isSet('LOGGIA_OPERATOR_EMAIL') !== isSet('LOGGIA_OPERATOR_PASSWORD'))
    faults.push('LOGGIA_OPERATOR_EMAIL and LOGGIA_OPERATOR_PASSWORD must be set together')
  const store = ['LOGGIA_MEDIA_BUCKET', 'LOGGIA_MEDIA_ACCESS_KEY', 'LOGGIA_MEDIA_SECRET_KEY'] as const
  if (isSet('LOGGIA_MEDIA_ENDPOINT') && !store.every(isSet))
    faults.push(`LOGGIA_MEDIA_ENDPOINT also needs ${store.join(', ')}`)
  if (isSet('LOGGIA_MEDIA_ENDPOINT') && isSet('LOGGIA_MEDIA_FOLDER'))
    faults.push('LOGGIA_MEDIA_FOLDER and LOGGIA_MEDIA_ENDPOINT must not be set together')
  if (isSet('LOGGIA_SMTP_HOST') && !isSet('LOGGIA_MAIL_FROM'))
    faults.push('LOGGIA_SMTP_HOST also needs LOGGIA_MAIL_FROM, the sender of emails')
  if (isSet('LOGGIA_SMTP_USER') !== isSet('LOGGIA_SMTP_PASSWORD'))
    faults.push('LOGGIA_SMTP_USER and LOGGIA_SMTP_PASSWORD must be set together')
  faults.push(...listTenantFaults(values))
  if (isPostgres && demo)
    faults.push(
      '--demo only works with the embedded database; remove DATABASE_URL, or start without --demo (npm run serve)',
    )
  if (faults.length > 0) throw new ConfigError(faults)
  const config = toConfig(values as SettingValues, demo)
  return {
    ...config,
    ...omitUndefined({ pagesFolder: pagesFolder ? resolve(pagesFolder) : undefined }),
    environment: describeEnvironment(given.env, {
      LOGGIA_MOVABLE_CLOCK: config.clock.movable ? 'on' : 'off',
    }),
    unknownSettings: Object.keys(given.env)
      .filter((name) => name.startsWith('LOGGIA_') && !Object.hasOwn(settings, name))
      .sort(),
  }
}

function readValues(env: Readonly<Record<string, string | undefined>>): {
  values: Partial<SettingValues>
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
  return { values: values as Partial<SettingValues>, faults }
}

/**
 * People of companies come from the marketplace's address to that of their company, with tickets and cookies; and no
 * company may have the name of the marketplace itself.
 */
function listTenantFaults({
  LOGGIA_TENANT_URL: tenantUrl = '',
  LOGGIA_BASE_URL: baseUrl = '',
  LOGGIA_ALLOWED_HOSTS: allowed = [],
}: Partial<SettingValues>): string[] {
  if (tenantUrl === '') return []
  const { protocol, hostname = '' } = URL.parse(baseUrl) ?? { protocol: 'http:' }
  const { hostname: host } = new URL(tenantUrl.replace('{tenant}', 'x'))
  const covered = [hostname, ...allowed.map((name) => name.toLowerCase())].filter(
    (name) => name.endsWith(host.slice(1)) && !name.slice(0, 1 - host.length).includes('.'),
  )
  return [
    ...(tenantUrl.startsWith(protocol)
      ? []
      : [`LOGGIA_TENANT_URL must begin with ${protocol.slice(0, -1)}, as LOGGIA_BASE_URL does`]),
    ...covered.map(
      (name) => `LOGGIA_TENANT_URL must not cover ${name}, which is a host name of the marketplace itself`,
    ),
  ]
}

/**
 * The message never repeats the value, which may be a secret. For a union, the last branch says what would be valid.
 */
function reasonOf(error: z.ZodError): string {
  const [issue] = error.issues
  if (issue?.code !== 'invalid_union') return issue?.message ?? 'cannot be read'
  return issue.errors.at(-1)?.[0]?.message ?? 'cannot be read'
}

const toMediaPlace = (values: SettingValues): MediaPlace =>
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
 * `effective` has those whose preset is another one on the demo.
 */
const describeEnvironment = (
  env: Readonly<Record<string, string | undefined>>,
  effective: Readonly<Record<string, string>>,
): EnvironmentFact[] =>
  Object.entries<Setting>(settings).map(([variable, { preset, secret = false }]) => {
    const text = env[variable]?.trim() ?? ''
    const value = text || (effective[variable] ?? preset)
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
function hostsOf(values: SettingValues, demo: boolean): string[] | undefined {
  const { LOGGIA_BASE_URL: baseUrl, LOGGIA_ALLOWED_HOSTS: allowed } = values
  const isLocal = demo || (isLoopback(values.HOST) && baseUrl === '')
  if (!isLocal && allowed.length === 0) return undefined
  const own = baseUrl === '' ? [] : [new URL(baseUrl).hostname]
  const names = [...localNames, ...own, ...allowed].map((name) => name.toLowerCase())
  return [...new Set(names.map((name) => (isIP(name) === 6 ? `[${name}]` : name)))]
}

const toSmtp = (values: SettingValues): Config['smtp'] => {
  const { LOGGIA_SMTP_HOST: host, LOGGIA_SMTP_ENCRYPTION: encryption, LOGGIA_SMTP_PORT: port } = values
  if (host === '') return undefined
  const user = values.LOGGIA_SMTP_USER || undefined
  const password = values.LOGGIA_SMTP_PASSWORD || undefined
  return {
    host,
    port: port === '' ? (encryption === 'tls' ? 465 : 587) : port,
    encryption,
    user,
    password,
    from: values.LOGGIA_MAIL_FROM,
  }
}

const toConfig = (values: SettingValues, demo: boolean): Omit<Config, 'environment' | 'unknownSettings'> => {
  const hosts = hostsOf(values, demo)
  const smtp = toSmtp(values)
  return omitUndefined({
    demo,
    port: values.PORT,
    host: values.HOST,
    databaseUrl: values.DATABASE_URL || undefined,
    dataFolder: resolve(values.LOGGIA_DATA),
    tenantUrl: values.LOGGIA_TENANT_URL.replace(/\/$/, '') || undefined,
    baseUrl: values.LOGGIA_BASE_URL === '' ? undefined : values.LOGGIA_BASE_URL.replace(/\/$/, ''),
    hosts,
    secret: values.LOGGIA_SECRET || undefined,
    zone: toZone(values.LOGGIA_TIME_ZONE),
    logLevel: values.LOG_LEVEL === '' ? (demo ? 'warn' : 'info') : values.LOG_LEVEL,
    // The demo's sample seller runs on this machine, so loopback addresses are always allowed.
    allowSellers: demo ? [...values.LOGGIA_ALLOW_SELLERS, ...loopback] : values.LOGGIA_ALLOW_SELLERS,
    retryPlan: values.LOGGIA_RETRY_PLAN,
    dialTestsAtOnce: values.LOGGIA_DIAL_TESTS_AT_ONCE,
    signUp: values.LOGGIA_SIGN_UP || (demo || smtp ? 'open' : 'approval'),
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
    smtp,
    metricsToken: values.LOGGIA_METRICS_TOKEN || undefined,
    drainMs: values.LOGGIA_DRAIN_MS,
    firstOperator:
      values.LOGGIA_OPERATOR_EMAIL === ''
        ? undefined
        : { email: values.LOGGIA_OPERATOR_EMAIL, password: values.LOGGIA_OPERATOR_PASSWORD },
  })
}
