import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Problem, toIso } from '@loggia/kernel'
import {
  createChangeFeed,
  createMarketplace,
  createPrometheus,
  defaultCallSettings,
  FolderHeldError,
  isSecretRight,
} from '@loggia/marketplace'
import type { Marketplace } from '@loggia/marketplace'
import { ConfigError, readConfig } from '../config.ts'
import type { Config } from '../config.ts'
import { openDatabase } from '../open-database.ts'
import { clock, createPlatform, isRunning, openLog, randomBytes, wall } from '../platform.ts'
import { StartFault } from '../start-fault.ts'

const usage = `Usage: loggia operator list
       loggia operator reset-password --email EMAIL

Works on the database of a marketplace, on the machine and with the settings of its server
(DATABASE_URL and LOGGIA_SECRET, or LOGGIA_DATA). With the embedded database, end the server first.

list            Lists the operators of the marketplace.
reset-password  Gives a member, operator or not, a new initial password and prints it. The member is signed out
                everywhere and chooses a password of their own at the next sign-in. Two-step sign-in is turned
                off: authenticator app, passkeys and recovery codes of the member are removed.
`

type Io = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly pid: number
  write(text: string): void
  fail(text: string): void
}
/** 0: done. 1: there is no such member. 2: the command could not run. */
type Code = 0 | 1 | 2

/** `loggia operator …`, for whoever may read the database of the marketplace: the way back for a lost operator. */
export async function runOperatorCommand(words: readonly string[], io: Io): Promise<Code> {
  const [, command, ...rest] = words
  if (command === undefined || command === '--help' || rest.includes('--help')) {
    io.write(usage)
    return 0
  }
  try {
    if (command === 'list') return await withMarket(io, (market) => listOperators(market, io))
    if (command === 'reset-password') {
      const { email } = parseArgs({ args: rest, options: { email: { type: 'string' } } }).values
      if (email) return await withMarket(io, (market) => resetPassword(market, email, io))
    }
    io.fail(usage)
    return 2
  } catch (error) {
    return explain(error, io)
  }
}

function explain(error: unknown, { fail }: Io): Code {
  if (error instanceof Problem && error.code === 'parties.member_unknown') {
    fail('No account has this email. `loggia operator list` lists the operators.\n')
    return 1
  }
  const isForPeople =
    error instanceof ConfigError || error instanceof StartFault || error instanceof FolderHeldError
  const isUsage = error instanceof TypeError && 'code' in error
  fail(`${isForPeople || isUsage ? error.message : String(error)}\n`)
  return 2
}

/** A wrong folder is refused: the server would make a new database there, and this command would find nobody in it. */
function requireDatabase({ databaseUrl, dataFolder }: Config): void {
  if (databaseUrl !== undefined || existsSync(join(dataFolder, 'database'))) return
  throw new StartFault(
    `The folder ${dataFolder} has no database of a marketplace. Set LOGGIA_DATA to the data folder of the server.`,
  )
}

async function withMarket(io: Io, work: (market: Marketplace) => Promise<Code>): Promise<Code> {
  const config = readConfig({ env: io.env, args: [] })
  requireDatabase(config)
  const opened = await openDatabase(config, {
    holder: { pid: io.pid, since: toIso(wall.now()), address: 'loggia operator' },
    isRunning,
    randomBytes,
    clock,
    onLost: () => undefined,
  })
  try {
    const parts = { log: openLog({ ...config, logLevel: 'silent' }), changes: createChangeFeed() }
    const prometheus = createPrometheus({ runtime: false })
    const platform = createPlatform(config, { ...opened, ...parts, prometheus })
    if (!(await isSecretRight(platform)))
      throw new StartFault('LOGGIA_SECRET is not the one that this database was sealed with.')
    return await work(createMarketplace(platform, { calls: { ...defaultCallSettings, alone: false } }))
  } finally {
    await opened.close()
  }
}

async function listOperators({ parties }: Marketplace, { write }: Io): Promise<Code> {
  const operators = await parties.listOperators()
  for (const { email, name, rights, enabled } of operators) {
    const notes = [...(rights.main ? ['owner'] : rights.grants), ...(enabled ? [] : ['suspended'])]
    write(`${email}  ${name}  ${notes.join(', ')}\n`)
  }
  if (operators.length === 0)
    write(
      'This marketplace has no operator. LOGGIA_OPERATOR_EMAIL and LOGGIA_OPERATOR_PASSWORD make the first.\n',
    )
  return 0
}

async function resetPassword({ parties }: Marketplace, email: string, { write }: Io): Promise<Code> {
  const { name, password, hadFactors } = await parties.resetOnServer(email)
  write(
    `New initial password of ${name} (${email}):\n\n    ${password}\n\nIt has to be changed at the next sign-in.\n`,
  )
  write(
    hadFactors
      ? 'Two-step sign-in was turned off: the authenticator app, passkeys and recovery codes were removed.\n'
      : 'The account had no two-step sign-in.\n',
  )
  return 0
}
