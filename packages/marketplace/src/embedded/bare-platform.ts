import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import { createIds, fromIso, toZone } from '@loggia/kernel'
import type { DurationMs, Instant, WallInstant } from '@loggia/kernel'
import { createChangeFeed, createEventBus, createSeal, noMetrics } from '../platform/index.ts'
import type { Platform } from '../platform/index.ts'
import { openTestDatabase } from './test-database.ts'

/** A clock that stands still until the test moves it. */
type HandClock = { moveBy(length: DurationMs): void }
export type BarePlatform = {
  readonly platform: Platform
  readonly clock: HandClock
  readonly wall: HandClock
  /** The log, one JSON line each. */
  readonly logged: string[]
  close(): Promise<void>
}

const startsAt = fromIso('2026-11-24T06:33:00.000Z')

/** A platform with a database of its own and without domains. `postgres` is the admin URL of a disposable cluster. */
export async function openBarePlatform(
  options: { postgres?: string | undefined } = {},
): Promise<BarePlatform> {
  const { db, close } = await openTestDatabase(options.postgres)
  let marketMs: number = startsAt
  let wallMs: number = startsAt
  const logged: string[] = []
  const platform: Platform = {
    db,
    clock: { source: 'market', now: () => marketMs as Instant },
    wall: { source: 'wall', now: () => wallMs as WallInstant },
    stopwatch: { source: 'monotonic', start: () => () => 1 },
    ids: createIds({ nowMs: () => wallMs, randomBytes }),
    randomBytes,
    seal: createSeal('a secret that only tests know, long enough', randomBytes),
    zone: toZone('Asia/Shanghai'),
    log: pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) }),
    bus: createEventBus(),
    changes: createChangeFeed(),
    metrics: noMetrics,
  }
  return {
    platform,
    clock: { moveBy: (length) => void (marketMs += length) },
    wall: { moveBy: (length) => void (wallMs += length) },
    logged,
    close,
  }
}
