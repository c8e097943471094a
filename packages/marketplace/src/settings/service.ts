import { omitUndefined } from '@loggia/kernel'
import type { MarketSettingName, MarketSettings, MarketSettingsChange } from '@loggia/protocol/console'
import type { Access } from '../access/index.ts'
import type { Calls } from '../calls/index.ts'
import type { Catalog } from '../catalog/index.ts'
import type { Ledger } from '../ledger/index.ts'
import type { FeedbackService } from '../feedback/index.ts'
import { requireOperator } from '../parties/index.ts'
import type { Papers } from '../papers/index.ts'
import type { Parties } from '../parties/index.ts'
import type { Tickets } from '../tickets/index.ts'
import { runInTx, listSettings, record, saveSetting, pickSetting, toWireTime } from '../platform/index.ts'
import type { KeptSetting, MemberActor, Platform, Setting, Tx } from '../platform/index.ts'
import { decideChanges, findSource, variableOf } from './rules.ts'
import type { OneChange } from './rules.ts'
import { settingsSubject } from './schema.ts'
import type { EnvironmentFact, Presets, Standing, Standings } from './schema.ts'

export type Settings = ReturnType<typeof createSettings>

type Kept = { readonly [N in MarketSettingName]: Setting<MarketSettings[N]> }
/** The domains that have settings. */
type Domains = {
  readonly parties: Pick<Parties, 'options'>
  readonly papers: Pick<Papers, 'options'>
  readonly catalog: Pick<Catalog, 'options'>
  readonly ledger: Pick<Ledger, 'options'>
  readonly access: Pick<Access, 'options'>
  readonly feedback: Pick<FeedbackService, 'options'>
  readonly tickets: Pick<Tickets, 'options'>
  readonly calls: Pick<Calls, 'options' | 'follow' | 'lowerGateLimits'>
}

export function createSettings(platform: Platform & Domains & { readonly presets: Presets }) {
  const { db, clock, parties, papers, catalog, ledger, access, calls, feedback, tickets, presets } = platform
  const kept: Kept = {
    ...catalog.options,
    ...ledger.options,
    ...parties.options,
    ...papers.options,
    ...access.options,
    ...calls.options,
    ...feedback.options,
    ...tickets.options,
  }
  const names = Object.keys(kept) as MarketSettingName[]

  /** All settings with their sources, and the environment of this node: for operators. */
  async function getSettings(
    actor: MemberActor,
  ): Promise<{ settings: Standings; environment: readonly EnvironmentFact[] }> {
    requireOperator(actor)
    const all = await listSettings(db)
    const settings = Object.fromEntries(names.map((name) => [name, standingOf(name, all)]))
    return { settings: settings as Standings, environment: presets.environment }
  }

  function standingOf<N extends MarketSettingName>(
    name: N,
    all: ReadonlyMap<string, KeptSetting>,
  ): Standing<N> {
    const set = pickSetting(all, kept[name]) as MarketSettings[N] | undefined
    const { changedAt, changedBy } = all.get(kept[name].name) ?? {}
    const variable = variableOf[name]
    return {
      value: set ?? presets.values[name],
      preset: presets.values[name],
      source: findSource(name, set !== undefined, presets),
      ...omitUndefined({ variable, changedAt: toWireTime(changedAt), changedBy }),
    }
  }

  /** Sets some settings for all nodes, or takes them back. Each change leaves a row of history (R7). */
  async function changeSettings(actor: MemberActor, ask: MarketSettingsChange) {
    await runInTx(platform, { actor }, async (tx) => {
      requireOperator(actor)
      const all = await listSettings(tx)
      const set = Object.fromEntries(
        names.flatMap((name) => {
          const value = pickSetting<unknown>(all, kept[name])
          return value === undefined ? [] : [[name, value]]
        }),
      ) as Partial<MarketSettings>
      for (const change of decideChanges(set, presets.values, ask)) await save(tx, change)
    })
    // Other nodes are notified; this one applies the change before it answers.
    await calls.follow()
    return getSettings(actor)
  }

  async function save(tx: Tx, { name, from, to, set }: OneChange): Promise<void> {
    await saveSetting(tx, kept[name] as Setting<typeof set>, { value: set, clock })
    if (name === 'sellerCallLimit' && typeof to === 'number') await calls.lowerGateLimits(tx, to)
    await record(tx, set === undefined ? 'setting.taken_back' : 'setting.changed', {
      subject: settingsSubject,
      data: { name, from, to },
    })
  }

  return { getSettings, changeSettings }
}
