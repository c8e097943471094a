// The market that makes the template of the demo: it is composed as the server composes it, on a clock that can be held.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { createIds, toZone } from '@loggia/kernel'
import {
  createChangeFeed,
  createEventBus,
  createFolderStorage,
  createMarketClock,
  createMarketplace,
  createMarketplaceHttp,
  createPrometheus,
  createSeal,
  defaultCallSettings,
  demoAccounts,
  loadConsole,
  openEmbedded,
  startJobs,
  templateSecret,
} from '@loggia/marketplace'
import { openLog, stopwatch } from '../../apps/server/src/platform.ts'
import { projectRoot } from '../setup/progress.mjs'

const bytes = (length) => new Uint8Array(randomBytes(length))
const wall = { source: 'wall', now: () => Date.now() }

/**
 * Opens a market on the database of a data folder, and listens. `startsAt` is the time at which its clock is held; `close`
 * leaves the folder to be packed.
 */
export async function openMarket({ folder, port, startsAt }) {
  const clock = createMarketClock(wall)
  clock.holdAt(startsAt)
  const db = await openEmbedded(join(folder, 'database'))
  const platform = {
    db,
    clock,
    wall,
    stopwatch,
    ids: createIds({ nowMs: Date.now, randomBytes: bytes }),
    randomBytes: bytes,
    seal: createSeal(templateSecret, bytes),
    zone: toZone('Asia/Shanghai'),
    log: openLog({ logLevel: process.env.LOG_LEVEL ?? 'error' }),
    bus: createEventBus(),
    changes: createChangeFeed(),
    metrics: createPrometheus({ runtime: false }).metrics,
  }
  const origin = `http://127.0.0.1:${port}`
  const market = createMarketplace(platform, {
    origin,
    tenantUrl: undefined,
    storage: createFolderStorage(join(folder, 'media')),
    calls: { ...defaultCallSettings, allow: ['127.0.0.0/8'], ownPort: port, alone: true },
    monitoring: { dialTestsAtOnce: 0 },
    clock: { hands: clock, movable: true, movers: 'operators_and_sellers', callLimitMs: 5_000 },
  })
  const { composeMail: _composeMail, ...pages } = await loadConsole(
    join(projectRoot, 'apps', 'console', 'dist'),
  )
  const server = await createMarketplaceHttp(market, platform, {
    ...pages,
    demoAccounts,
    baseUrl: origin,
    movableClock: true,
  })
  const jobs = await startJobs(market, platform, { alone: true })
  await server.listen({ port, host: '127.0.0.1' })
  const close = async () => {
    await server.close()
    await jobs.stop()
    await db.close()
  }
  return { market, platform, clock, jobs, origin, close }
}
