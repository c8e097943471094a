import type { Demo, DemoAccount } from '@loggia/marketplace'
import type { Config } from './config.ts'

export type Started = {
  readonly config: Config
  readonly address: string
  readonly seconds: number
  readonly demo?: Demo
  readonly accounts: readonly DemoAccount[]
  readonly sellerOrigin?: string | undefined
  /** The database has the demo's accounts although this is not the demo. */
  readonly holdsDemo: boolean
  readonly hasOperator: boolean
}

/** The text for the person who started the server: addresses, accounts, and where things are stored. */
export function formatGreeting(started: Started): string {
  const { config, address, seconds } = started
  const place =
    config.databaseUrl === undefined ? config.dataFolder : 'the PostgreSQL server that DATABASE_URL names'
  const lines = [
    `Loggia is open at ${address} (ready in ${seconds.toFixed(1)} s)`,
    ...(started.demo ? demoLines(started, started.demo) : []),
    ...(started.hasOperator
      ? []
      : ['  operator    none yet: start once with LOGGIA_OPERATOR_EMAIL and LOGGIA_OPERATOR_PASSWORD']),
    ...warnings(started),
    `  data        ${place}`,
    `  interfaces  ${address}/api/docs`,
    '  stop        Ctrl-C',
  ]
  return `\n${lines.join('\n')}\n\n`
}

function demoLines({ accounts, sellerOrigin }: Started, demo: Demo): string[] {
  if (!demo.servers)
    return ['  This database is not empty and holds no demo: it was left as it is, without a sample seller.']
  const width = Math.max(...accounts.map(({ email }) => email.length))
  return [
    ...(demo.seeded
      ? [
          '  The empty database was filled with a demo: two sellers with six products, two buyers, an operator.',
        ]
      : []),
    ...accounts.map(
      ({ email, role }, i) => `  ${i === 0 ? 'sign in as ' : '           '} ${email.padEnd(width)}  ${role}`,
    ),
    `  password    ${accounts[0]?.password ?? ''} (of all of them)`,
    `  seller      ${sellerOrigin ?? 'the sample seller does not answer yet; the log says why'}`,
  ]
}

/** Warnings about accounts with well-known passwords, which are for this machine only. */
function warnings({ config, holdsDemo }: Started): string[] {
  const isOpen = !['127.0.0.1', '::1', 'localhost'].includes(config.host)
  if (!holdsDemo || (config.demo && !isOpen)) return []
  return [
    '  CAUTION     this database holds the demo’s accounts, whose password is published: use another LOGGIA_DATA for anything but a demo',
  ]
}
