import { fromSeconds } from '@loggia/kernel'
import type { DurationMs, Id } from '@loggia/kernel'
import type { Sent } from '@loggia/outbound'
import type { MarketSettings } from '@loggia/protocol/console'
import type { RetryPlan } from '@loggia/protocol/console/settings/kinds'
import { dialects } from '../../dialects/index.ts'
import { listSettings, pickSetting, settingsTopic } from '../../platform/index.ts'
import type { Platform } from '../../platform/index.ts'
import { callOptions } from '../schema.ts'
import type { CallSettings } from '../schema.ts'

/**
 * The limits that operators have set, as this node last read them. They are used for every call, so they are not read
 * for every call.
 */
export type OperatorLimits = {
  readonly plan: RetryPlan
  readonly sellerLimit: number
  /** The time limit of a call; the dialect's if absent. */
  readonly timeLimitMs?: DurationMs | undefined
  /** While the market’s time is moved: the time limit of calls to a server that is too slow for this move. */
  readonly hurriedMs?: DurationMs | undefined
}
export type KeptOperatorLimits = {
  current(): OperatorLimits
  /** Sets the time limit for servers that hang while the market’s time is moved; undefined when the move is over. */
  capTimeLimit(mostMs: DurationMs | undefined): void
  /** Notes an attempt at this server that has ended, and how much time it was allowed. */
  heard(channelId: Id<'chn'>, sent: Sent, allowedMs: DurationMs): void
  /** Whether so many calls of this move to the server ran out of time that the next ones get the shorter time limit. */
  isTooSlow(channelId: Id<'chn'>): boolean
  /** Reads the limits again. A node does so when it starts, when it hears of a change, and from time to time. */
  follow(): Promise<void>
}

/** The values that apply until operators set others. The time limit is that of the protocol that allows most. */
export const toPresets = ({
  plan,
  sellerLimit,
  timeLimitMs = Math.max(...Object.values(dialects).map((dialect) => dialect.timeLimitMs)),
}: CallSettings): Pick<MarketSettings, keyof typeof callOptions> => ({
  retryPlan: plan,
  sellerCallLimit: sellerLimit,
  callTimeLimitSeconds: Math.ceil(timeLimitMs / 1000),
})

/** How many calls of a move in a row may use up the whole time limit: three of twenty seconds make a minute. */
const ranOutMost = 3

export function createOperatorLimits(
  { db, changes, log }: Platform,
  { plan, sellerLimit, timeLimitMs }: CallSettings,
): KeptOperatorLimits {
  let choices: OperatorLimits = { plan, sellerLimit, timeLimitMs }
  let hurriedMs: DurationMs | undefined
  /** How many calls of this move in a row ran out of time, by server. */
  const ranOut = new Map<Id<'chn'>, number>()

  async function follow(): Promise<void> {
    const kept = await listSettings(db)
    const chosenSeconds = pickSetting(kept, callOptions.callTimeLimitSeconds)
    choices = {
      plan: pickSetting(kept, callOptions.retryPlan) ?? plan,
      sellerLimit: pickSetting(kept, callOptions.sellerCallLimit) ?? sellerLimit,
      timeLimitMs: chosenSeconds === undefined ? timeLimitMs : fromSeconds(chosenSeconds),
    }
  }

  // A node that does not hear of the change, or cannot read now, reads with the next sweep.
  changes.subscribe(settingsTopic, () => {
    follow().catch((error: unknown) => log.warn({ error }, 'Settings could not be read; they are read again'))
  })
  return {
    current: () => ({ ...choices, hurriedMs }),
    capTimeLimit(mostMs) {
      hurriedMs = mostMs
      ranOut.clear()
    },
    heard(channelId, sent, allowedMs) {
      const code = 'fault' in sent ? sent.fault.code : 'answered'
      if (hurriedMs === undefined || code === 'interrupted') return
      if (code !== 'timed_out') ranOut.delete(channelId)
      // A test bench may report a timeout without waiting; only one that took at least half of the allowed time counts.
      else if (sent.durationMs * 2 > allowedMs) ranOut.set(channelId, (ranOut.get(channelId) ?? 0) + 1)
    },
    isTooSlow: (channelId) => (ranOut.get(channelId) ?? 0) >= ranOutMost,
    follow,
  }
}
