import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  lockFolder,
  lockNode,
  migrate,
  NodeRefused,
  openEmbedded,
  createPostgresDatabase,
  readMigrations,
  renewDemo,
  restoreDemo,
} from '@loggia/marketplace'
import type { Clock } from '@loggia/kernel'
import type { Database, FolderHolder, NodeLock } from '@loggia/marketplace'
import type { Config } from './config.ts'
import { readOrCreateSecret } from './secret.ts'
import { readCode, StartFault } from './start-fault.ts'

export type OpenDatabase = { readonly db: Database; readonly secret: string; close(): Promise<void> }
export type ProcessFacts = {
  readonly holder: FolderHolder
  readonly isRunning: (pid: number) => boolean
  readonly randomBytes: (length: number) => Uint8Array
  /** Before the database is open, it shows the real time. */
  readonly clock: Clock
  /** Called when an idle connection was lost. */
  readonly onLost: (error: Error) => void
}

/** Opens the configured database and migrates it to this version. */
export const openDatabase = (config: Config, facts: ProcessFacts): Promise<OpenDatabase> =>
  config.databaseUrl === undefined ? openFolder(config, facts) : openServer(config, config.databaseUrl, facts)

async function openFolder(config: Config, facts: ProcessFacts): Promise<OpenDatabase> {
  const { dataFolder } = config
  try {
    // The folder has the secret and the data that it seals, so only its owner may read it.
    await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new StartFault(
      `The data folder ${dataFolder} cannot be used (${readCode(error) ?? 'unknown'}). Choose another with LOGGIA_DATA.`,
      error,
    )
  }
  const lock = await lockFolder(dataFolder, facts.holder, facts.isRunning)
  try {
    const secret = config.secret ?? (await readOrCreateSecret(dataFolder, facts.randomBytes))
    // The files of the template belong into the data folder.
    const isWhole = 'folder' in config.media && config.media.folder === join(dataFolder, 'media')
    if (config.demo && isWhole) await restoreDemo(dataFolder)
    const db = await openEmbedded(join(dataFolder, 'database'))
    const { randomBytes } = facts
    if (config.demo) await renewDemo(db, { now: facts.clock.now(), secret, randomBytes })
    const close = async (): Promise<void> => {
      await db.close()
      await lock.release()
    }
    return { db, secret, close }
  } catch (error) {
    await lock.release()
    throw error
  }
}

const connections = 20

async function openServer(config: Config, url: string, facts: ProcessFacts): Promise<OpenDatabase> {
  const db = createPostgresDatabase({ url, connections, onLost: facts.onLost })
  let place: NodeLock | undefined
  const close = async (): Promise<void> => {
    await db.close()
    await place?.close()
  }
  try {
    // Taken before anything in the database is changed.
    place = await takePlace(config, url)
    await migrate(db, await readMigrations())
    return { db, secret: config.secret ?? '', close }
  } catch (error) {
    await close()
    throw databaseFault(error, url)
  }
}

/** A market with a movable clock may have only one node, because the clocks of others would go on during a move. */
async function takePlace(config: Config, url: string): Promise<NodeLock> {
  const onTaken = (): never => {
    throw new StartFault('Another server replaced this one while the database could not be reached.')
  }
  try {
    return await lockNode({ url, alone: config.clock.movable, onTaken })
  } catch (error) {
    if (error instanceof NodeRefused) throw new StartFault(refusals[error.because], error)
    throw error
  }
}

const refusals: Readonly<Record<NodeRefused['because'], string>> = {
  others:
    'With LOGGIA_MOVABLE_CLOCK=on, a server must be the only one on its database, but another one is running. Stop that one first, or start this one with LOGGIA_MOVABLE_CLOCK=off.',
  alone:
    'The server that is running on this database can move the clock (LOGGIA_MOVABLE_CLOCK=on), so it must be the only one. Stop it first, or restart it with LOGGIA_MOVABLE_CLOCK=off.',
}

/** The message has the address without its password. */
function databaseFault(error: unknown, address: string): unknown {
  const url = URL.parse(address)
  const place = url ? `${url.host}${url.pathname}` : 'DATABASE_URL'
  const code = readCode(error) ?? ''
  const sentences: Readonly<Record<string, string>> = {
    ECONNREFUSED: 'nothing listens there',
    ENOTFOUND: 'its name cannot be resolved',
    ETIMEDOUT: 'it does not respond',
    '28P01': 'it refused the user name or password',
    '28000': 'it refused this user',
    '3D000': 'it has no database with this name',
    '42501': 'this user may not create tables in it',
  }
  const reason = sentences[code]
  return reason === undefined
    ? error
    : new StartFault(`The database ${place} cannot be used: ${reason}. Check DATABASE_URL.`, error)
}
