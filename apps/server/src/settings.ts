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
  const message = `must be a number${of} from ${least} to ${most}`
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
          message: `${unfit.join(', ')}: each entry must be ${form}`,
        })
    })

const urlOf = (protocols: readonly string[], message: string) =>
  z.string().refine((text) => protocols.includes(URL.parse(text)?.protocol ?? ''), message)

const tenantUrl = z.string().refine((text) => {
  const url = URL.parse(text.replace('{tenant}', 'tenant'))
  return (
    /^https?:\/\/\{tenant\}\.[^/]+\/?$/.test(text) &&
    url !== null &&
    url.username === '' &&
    url.search + url.hash === ''
  )
}, 'must be an http or https URL whose host name begins with {tenant}, such as https://{tenant}.apps.market.example')

const origin = urlOf(
  ['http:', 'https:'],
  'must be an http or https URL, such as https://market.example',
).refine((text) => {
  const url = URL.parse(text)
  return url === null || (url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '')
}, 'must not have a path, query or user')

const known = z.string().check((context) => {
  try {
    toZone(context.value)
  } catch {
    context.issues.push({
      code: 'custom',
      input: context.value,
      message: 'must be an IANA time zone, such as Asia/Shanghai',
    })
  }
})

/** All settings, in the order of the reference page. */
export const settings = {
  PORT: setting({
    schema: numberFrom(0, 65_535),
    preset: '8080',
    what: 'The port that the server listens on; `0` uses a free one. The demo’s sample seller uses the next port that is free.',
  }),
  HOST: setting({
    schema: z.string().refine(isHost, 'must be a host name or an IP address'),
    preset: '127.0.0.1',
    what: 'The IP address that the server listens on. `0.0.0.0` or `::` opens it to the network: then put a proxy with TLS in front of it, and set `LOGGIA_BASE_URL`.',
  }),
  DATABASE_URL: setting({
    schema: z.union([z.literal(''), urlOf(['postgres:', 'postgresql:'], 'must be a postgres:// URL')]),
    secret: true,
    preset: '',
    what: 'A PostgreSQL database, version 15 or newer, such as `postgres://loggia@db.example/loggia`. Without it, the server uses an embedded database in `LOGGIA_DATA`, which survives a crash of the process but not a power failure: use PostgreSQL in production. Servers use notifications and prepared statements: a connection pooler in front of the database must pool by session, not by transaction.',
  }),
  LOGGIA_DATA: setting({
    schema: z.string(),
    preset: '.loggia',
    what: 'The folder of the embedded database, its secret and the data of the sample seller. Only one process can use it at a time.',
  }),
  LOGGIA_BASE_URL: setting({
    schema: z.union([z.literal(''), origin]),
    preset: '',
    what: 'The public URL of the marketplace, such as `https://market.example`. Without it, `http://` with `HOST` and `PORT`. With https, the session cookie is sent over https only. Changes are accepted only from pages of this URL; on the demo and with `LOGGIA_ALLOWED_HOSTS`, also from pages of the allowed host names. Canonical and shared links, the sitemap and `robots.txt` use it. Passkeys are bound to its domain name: they cannot be used at an IP address, and not under another name later.',
  }),
  LOGGIA_TENANT_URL: setting({
    schema: z.union([z.literal(''), tenantUrl]),
    preset: '',
    what: 'Where the people of companies sign in to apps, with `{tenant}` for each company’s name, such as `https://{tenant}.apps.market.example`; all these host names must lead to this server, by the protocol of `LOGGIA_BASE_URL`, and none of them may be the marketplace’s own. Without it, `/tenants/{tenant}` below `LOGGIA_BASE_URL`. Sellers store it: after a change, each connected app is told anew, but people cannot sign in until its seller has taken it over.',
  }),
  LOGGIA_ALLOWED_HOSTS: setting({
    schema: listOf(isHost, 'a host name or an IP address, without a port'),
    preset: '',
    what: 'Further host names that the server responds to, separated by commas; needed to open the demo to a network. To prevent DNS rebinding, the demo, and a server on this machine without `LOGGIA_BASE_URL`, respond to `127.0.0.1`, `localhost` and `[::1]` only. Other servers respond to every name unless names are listed here. `/healthz`, `/readyz`, `/metrics` and the signed APIs respond to every name.',
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
    what: 'Encrypts access keys and the bytes of calls, and signs sessions: at least 32 characters, 4 of them different. For the embedded database, it is generated and stored in `LOGGIA_DATA`; with `DATABASE_URL` it is required. Data that was encrypted with another secret cannot be read.',
  }),
  LOGGIA_TIME_ZONE: setting({
    schema: known,
    preset: 'Asia/Shanghai',
    what: 'The time zone of the marketplace: the months and years of a service are counted in it, and pages show it.',
  }),
  LOG_LEVEL: setting({
    schema: z.union([z.literal(''), z.enum(logLevels, `must be one of ${logLevels.join(', ')}`)]),
    preset: '',
    what: 'How much is logged, as JSON lines on standard error. The default is `info`, on the demo `warn`. Logs contain no cookies, keys, passwords or bodies.',
  }),
  LOGGIA_ALLOW_SELLERS: setting({
    schema: listOf(
      (text) => isHost(text) || isHostWithPort(text) || isCidr(text),
      'a host, host:port or range such as 10.0.0.0/8',
    ),
    preset: '',
    what: 'Sellers’ servers that may use private IP addresses or plain `http`: hosts, `host:port` or ranges such as `10.0.0.0/8`, separated by commas. The default is none, on the demo this machine.',
  }),
  LOGGIA_RETRY_PLAN: setting({
    schema: z.enum(['compatible', 'patient'], 'must be compatible or patient'),
    preset: 'compatible',
    what: 'How long failed calls to sellers are retried, until operators set it in the Operator Centre: `compatible` as KooGallery does, or `patient`, for three days, where a seller would otherwise have to restart the call. New purchases are the same in both: they are refunded after three hours. See [retry schedules](retry-schedules.md).',
  }),
  LOGGIA_DIAL_TESTS_AT_ONCE: setting({
    schema: numberFrom(0, 100),
    preset: '4',
    what: 'How many sellers this server calls for dial tests at the same time; with `0` it makes none, and another server must. Each product on sale is tested in the two hours from 09:00 and from 15:00. Raise it if tests are late because there are many products, or because sellers’ servers respond slowly.',
  }),
  LOGGIA_SIGN_UP: setting({
    schema: z.enum(['', 'open', 'approval', 'closed'], 'must be open, approval or closed'),
    preset: '',
    what: 'Who can sign up, until operators set it in the Operator Centre: `open`, everyone, at once; `approval`, everyone, after an operator has approved the account; `closed`, nobody: operators create the accounts. The default is `approval`, on the demo `open`.',
  }),
  LOGGIA_MOVABLE_CLOCK: setting({
    schema: z.enum(['', 'on', 'off'], 'must be on or off'),
    preset: '',
    what: 'Whether operators can move the clock of the marketplace, to see months of a service in seconds: `on` or `off`. The default is `off`, on the demo `on`. With `on`, the server must be the only one on its database. A clock that was moved stays moved when this is turned off. See [move the clock](../guides/move-the-clock.md).',
  }),
  LOGGIA_MOVE_CALL_LIMIT_MS: setting({
    schema: numberFrom(100, 60_000, ' of milliseconds'),
    preset: '2000',
    what: 'The time limit of a call while the clock moves, for a seller’s server on which three calls in a row have timed out during the move. It applies until the server responds or the move ends, so that a server that hangs does not delay a move of months. All other calls keep their usual limit.',
  }),
  LOGGIA_TRUSTED_PROXIES: setting({
    schema: listOf((text) => isIP(text) !== 0 || isCidr(text), 'an IP address or a range such as 10.0.0.0/8'),
    preset: '',
    what: 'Proxies in front of this server whose `X-Forwarded-…` headers are trusted: IP addresses or ranges, separated by commas. If a proxy is missing here, all visitors behind it share the limits of one IP address. With an https URL and an empty list, the server warns when it starts.',
  }),
  LOGGIA_REQUESTS_PER_MINUTE: setting({
    schema: numberFrom(1, 1_000_000),
    preset: '6000',
    what: 'The most requests per minute from one IP address (for IPv6, one /64 network). Each server counts separately, so several servers together allow a multiple.',
  }),
  LOGGIA_PAGES_PER_MINUTE: setting({
    schema: numberFrom(1, 1_000_000),
    preset: '600',
    what: 'The most pages per minute from one IP address (for IPv6, one /64 network) for visitors who are not signed in. Each server counts separately. Raise it if many visitors share an IP address.',
  }),
  LOGGIA_MOST_CONNECTIONS: setting({
    schema: numberFrom(1, 1_000_000),
    preset: '10000',
    what: 'The most open connections of this server; further ones are closed at once. The operating system must allow the process as many open files.',
  }),
  LOGGIA_MOST_CONNECTIONS_PER_ADDRESS: setting({
    schema: numberFrom(1, 1_000_000),
    preset: '256',
    what: 'The most open connections from one IP address (for IPv6, one /64 network). Trusted proxies have no limit of their own: they must limit their visitors themselves.',
  }),
  LOGGIA_MEDIA_FOLDER: setting({
    schema: z.string(),
    preset: '',
    what: 'The folder for sellers’ logos, pictures and files. The default is `media` in `LOGGIA_DATA`. Several servers need a folder that they share, or an object store (`LOGGIA_MEDIA_ENDPOINT`).',
  }),
  LOGGIA_MEDIA_ENDPOINT: setting({
    schema: z.union([z.literal(''), origin]),
    preset: '',
    what: 'An S3-compatible object store for pictures and files, instead of a folder, such as `https://s3.example`. Keep its bucket private: visitors get the files through the server.',
  }),
  LOGGIA_MEDIA_REGION: setting({
    schema: z.string().regex(/^[a-z0-9-]{1,64}$/, 'must be a region such as cn-north-4'),
    preset: 'us-east-1',
    what: 'The region for which requests to the object store are signed; self-hosted stores usually accept the default.',
  }),
  LOGGIA_MEDIA_BUCKET: setting({
    schema: z.union([
      z.literal(''),
      z
        .string()
        .regex(
          /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
          'must be a bucket name: 3 to 63 characters of a–z, 0–9, - and .',
        ),
    ]),
    preset: '',
    what: 'The bucket in the object store; it must exist.',
  }),
  LOGGIA_MEDIA_ACCESS_KEY: setting({
    schema: z.string(),
    secret: true,
    preset: '',
    what: 'The access key of the object store. It only needs permission to read, write and delete objects in the bucket.',
  }),
  LOGGIA_MEDIA_SECRET_KEY: setting({
    schema: z.string(),
    secret: true,
    preset: '',
    what: 'The secret key of this access key.',
  }),
  LOGGIA_MEDIA_PATH_STYLE: setting({
    schema: z.enum(['true', 'false'], 'must be true or false').transform((text) => text === 'true'),
    preset: 'true',
    what: 'The form of object URLs: `true` for `https://s3.example/bucket/…`, `false` for `https://bucket.s3.example/…`.',
  }),
  LOGGIA_SMTP_HOST: setting({
    schema: z.union([z.literal(''), z.string().refine(isHost, 'must be a host name or an IP address')]),
    preset: '',
    what: 'The SMTP server that sends emails. Without it, no emails are sent: nobody can reset a password by email, and messages appear only in the centres.',
  }),
  LOGGIA_SMTP_PORT: setting({
    schema: z.union([z.literal(''), numberFrom(1, 65_535)]),
    preset: '',
    what: 'The port of the SMTP server. The default is 587, or 465 with `LOGGIA_SMTP_ENCRYPTION=tls`.',
  }),
  LOGGIA_SMTP_ENCRYPTION: setting({
    schema: z.enum(['tls', 'starttls', 'none'], 'must be tls, starttls or none'),
    preset: 'starttls',
    what: 'How the connection to the SMTP server is encrypted: `tls` from the start, or `starttls` after the greeting. Use `none` only for a server on this machine or in a network that you trust: the user name and password are then sent in plain text.',
  }),
  LOGGIA_SMTP_USER: setting({
    schema: z.string(),
    preset: '',
    what: 'The user name for the SMTP server, if it requires one.',
  }),
  LOGGIA_SMTP_PASSWORD: setting({
    schema: z.string(),
    secret: true,
    preset: '',
    what: 'The password of that user.',
  }),
  LOGGIA_MAIL_FROM: setting({
    schema: z.union([
      z.literal(''),
      z
        .string()
        .regex(
          /^([^<>\r\n]+ <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/,
          'must be an email address, or Name <address>',
        ),
    ]),
    preset: '',
    what: 'The sender of all emails: an email address, or `Name <address>`. Required with `LOGGIA_SMTP_HOST`.',
  }),
  LOGGIA_METRICS_TOKEN: setting({
    schema: z.union([
      z.literal(''),
      z.string().regex(/^[\x21-\x7E]{16,}$/, 'must have at least 16 ASCII characters, without spaces'),
    ]),
    secret: true,
    preset: '',
    what: 'Opens `/metrics` to clients that send it as `Authorization: Bearer …`: at least 16 characters. Without it, `/metrics` is available only from this machine, and not at all if `LOGGIA_BASE_URL` is not an address of this machine. The metrics are in [metrics.md](metrics.md).',
  }),
  LOGGIA_DRAIN_MS: setting({
    schema: numberFrom(0, 60_000, ' of milliseconds'),
    preset: '0',
    what: 'How long the server still accepts requests after SIGTERM, while `/readyz` already responds with 503. Set it to the time that the load balancer needs to notice, so that a rolling update loses no requests.',
  }),
  LOGGIA_OPERATOR_EMAIL: setting({
    schema: z.union([
      z.literal(''),
      z.email('must be an email address').max(254, 'must be an email address'),
    ]),
    preset: '',
    what: 'The email address of the first operator, who is created at the start of a marketplace without operators, and then adds buyers and sellers (`POST /api/operator/buyers`, `POST /api/operator/sellers`). Not needed on the demo.',
  }),
  LOGGIA_OPERATOR_PASSWORD: setting({
    schema: z.string().max(200, 'must have at most 200 characters'),
    secret: true,
    preset: '',
    what: 'The password of the first operator, with the same rules as for all others: at least 10 characters, 5 of them different, without the name in the email address, and not only common words, keyboard rows and years. Once the operator exists, neither setting is read: remove both from the environment.',
  }),
} as const

export type SettingName = keyof typeof settings
/** The values of all settings, read. */
export type SettingValues = { readonly [N in SettingName]: z.output<(typeof settings)[N]['schema']> }
