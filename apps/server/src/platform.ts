import { pino } from 'pino'
import { createIds } from '@loggia/kernel'
import type { Stopwatch, Wall, WallInstant } from '@loggia/kernel'
import {
  createEventBus,
  createMarketClock,
  createRandomBytes,
  createSeal,
  describeFault,
} from '@loggia/marketplace'
import type { ChangeFeed, Platform, Prometheus } from '@loggia/marketplace'
import type { Config } from './config.ts'
import type { OpenDatabase } from './open-database.ts'

// The sources of time and chance of this process, and what the marketplace stands on.

export const randomBytes = createRandomBytes()
export const wall: Wall = { source: 'wall', now: () => Date.now() as WallInstant }
export const clock = createMarketClock(wall)
export const stopwatch: Stopwatch = {
  source: 'monotonic',
  start() {
    const from = performance.now()
    return () => performance.now() - from
  },
}
const secretNames = ['password', 'secret', 'token', 'accessKey', 'cookie', 'authorization']
export const openLog = (config: Config) =>
  pino(
    {
      level: config.logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
        censor: '[redacted]',
      },
      serializers: {
        error: (error: unknown) => describeFault(error),
        err: (error: unknown) => describeFault(error),
      },
    },
    pino.destination({ dest: 2, sync: true }),
  )
export type Log = ReturnType<typeof openLog>

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: the process exists and belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

type PlatformParts = OpenDatabase & { log: Log; changes: ChangeFeed; prometheus: Pick<Prometheus, 'metrics'> }

export function createPlatform(config: Config, parts: PlatformParts): Platform {
  const { db, secret, log, changes, prometheus } = parts
  return {
    db,
    clock,
    wall,
    stopwatch,
    ids: createIds({ nowMs: Date.now, randomBytes }),
    randomBytes,
    seal: createSeal(secret, randomBytes),
    zone: config.zone,
    log,
    bus: createEventBus(),
    changes,
    metrics: prometheus.metrics,
  }
}
