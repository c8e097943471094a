import type { MarketSettingName, MarketSettings, MarketSettingsChange } from '@loggia/protocol/console'
import type { Presets } from './schema.ts'

/** Which variables of the environment preset a setting. */
export const variableOf: Partial<Readonly<Record<MarketSettingName, string>>> = {
  signUp: 'LOGGIA_SIGN_UP',
  retryPlan: 'LOGGIA_RETRY_PLAN',
}

/** Where the value comes from. */
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
/** One change that is one: what is undefined was not set, and is not any more. */
export type OneChange = {
  readonly name: MarketSettingName
  readonly from: Value
  readonly to: Value
  readonly set: Value | undefined
}

/** What of the change asked for changes anything; setting what is set already, or taking back what was never set, does not. */
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
