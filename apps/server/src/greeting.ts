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
    config.databaseUrl === undefined ? config.dataFolder : 'the PostgreSQL database in DATABASE_URL'
  const lines = [
    `Loggia runs at ${address} (ready in ${seconds.toFixed(1)} s)`,
    ...(started.demo ? demoLines(started, started.demo) : []),
    ...(started.hasOperator
      ? []
      : [
          '  operator    none yet: start once with LOGGIA_OPERATOR_EMAIL and LOGGIA_OPERATOR_PASSWORD to create one',
        ]),
    ...warnings(started),
    `  data        ${place}`,
    `  API         ${address}/api/docs`,
    '  stop        Ctrl-C',
  ]
  return `\n${lines.join('\n')}\n\n`
}

function demoLines({ accounts, sellerOrigin }: Started, demo: Demo): string[] {
  if (!demo.servers)
    return ['  This database has data, but not the demo. It was not changed, and no sample seller runs.']
  const width = Math.max(...accounts.map(({ email }) => email.length))
  return [
    ...(demo.seeded
      ? [
          '  The empty database was filled with the demo: twelve sellers with 42 products, three buyers and an operator.',
        ]
      : []),
    ...accounts.map(
      ({ email, role }, i) => `  ${i === 0 ? 'sign in as ' : '           '} ${email.padEnd(width)}  ${role}`,
    ),
    `  password    ${accounts[0]?.password ?? ''} (for all accounts)`,
    `  seller      ${sellerOrigin ?? 'the sample seller does not respond yet; see the log'}`,
  ]
}

/** Warnings about accounts with well-known passwords, which are for this machine only. */
function warnings({ config, holdsDemo }: Started): string[] {
  const isOpen = !['127.0.0.1', '::1', 'localhost'].includes(config.host)
  if (!holdsDemo || (config.demo && !isOpen)) return []
  return [
    '  WARNING     this database has the demo’s accounts, whose password is public: use it for demos only, and another LOGGIA_DATA for everything else',
  ]
}
