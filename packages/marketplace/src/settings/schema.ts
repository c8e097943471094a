import type { MarketSettingName, MarketSettings } from '@loggia/protocol/console'

/** How a setting stands: what operators have set, else what the environment says, else the market's own preset. */
export type Standing<N extends MarketSettingName> = {
  readonly value: MarketSettings[N]
  readonly preset: MarketSettings[N]
  readonly source: 'market' | 'environment' | 'preset'
  readonly variable?: string
  readonly changedAt?: string
  readonly changedBy?: string
}
export type Standings = { readonly [N in MarketSettingName]: Standing<N> }

/** What a node was started with; of a secret only whether it is there. */
export type EnvironmentFact = {
  readonly variable: string
  readonly given: boolean
  readonly secret: boolean
  readonly value?: string
}
/** What holds while operators have set nothing, and which of it the environment says. */
export type Presets = {
  readonly values: MarketSettings
  readonly environment: readonly EnvironmentFact[]
}
/** Whose history tells of them. */
export const settingsSubject = 'market_settings'
