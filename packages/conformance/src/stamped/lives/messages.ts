import type { JsonObject } from '@loggia/protocol/wire'
import type { Bench } from '../../engine/bench.ts'
import { CannotJudge, defineStep } from '../../engine/check.ts'
import type { Check, Level, Step } from '../../engine/check.ts'
import type { Exchange, Meant } from '../../engine/exchange.ts'
import { judgeAccepted } from '../../engine/judging.ts'
import { sendMessage } from '../instances.ts'
import { readMessage } from '../send.ts'

/** What is done with something that was given out. */
export type Deed = 'refresh' | 'status' | 'release'

/** In the order of a life, so that each request finds the right state. */
export const deeds: readonly Deed[] = ['refresh', 'status', 'release']

/** What a subject is used for, so that steps that change it do not disturb each other. */
export type Purpose =
  | 'to renew'
  | 'to freeze'
  | 'to release'
  | 'for requests that must be refused'
  | 'for the forged release'
  | 'with testFlag 0'
  | 'with testFlag 1'
  | 'to release while it is frozen'
  | 'to release for a refund'

/** How a protocol renews, freezes and releases what a seller has given out: an instance, or an authorisation code. */
export type LifeRules<Activity extends string> = {
  readonly prefix: string
  /** What is given out, as a word in sentences. */
  readonly word: 'instance' | 'license'
  readonly activities: Readonly<Record<Deed, Activity>>
  readonly sources: Readonly<Record<Deed | 'codes', string>>
  readonly scenes: readonly { readonly scene: string; readonly says: string }[]
  /** A right message of this activity about a subject, named by its id. */
  readonly create: (bench: Bench, activity: Activity, id: string) => JsonObject
  /** The id of a subject that only steps of this purpose change. */
  readonly subjects: Readonly<Record<Purpose, Step<string>>>
  /** Skips checks of an activity that is not offered. */
  readonly limit: (activity: Activity, checks: readonly Check[]) => readonly Check[]
}

type About = {
  readonly about: Step<string>
  readonly more?: JsonObject | ((bench: Bench) => JsonObject)
  readonly after?: Step<unknown>
  readonly meant?: Meant
}

/** Creates steps that send right messages about subjects. */
export const createAsking =
  <Activity extends string>({ create }: Pick<LifeRules<Activity>, 'create'>) =>
  (name: string, activity: Activity, { about, more = {}, after, meant = 'accept' }: About): Step<Exchange> =>
    defineStep(name, async (bench) => {
      if (after) await Promise.allSettled([bench.look(after)])
      const id = await bench.look(about)
      const others = typeof more === 'function' ? more(bench) : more
      return sendMessage(bench, name, { ...create(bench, activity, id), ...others }, { meant })
    })

export const requireCarriedOut = (before: Exchange): void => {
  if (before.code !== '000000')
    throw new CannotJudge(`The previous step was not carried out: ${before.name}.`)
}

/** Sends the same message again, like a retry. */
export const defineRepetition = (
  name: string,
  first: Step<Exchange>,
  later: readonly Step<unknown>[] = [],
): Step<Exchange> =>
  defineStep(name, async (bench) => {
    const before = await bench.look(first)
    requireCarriedOut(before)
    await Promise.allSettled(later.map((one) => bench.look(one)))
    return sendMessage(bench, name, readMessage(before))
  })

/** A message that must be carried out, and the check for it. */
export type Plain = {
  readonly id: string
  readonly title: string
  readonly level?: Level
  readonly of: Deed
  readonly fix: string
  readonly sent: Step<Exchange>
  readonly codes?: readonly string[]
}

/** Creates the checks that each message is answered with a code of success. */
export const createPlainChecks = <Activity extends string>(
  { prefix, activities, sources }: LifeRules<Activity>,
  plain: readonly Plain[],
): readonly Check[] =>
  plain.map(({ id, of, sent, codes = ['000000'], level = 'must', ...check }) => ({
    ...check,
    id: `${prefix}.${id}`,
    level,
    group: activities[of],
    source: sources[of],
    judge: async (look) => judgeAccepted(await look(sent), ...codes),
  }))

/** How to handle a repeat. */
export const retry =
  'A request is repeated if your response was lost: answer 000000 if there is nothing left to do.'
