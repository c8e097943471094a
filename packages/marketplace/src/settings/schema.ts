import type { MarketSettingName, MarketSettings } from '@loggia/protocol/console'

/** A setting with its source: the operators' value, else that of the environment, else the market's preset. */
export type Standing<N extends MarketSettingName> = {
  readonly value: MarketSettings[N]
  readonly preset: MarketSettings[N]
  readonly source: 'market' | 'environment' | 'preset'
  readonly variable?: string
  readonly changedAt?: string
  readonly changedBy?: string
}
export type Standings = { readonly [N in MarketSettingName]: Standing<N> }

/** An environment variable of this node; for a secret only whether it is given. */
export type EnvironmentFact = {
  readonly variable: string
  readonly given: boolean
  readonly secret: boolean
  readonly value?: string
}
/** The values until operators set others, and the environment variables of this node. */
export type Presets = {
  readonly values: MarketSettings
  readonly environment: readonly EnvironmentFact[]
}
/** The subject of the history of settings. */
export const settingsSubject = 'market_settings'
