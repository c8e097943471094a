import { CannotJudge, LeftOpen, defineStep } from '../engine/check.ts'
import type { Check, Judgement, Level, Step } from '../engine/check.ts'
import { companies } from './companies.ts'
import { createStage, describeVisit } from './stage.ts'
import type { Stage } from './stage.ts'

/** One thing that a server has to do with people who sign in. */
export type SsoCase = {
  /** Follows `sso.`. */
  readonly id: string
  readonly title: string
  readonly level?: Level
  readonly source: string
  readonly fix: string
  /** It says nothing of a server in which nobody can sign in. */
  readonly needsSignIn?: false
  readonly play: (stage: Stage) => Promise<Judgement>
}

/** Somebody signs in, as most checks need it. */
export const plainSignIn = defineStep('a plain sign-in', async (bench) => {
  const stage = createStage(bench, await bench.look(companies))
  const user = stage.a.draw()
  const returned = await stage.signIn(stage.a, { user })
  return { ...returned, isIn: await stage.isIn(returned.browser, user) }
})

/** Throws a {@link LeftOpen} if nobody can sign in. */
async function requireSignIn(look: <T>(from: Step<T>) => Promise<T>): Promise<void> {
  const { isIn, visit } = await look(plainSignIn)
  if (!isIn)
    throw new LeftOpen(
      `There is nothing to judge: after a correct sign-in, whose callback ${describeVisit(visit)}, the page does not name the person.`,
    )
}

/** Throws a {@link CannotJudge} if the start of a sign-in has no place for the path. */
export function requirePath({ places }: Stage): void {
  if (!places.hasPath) throw new CannotJudge('The start of a sign-in has no {path}: see --start.')
}
/** Throws a {@link CannotJudge} if the start of a sign-in has no place for the company. */
export function requireTenant({ places }: Stage): void {
  if (!places.hasTenant) throw new CannotJudge('The start of a sign-in has no {company}: see --start.')
}

/** The checks of cases under one heading. */
export const createSsoChecks = (group: string, cases: readonly SsoCase[]): readonly Check[] =>
  cases.map(({ id, title, level = 'must', source, fix, needsSignIn = true, play }) => {
    const played = defineStep(`sso.${id}`, async (bench) => {
      if (needsSignIn) await requireSignIn(bench.look)
      return play(createStage(bench, await bench.look(companies)))
    })
    return { id: `sso.${id}`, title, level, group, source, fix, judge: (look) => look(played) }
  })
