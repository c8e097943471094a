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

/** What operators have chosen, as this node last read it: it is asked with every call, so it is not read with every call. */
export type OperatorLimits = {
  readonly plan: RetryPlan
  readonly sellerLimit: number
  /** Without it the dialect's. */
  readonly timeLimitMs?: DurationMs | undefined
  /** While the market’s time is moved: how long a call takes at most to a server that has used up what a move waits for it. */
  readonly hurriedMs?: DurationMs | undefined
}
export type KeptOperatorLimits = {
  current(): OperatorLimits
  /** The market’s time is moved from now on, and a server that hangs is waited for no longer than this; undefined: it is not any more. */
  capTimeLimit(mostMs: DurationMs | undefined): void
  /** An attempt at this server is over, of which so much time was allowed. */
  heard(channelId: Id<'chn'>, sent: Sent, allowedMs: DurationMs): void
  /** Whether the server has let so many calls of this move run out that the next ones are not waited for in full. */
  isTooSlow(channelId: Id<'chn'>): boolean
  /** Reads them again; a node reads when it starts, when it hears of a change, and now and then. */
  follow(): Promise<void>
}

/** What holds until operators choose; a call takes at most as long as the most patient protocol allows. */
export const toPresets = ({
  plan,
  sellerLimit,
  timeLimitMs = Math.max(...Object.values(dialects).map((dialect) => dialect.timeLimitMs)),
}: CallSettings): Pick<MarketSettings, keyof typeof callOptions> => ({
  retryPlan: plan,
  sellerCallLimit: sellerLimit,
  callTimeLimitSeconds: Math.ceil(timeLimitMs / 1000),
})

/** Calls of one move in a row that may run out of the whole time: a minute of twenty seconds each. */
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

  // Whoever does not hear of it, or cannot read now, reads with the next sweep.
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
      // A test bench may say that the time ran out where nobody waited for it.
      else if (sent.durationMs * 2 > allowedMs) ranOut.set(channelId, (ranOut.get(channelId) ?? 0) + 1)
    },
    isTooSlow: (channelId) => (ranOut.get(channelId) ?? 0) >= ranOutMost,
    follow,
  }
}
