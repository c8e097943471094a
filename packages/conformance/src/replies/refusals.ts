import type { Bench } from '../engine/bench.ts'
import { CannotJudge, defineStep } from '../engine/check.ts'
import type { Check, Level, Look, Step } from '../engine/check.ts'
import type { Exchange } from '../engine/exchange.ts'
import { judgeRefusalCodes, judgeRefusedAnyhow } from './verdicts.ts'

/** A message that must be refused. */
export type Refusal = {
  readonly id: string
  readonly title: string
  readonly level?: Level
  readonly group: string
  readonly source: string
  readonly fix: string
  readonly name: string
  /** The codes that fit. Default: `000002`. */
  readonly codes?: readonly string[]
  readonly make: (bench: Bench, name: string) => Promise<Exchange>
}

/** A wrong message, and the codes that fit. */
export type WrongMessage = {
  readonly group: string
  readonly sent: Step<Exchange>
  readonly codes: readonly string[]
}

/** A required refusal, requested once in a run. */
export type WantedRefusal = Refusal & WrongMessage

export const defineRefusals = (refusals: readonly Refusal[]): readonly WantedRefusal[] =>
  refusals.map((refusal) => ({
    ...refusal,
    codes: refusal.codes ?? ['000002'],
    sent: defineStep(refusal.name, (bench) => refusal.make(bench, refusal.name)),
  }))

export const createRefusalCheck = ({
  id,
  title,
  level = 'must',
  group,
  source,
  fix,
  sent,
}: WantedRefusal): Check => ({
  id,
  title,
  level,
  group,
  source,
  fix,
  judge: async (look) => judgeRefusedAnyhow(await look(sent)),
})

/** Throws a {@link CannotJudge} if wrong messages of this group show nothing, because right ones are not carried out. */
export type RequireGroup = (look: Look, group: string) => Promise<unknown>

/** The wrong messages of this run, except for groups that show nothing. */
export async function lookAtWrong(
  look: Look,
  all: readonly WrongMessage[],
  require: RequireGroup,
): Promise<(WrongMessage & { readonly exchange: Exchange })[]> {
  const sent = await Promise.allSettled(
    all.map(async (one) => {
      await require(look, one.group)
      return { ...one, exchange: await look(one.sent) }
    }),
  )
  return sent.flatMap((one) => {
    if (one.status === 'fulfilled') return [one.value]
    if (one.reason instanceof CannotJudge) return []
    throw one.reason
  })
}

/** What a wrong message is refused with. */
export const createMeaningCheck = (
  told: Pick<Check, 'id' | 'group' | 'source'>,
  all: readonly WrongMessage[],
  require: RequireGroup,
): Check => ({
  ...told,
  title: 'A wrong request is refused with the code for its reason',
  level: 'should',
  fix: 'Answer 000002 to a message that does not conform, and 000003 to one about something that does not exist: people read the code in the console.',
  judge: async (look) => judgeRefusalCodes(await lookAtWrong(look, all, require)),
})

/** A check that a release with a forged proof does nothing. */
export const createForgeryCheck = (
  told: Pick<Check, 'id' | 'group' | 'source'>,
  judge: Check['judge'],
): Check => ({
  ...told,
  title: 'A forged release has no effect',
  level: 'must',
  fix: 'Verify first, then act: a refusal after the work protects nobody.',
  judge,
})

export const withArticle = (activity: string): string =>
  `${/^[aeiou]/.test(activity) ? 'an' : 'a'} ${activity}`
