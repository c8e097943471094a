import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'
import { writeSettingsPage } from './settings-page.ts'

const read = (env: Record<string, string> = {}, args: string[] = []) => readConfig({ env, args })
const faultsOf = (env: Record<string, string>, args: string[] = []): string[] => {
  try {
    read(env, args)
    return []
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    return (error as Error).message
      .split('\n')
      .slice(1)
      .map((line) => line.trim())
  }
}
const secret = 'a secret of tests only, of 32 and more characters'

test('without any setting it is the embedded database on this machine', () => {
  expect(read()).toEqual({
    demo: false,
    environment: expect.arrayContaining([]),
    unknownSettings: [],
    port: 8080,
    host: '127.0.0.1',
    dataFolder: join(process.cwd(), '.loggia'),
    hosts: ['127.0.0.1', 'localhost', '[::1]'],
    zone: 'Asia/Shanghai',
    logLevel: 'info',
    allowSellers: [],
    retryPlan: 'compatible',
    dialTestsAtOnce: 4,
    signUp: 'approval',
    clock: { movable: false, callLimitMs: 2000 },
    trustedProxies: [],
    perMinute: { requests: 6000, pages: 600 },
    connections: { all: 10_000, perAddress: 256 },
    media: { folder: join(process.cwd(), '.loggia', 'media') },
    drainMs: 0,
  })
})

test('an empty setting is as good as none', () => {
  expect(read({ PORT: '', DATABASE_URL: ' ', LOGGIA_SECRET: '' })).toEqual(read())
})

test('the demo is quieter and lets sellers stand on this machine', () => {
  expect(read({ LOGGIA_ALLOW_SELLERS: 'seller.internal' }, ['--demo'])).toMatchObject({
    demo: true,
    logLevel: 'warn',
    allowSellers: ['seller.internal', '127.0.0.0/8', '::1/128'],
  })
  expect(read({ LOG_LEVEL: 'debug' }, ['--demo']).logLevel).toBe('debug')
})

test('pages may lie elsewhere than where the build leaves them', () => {
  expect(read({}, ['--demo', '--pages=/pages']).pagesFolder).toBe(resolve('/pages'))
  expect(read({}, ['--demo']).pagesFolder).toBeUndefined()
})

test.each([
  ['https://market.example', 'https://{tenant}.apps.market.example', []],
  ['https://market.example', 'https://{tenant}.market.example', []],
  ['', 'http://{tenant}.apps.example:8080', []],
  [
    'https://market.example',
    'http://{tenant}.apps.market.example',
    ['LOGGIA_TENANT_URL must begin with https, as LOGGIA_BASE_URL does'],
  ],
  ['', 'https://{tenant}.apps.example', ['LOGGIA_TENANT_URL must begin with http, as LOGGIA_BASE_URL does']],
  [
    'https://www.market.example',
    'https://{tenant}.market.example',
    ['LOGGIA_TENANT_URL must not cover www.market.example, which is a host name of the marketplace itself'],
  ],
  [
    'https://market.example',
    'https://{tenant}.internal.example',
    [
      'LOGGIA_TENANT_URL must not cover node1.internal.example, which is a host name of the marketplace itself',
    ],
  ],
])('with %s, companies at %s', (base, tenant, faults) => {
  const hosts = { LOGGIA_ALLOWED_HOSTS: 'Node1.internal.example,localhost' }
  const env = { LOGGIA_BASE_URL: base, LOGGIA_TENANT_URL: tenant, ...hosts }
  if (faults.length === 0) expect(read(env).tenantUrl).toBe(tenant)
  else expect(faultsOf(env)).toEqual(faults)
})

test('a secret of 32 equal letters is none', () => {
  expect(faultsOf({ LOGGIA_SECRET: 'a'.repeat(32) })).toEqual([
    'LOGGIA_SECRET must have at least 4 different characters',
  ])
})

test('a server with PostgreSQL', () => {
  const env = {
    DATABASE_URL: 'postgres://loggia@db.example/loggia',
    LOGGIA_SECRET: secret,
    LOGGIA_BASE_URL: 'https://market.example/',
    LOGGIA_RETRY_PLAN: 'patient',
    LOGGIA_TRUSTED_PROXIES: '10.0.0.1, 10.1.0.0/16',
    LOGGIA_METRICS_TOKEN: 'a-token-of-tests',
    LOGGIA_DRAIN_MS: '15000',
  }

  expect(read(env)).toMatchObject({
    databaseUrl: env.DATABASE_URL,
    secret,
    baseUrl: 'https://market.example',
    retryPlan: 'patient',
    trustedProxies: ['10.0.0.1', '10.1.0.0/16'],
    metricsToken: 'a-token-of-tests',
    drainMs: 15_000,
  })
})

test('all faults are told at once, and no value that may be a secret', () => {
  const faults = faultsOf(
    {
      PORT: '99999',
      HOST: 'not a host',
      DATABASE_URL: 'mysql://root:canary@db.example/x',
      LOGGIA_BASE_URL: 'market.example',
      LOGGIA_SECRET: 'canary',
      LOGGIA_TIME_ZONE: 'Mars/Olympus',
      LOG_LEVEL: 'loud',
      LOGGIA_ALLOW_SELLERS: '10.0.0.0/33',
      LOGGIA_TRUSTED_PROXIES: 'proxy.example',
      LOGGIA_METRICS_TOKEN: 'canary',
      LOGGIA_DRAIN_MS: '-1',
    },
    ['--demo', '--port=1'],
  )

  expect(faults).toEqual([
    'PORT must be a number from 0 to 65535',
    'HOST must be a host name or an IP address',
    'DATABASE_URL must be a postgres:// URL',
    'LOGGIA_BASE_URL must be an http or https URL, such as https://market.example',
    'LOGGIA_SECRET must have at least 32 characters',
    'LOGGIA_TIME_ZONE must be an IANA time zone, such as Asia/Shanghai',
    'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent',
    'LOGGIA_ALLOW_SELLERS 10.0.0.0/33: each entry must be a host, host:port or range such as 10.0.0.0/8',
    'LOGGIA_TRUSTED_PROXIES proxy.example: each entry must be an IP address or a range such as 10.0.0.0/8',
    'LOGGIA_METRICS_TOKEN must have at least 16 ASCII characters, without spaces',
    'LOGGIA_DRAIN_MS must be a number of milliseconds from 0 to 60000',
    'Unknown argument --port=1; the arguments are --demo and --pages=FOLDER',
    '--demo only works with the embedded database; remove DATABASE_URL, or start without --demo (npm run serve)',
  ])
})

test('people sign up at once on the demo, elsewhere once an operator has confirmed them, unless told', () => {
  expect(read({}, ['--demo']).signUp).toBe('open')
  expect(read().signUp).toBe('approval')
  expect(read({ LOGGIA_SIGN_UP: 'closed' }, ['--demo']).signUp).toBe('closed')
  expect(faultsOf({ LOGGIA_SIGN_UP: 'maybe' })).toEqual(['LOGGIA_SIGN_UP must be open, approval or closed'])
})

test('the clock may be moved on the demo, elsewhere only where it is said', () => {
  expect(read({}, ['--demo']).clock.movable).toBe(true)
  expect(read({ LOGGIA_MOVABLE_CLOCK: 'off' }, ['--demo']).clock.movable).toBe(false)
  expect(read().clock.movable).toBe(false)
  expect(read({ LOGGIA_MOVABLE_CLOCK: 'on', LOGGIA_MOVE_CALL_LIMIT_MS: '500' }).clock).toEqual({
    movable: true,
    callLimitMs: 500,
  })
  expect(faultsOf({ LOGGIA_MOVABLE_CLOCK: 'yes', LOGGIA_MOVE_CALL_LIMIT_MS: '99' })).toEqual([
    'LOGGIA_MOVABLE_CLOCK must be on or off',
    'LOGGIA_MOVE_CALL_LIMIT_MS must be a number of milliseconds from 100 to 60000',
  ])
})

test('PostgreSQL needs a secret that survives this machine', () => {
  expect(faultsOf({ DATABASE_URL: 'postgres://db.example/loggia' })).toEqual([
    'DATABASE_URL needs LOGGIA_SECRET: at least 32 characters that only this installation knows',
  ])
})

test.each(['0', '1', '65535'])('PORT %s is one', (port) => {
  expect(read({ PORT: port }).port).toBe(Number(port))
})
test.each(['-1', '80a', '8080.5', '65536', '1e3'])('PORT %s is none', (port) => {
  expect(faultsOf({ PORT: port })).toHaveLength(1)
})

test.each(['60001', '1.5', '10s'])('the time to drain is not %s', (ms) => {
  expect(faultsOf({ LOGGIA_DRAIN_MS: ms })).toHaveLength(1)
})
test.each([
  { name: 'the demo', env: {}, args: ['--demo'], hosts: ['127.0.0.1', 'localhost', '[::1]'] },
  {
    name: 'the demo in a network',
    env: { HOST: '0.0.0.0', LOGGIA_ALLOWED_HOSTS: 'Desk.internal, 192.168.1.5,fd00::5' },
    args: ['--demo'],
    hosts: ['127.0.0.1', 'localhost', '[::1]', 'desk.internal', '192.168.1.5', '[fd00::5]'],
  },
  {
    name: 'the demo under an address',
    env: { LOGGIA_BASE_URL: 'https://demo.example:8443' },
    args: ['--demo'],
    hosts: ['127.0.0.1', 'localhost', '[::1]', 'demo.example'],
  },
  {
    name: 'a server on this machine',
    env: { HOST: '::1' },
    args: [],
    hosts: ['127.0.0.1', 'localhost', '[::1]'],
  },
  { name: 'a server with an address', env: { LOGGIA_BASE_URL: 'https://market.example' }, args: [] },
  { name: 'a server in a network', env: { HOST: '0.0.0.0' }, args: [] },
  {
    name: 'a server with names',
    env: { LOGGIA_BASE_URL: 'https://market.example', LOGGIA_ALLOWED_HOSTS: 'inner.example' },
    args: [],
    hosts: ['127.0.0.1', 'localhost', '[::1]', 'market.example', 'inner.example'],
  },
])('$name answers to $hosts', ({ env, args, hosts }) => {
  expect(read(env as Record<string, string>, args).hosts).toEqual(hosts)
})
test.each(['market.example:8080', 'https://market.example', '*.example', '[::1]'])(
  'no name to answer to is %s',
  (name) => {
    expect(faultsOf({ LOGGIA_ALLOWED_HOSTS: name })).toHaveLength(1)
  },
)

test('how much one address and all may ask is set in numbers above nothing', () => {
  const given = {
    LOGGIA_REQUESTS_PER_MINUTE: '100',
    LOGGIA_PAGES_PER_MINUTE: '10',
    LOGGIA_MOST_CONNECTIONS: '2000',
    LOGGIA_MOST_CONNECTIONS_PER_ADDRESS: '20',
  }

  expect(read(given)).toMatchObject({
    perMinute: { requests: 100, pages: 10 },
    connections: { all: 2000, perAddress: 20 },
  })
  for (const name of Object.keys(given)) expect(faultsOf({ [name]: '0' })).toHaveLength(1)
})
test.each(['fifteen-letters', 'sixteen letters, spaced', '十六个以上的字符不能放进请求头里面去'])(
  'the token for the figures is not %s',
  (token) => {
    expect(faultsOf({ LOGGIA_METRICS_TOKEN: token })).toHaveLength(1)
  },
)

test.each([
  'localhost',
  'seller.internal',
  'seller.internal:8443',
  '10.0.0.7',
  '10.0.0.7:8081',
  '10.0.0.0/8',
  '::1',
  '[::1]:8081',
  'fd00::/8',
  '127.0.0.0/8, ::1/128 ,seller-2.internal',
])('sellers may be allowed by %s', (entry) => {
  expect(faultsOf({ LOGGIA_ALLOW_SELLERS: entry })).toEqual([])
})
test.each([
  '10.0.0.256',
  '10.0.0.0/',
  '10.0.0.0/8/8',
  'fd00::/129',
  'seller.internal:0',
  'seller.internal:65536',
  'http://seller.internal',
  'seller.internal/saas',
  '*.internal',
  '-seller',
  '[::1',
  ':8080',
  'a b',
])('sellers may not be allowed by %s', (entry) => {
  expect(faultsOf({ LOGGIA_ALLOW_SELLERS: `seller.internal, ${entry}` })).toHaveLength(1)
})

test.each([
  'https://market.example/shop',
  'https://market.example/?a=1',
  'https://me@market.example',
  'ftp://market.example',
])('the base address is not %s', (url) => {
  expect(faultsOf({ LOGGIA_BASE_URL: url })).toHaveLength(1)
})

test('the reference page says what the code says', async () => {
  await expect(writeSettingsPage()).toMatchFileSnapshot(
    join(import.meta.dirname, '../../../docs/reference/settings.md'),
  )
})

test('pictures lie beside the embedded data, in a folder that is named, or in a bucket', () => {
  const bucket = {
    LOGGIA_MEDIA_ENDPOINT: 'https://s3.example',
    LOGGIA_MEDIA_BUCKET: 'pictures',
    LOGGIA_MEDIA_ACCESS_KEY: 'an-access-key',
    LOGGIA_MEDIA_SECRET_KEY: 'canary',
  }

  expect(read({ LOGGIA_DATA: '/srv/loggia' }).media).toEqual({ folder: '/srv/loggia/media' })
  expect(read({ LOGGIA_MEDIA_FOLDER: '/srv/pictures' }).media).toEqual({ folder: '/srv/pictures' })
  expect(
    read({ ...bucket, LOGGIA_MEDIA_PATH_STYLE: 'false', LOGGIA_MEDIA_REGION: 'cn-north-4' }).media,
  ).toEqual({
    endpoint: 'https://s3.example',
    region: 'cn-north-4',
    bucket: 'pictures',
    accessKey: 'an-access-key',
    secretKey: 'canary',
    pathStyle: false,
  })
  expect(read(bucket).media).toMatchObject({ region: 'us-east-1', pathStyle: true })
  expect(
    faultsOf({ LOGGIA_MEDIA_ENDPOINT: 'https://s3.example', LOGGIA_MEDIA_SECRET_KEY: 'canary' }),
  ).toEqual([
    'LOGGIA_MEDIA_ENDPOINT also needs LOGGIA_MEDIA_BUCKET, LOGGIA_MEDIA_ACCESS_KEY, LOGGIA_MEDIA_SECRET_KEY',
  ])
  expect(faultsOf({ ...bucket, LOGGIA_MEDIA_FOLDER: '/srv/pictures' })).toHaveLength(1)
  expect(
    faultsOf({ LOGGIA_MEDIA_ENDPOINT: 's3.example', LOGGIA_MEDIA_PATH_STYLE: 'maybe' }).length,
  ).toBeGreaterThan(1)
})

test('operators are shown what the environment says, and of a secret only that it is given', () => {
  const secrets = {
    DATABASE_URL: 'postgres://loggia:hush-hush@db.example/loggia',
    LOGGIA_SECRET: 'hush-hush, nobody may know this one',
    LOGGIA_METRICS_TOKEN: 'hush-hush-hush-hush',
    LOGGIA_OPERATOR_PASSWORD: 'hush-hush, and not a word',
  }

  const { environment } = read({
    ...secrets,
    LOGGIA_OPERATOR_EMAIL: 'first@loggia.example',
    LOGGIA_RETRY_PLAN: 'patient',
  })

  expect(JSON.stringify(environment)).not.toContain('hush')
  for (const variable of Object.keys(secrets))
    expect(environment).toContainEqual({ variable, given: true, secret: true })
  expect(environment).toContainEqual({
    variable: 'LOGGIA_RETRY_PLAN',
    given: true,
    secret: false,
    value: 'patient',
  })
  expect(environment).toContainEqual({ variable: 'PORT', given: false, secret: false, value: '8080' })
})

test.each([
  [['--demo'], 'on'],
  [[], 'off'],
])('operators are shown whether the clock can be moved if nobody says so: %j %s', (args, value) => {
  const { environment } = read({}, args)

  expect(environment).toContainEqual({ variable: 'LOGGIA_MOVABLE_CLOCK', given: false, secret: false, value })
})

test('a mail server has the port of its encryption unless another is given, and people sign up freely', () => {
  const mail = { LOGGIA_SMTP_HOST: 'mail.example', LOGGIA_MAIL_FROM: 'Loggia <market@market.example>' }

  expect(read(mail)).toMatchObject({
    smtp: { host: 'mail.example', port: 587, encryption: 'starttls', from: 'Loggia <market@market.example>' },
    signUp: 'open',
  })
  expect(read({ ...mail, LOGGIA_SMTP_ENCRYPTION: 'tls' }).smtp?.port).toBe(465)
  expect(read({ ...mail, LOGGIA_SMTP_PORT: '2525' }).smtp?.port).toBe(2525)
  expect(read({ ...mail, LOGGIA_SIGN_UP: 'approval' }).signUp).toBe('approval')
})

test.each([
  [{ LOGGIA_SMTP_HOST: 'mail.example' }, /^LOGGIA_SMTP_HOST .*LOGGIA_MAIL_FROM/],
  [{ LOGGIA_SMTP_USER: 'market' }, /^LOGGIA_SMTP_USER and LOGGIA_SMTP_PASSWORD/],
  [{ LOGGIA_MAIL_FROM: 'nobody' }, /^LOGGIA_MAIL_FROM .*Name <address>/],
  [{ LOGGIA_MAIL_FROM: 'A\r\nBcc: x@y.example <a@b.example>' }, /^LOGGIA_MAIL_FROM/],
  [{ LOGGIA_SMTP_ENCRYPTION: 'ssl' }, /^LOGGIA_SMTP_ENCRYPTION/],
])('%o is refused', (env, fault) => {
  expect(faultsOf(env)).toEqual([expect.stringMatching(fault)])
})
