import { seconds } from '@loggia/kernel'
import type { DurationMs } from '@loggia/kernel'
import type { SchedulePlan } from '../../dialects/index.ts'
import { listSettings, settingAmong, settingsTopic } from '../../platform/index.ts'
import type { Platform } from '../../platform/index.ts'
import { callOptions } from '../schema.ts'
import type { CallSettings } from '../schema.ts'

/** What operators have chosen, as this node last read it: it is asked with every call, so it is not read with every call. */
export type Choices = {
  readonly plan: SchedulePlan
  readonly sellerLimit: number
  /** Without it the dialect's. */
  readonly timeLimitMs?: DurationMs | undefined
  /** While the market’s time is moved: no call takes longer than this. */
  readonly hurriedMs?: DurationMs | undefined
}
export type KeptChoices = {
  current(): Choices
  /** The market’s time is moved from now on, and no call takes longer than this; undefined: it is not any more. */
  hurry(mostMs: DurationMs | undefined): void
  /** Reads them again; a node reads when it starts, when it hears of a change, and now and then. */
  follow(): Promise<void>
}

export function createChoices(
  { db, changes, log }: Platform,
  { plan, sellerLimit, timeLimitMs }: CallSettings,
): KeptChoices {
  let choices: Choices = { plan, sellerLimit, timeLimitMs }
  let hurriedMs: DurationMs | undefined

  async function follow(): Promise<void> {
    const kept = await listSettings(db)
    const chosenSeconds = settingAmong(kept, callOptions.callTimeLimitSeconds)
    choices = {
      plan: settingAmong(kept, callOptions.retryPlan) ?? plan,
      sellerLimit: settingAmong(kept, callOptions.sellerCallLimit) ?? sellerLimit,
      timeLimitMs: chosenSeconds === undefined ? timeLimitMs : seconds(chosenSeconds),
    }
  }

  // Whoever does not hear of it, or cannot read now, reads with the next sweep.
  changes.subscribe(settingsTopic, () => {
    follow().catch((error: unknown) => log.warn({ error }, 'Settings could not be read; they are read again'))
  })
  return {
    current: () => ({ ...choices, hurriedMs }),
    hurry: (mostMs) => void (hurriedMs = mostMs),
    follow,
  }
}
