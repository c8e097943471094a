import type { MarketSettingName, MarketSettings } from '@loggia/protocol/console'
import { formatCount } from '@loggia/ui'
import { settingTexts } from './texts.ts'

type Value = MarketSettings[MarketSettingName]

// Copies of the contract's values, because a page does not load the contract.
const choices = {
  fourEyesOnPrices: [false, true],
  fourEyesOnTopUps: [false, true],
  signUp: ['open', 'approval', 'closed'],
  operatorsNeedFactor: [false, true],
  approveVerifiedAddresses: [false, true],
  feedbackAtOnce: [false, true],
  retryPlan: ['compatible', 'patient'],
  ticketHours: ['weekdays_9_18', 'weekdays_8_20', 'all_days_9_18', 'all_days_8_22', 'always'],
} as const satisfies { readonly [N in MarketSettingName]?: readonly MarketSettings[N][] }
const ranges = {
  sellerCallLimit: { min: 1, max: 32 },
  callTimeLimitSeconds: { min: 5, max: 60 },
  sellerMinStaff: { min: 0, max: 100_000 },
  sellerMinYears: { min: 0, max: 50 },
  sellerMinCapital: { min: 0, max: 1_000_000_000_000 },
  sellerSupportDays: { min: 0, max: 7 },
  sellerSupportHours: { min: 0, max: 24 },
  papersKeptDays: { min: 1, max: 3650 },
  papersKeptYears: { min: 1, max: 30 },
} as const

/** The values of a choice; undefined for a number. */
export const listChoices = (name: MarketSettingName): readonly Value[] | undefined =>
  name in choices ? choices[name as keyof typeof choices] : undefined
export const findRange = (
  name: MarketSettingName,
): { readonly min: number; readonly max: number } | undefined =>
  name in ranges ? ranges[name as keyof typeof ranges] : undefined

/** Reads a typed number, if it is in the range. */
export function readWhole(
  written: string,
  range: { readonly min: number; readonly max: number },
): number | undefined {
  const text = written.trim()
  if (!/^\d{1,13}$/.test(text)) return undefined
  const value = Number(text)
  return value >= range.min && value <= range.max ? value : undefined
}

const unitOf: {
  readonly [N in MarketSettingName]?: 'calls' | 'seconds' | 'people' | 'years' | 'yuan' | 'days' | 'hours'
} = {
  sellerCallLimit: 'calls',
  callTimeLimitSeconds: 'seconds',
  sellerMinStaff: 'people',
  sellerMinYears: 'years',
  sellerMinCapital: 'yuan',
  sellerSupportDays: 'days',
  sellerSupportHours: 'hours',
  papersKeptDays: 'days',
  papersKeptYears: 'years',
}

/** A value as text. */
export function useSettingText(): (name: MarketSettingName, value: Value) => string {
  const { values } = settingTexts.use()
  const words: Readonly<Record<string, unknown>> = values
  return (name, value) => {
    if (typeof value === 'boolean') return value ? values.on : values.off
    if (typeof value === 'number') {
      const unit = unitOf[name]
      return value === 0 && name.startsWith('seller')
        ? values.notAsked
        : unit
          ? values[unit](formatCount(value))
          : formatCount(value)
    }
    const word = words[value]
    return typeof word === 'string' ? word : value
  }
}
