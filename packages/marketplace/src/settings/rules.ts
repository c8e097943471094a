import type { MarketSettingName, MarketSettings, MarketSettingsChange } from '@loggia/protocol/console'
import type { Presets } from './schema.ts'

/** The environment variables that preset settings. */
export const variableOf: Partial<Readonly<Record<MarketSettingName, string>>> = {
  signUp: 'LOGGIA_SIGN_UP',
  retryPlan: 'LOGGIA_RETRY_PLAN',
}

/** The source of the present value. */
export function findSource(
  name: MarketSettingName,
  isSet: boolean,
  { environment }: Pick<Presets, 'environment'>,
): 'market' | 'environment' | 'preset' {
  if (isSet) return 'market'
  const variable = variableOf[name]
  return environment.some((fact) => fact.variable === variable && fact.given) ? 'environment' : 'preset'
}

type Value = MarketSettings[MarketSettingName]
/** An effective change of a setting; `set` is undefined if the setting is taken back. */
export type OneChange = {
  readonly name: MarketSettingName
  readonly from: Value
  readonly to: Value
  readonly set: Value | undefined
}

/**
 * The effective part of a requested change: setting the present value again, or taking back a value never set, has no
 * effect.
 */
export function decideChanges(
  kept: Partial<MarketSettings>,
  presets: MarketSettings,
  ask: MarketSettingsChange,
): OneChange[] {
  return (Object.keys(presets) as MarketSettingName[]).flatMap((name) => {
    const asked = ask[name]
    if (asked === undefined) return []
    const set = asked ?? undefined
    if (set === kept[name]) return []
    return [{ name, from: kept[name] ?? presets[name], to: set ?? presets[name], set }]
  })
}
