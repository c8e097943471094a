import { isIP } from 'node:net'
import { z } from 'zod'
import { toZone } from '@loggia/kernel'

// The environment variables of an installation. The reference page docs/reference/settings.md is generated from this table.

/** One environment variable. `preset` is its default, `what` is its description on the reference page. */
export type Setting<S extends z.ZodType = z.ZodType> = {
  readonly schema: S
  readonly preset: string
  readonly what: string
  /** The value is shown to nobody, only whether it is set. */
  readonly secret?: true
}
const setting = <S extends z.ZodType>(one: Setting<S>): Setting<S> => one

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
/** The addresses of this machine for itself. */
export const loopback = ['127.0.0.0/8', '::1/128']

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

export type SettingName = keyof typeof settings
/** The values of all settings, read. */
export type SettingValues = { readonly [N in SettingName]: z.output<(typeof settings)[N]['schema']> }
