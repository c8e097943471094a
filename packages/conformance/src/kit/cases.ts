import { CannotJudge, defineStep } from '../engine/check.ts'
import type { Check, Judgement, Level, Step } from '../engine/check.ts'
import type { Bench } from '../engine/bench.ts'
import type { Exchange } from '../engine/exchange.ts'
import { judgeAccepted } from '../engine/judging.ts'
import { judgeRefusedAnyhow } from '../replies/verdicts.ts'
import type { Kit } from './kit.ts'
import { createScene, prepare } from './scenes.ts'
import type { Binding, Scene, Told } from './scenes.ts'

/** A right call, or with `isWrong` one that must be refused, after calls that it needs. */
export type Case = {
  /** Follows the beginning of the ids of the generation. */
  readonly id: string
  readonly title: string
  readonly level?: Level
  readonly group: string
  readonly source: string
  readonly name: string
  readonly fix: string
  /** About a company of its own; default: about the first one, which is complete. */
  readonly isFresh?: true
  readonly isWrong?: true
  /** Throws a {@link CannotJudge} if it does not apply to this server. */
  readonly require?: (bench: Bench) => void
  /** The calls; the last one is judged. */
  readonly told: (scene: Scene) => readonly [...Told[], Told]
}

/** A case with its step. */
export type Played = Case & { readonly sent: Step<Exchange> }

/** Creates the steps of cases. */
export const defineCases = (kit: Kit, binding: Binding, cases: readonly Case[]): readonly Played[] =>
  cases.map((one) => ({
    ...one,
    sent: defineStep(one.name, async (bench) => {
      one.require?.(bench)
      const of = one.isFresh ? undefined : await bench.look(binding.organisation)
      const told = one.told(createScene(bench, of))
      const last = told.at(-1)
      if (!last) throw new CannotJudge('There is nothing to send.')
      await prepare(kit, bench, told.slice(0, -1), one.name)
      return kit.send(bench, { ...last, name: one.name, meant: one.isWrong ? 'refuse' : 'accept' })
    }),
  }))

const judgeOf = ({ isWrong }: Case, exchange: Exchange): Judgement =>
  isWrong ? judgeRefusedAnyhow(exchange) : judgeAccepted(exchange, '000000')

/** The checks of cases. */
export const createCaseChecks = ({ prefix }: Kit, played: readonly Played[]): readonly Check[] =>
  played.map((one) => ({
    id: `${prefix}.${one.id}`,
    title: one.title,
    level: one.level ?? 'must',
    group: one.group,
    source: one.source,
    fix: one.fix,
    judge: async (look) => judgeOf(one, await look(one.sent)),
  }))
