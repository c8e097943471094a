import { record, runInTx } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import type { Id } from '@loggia/kernel'
import { supervisionProblems } from '../problems.ts'
import { mayMark } from '../rules.ts'
import type { SupervisionStage } from '../schema.ts'
import * as store from '../store.ts'
import { createActs } from './acts.ts'
import { createAppeals } from './appeals.ts'
import { createBySystem } from './by-system.ts'
import { lockOwn, toFact } from './context.ts'
import type { SupervisionContext } from './context.ts'
import { defineFileKinds } from './files.ts'
import { createLists } from './lists.ts'
import { createRefunding } from './refunding.ts'
import { createShipping } from './shipping.ts'
import { createSteps } from './steps.ts'
import { createTemplates } from './templates.ts'

export type Supervisions = ReturnType<typeof createSupervisions>

/** Supervised deliveries, from their payment to their acceptance or their end. */
export function createSupervisions(context: SupervisionContext) {
  defineFileKinds(context)
  const steps = createSteps(context)
  const { move: _move, finish: _finish, ...lifecycle } = steps
  const appeals = createAppeals(context, steps)
  const { saveResumed: _saveResumed, ...appealing } = appeals

  /** R105: whether the market checks this delivery before the buyer accepts it. Throws `supervision.no_recheck`. */
  const markRecheck = (
    actor: MemberActor,
    id: Id<'spv'>,
    needed: boolean,
  ): Promise<{ stage: SupervisionStage }> =>
    runInTx(context, { actor }, async (tx) => {
      const of = await lockOwn(context, tx, { actor, role: 'operator', id })
      if (!mayMark(of)) throw supervisionProblems.no_recheck()
      await store.save(tx, { ...of, needsRecheck: needed })
      const { subject, data } = toFact(of)
      if (of.needsRecheck !== needed)
        await record(tx, 'delivery.recheck_marked', { subject, data: { ...data, needed } })
      return { stage: of.stage }
    })

  return {
    ...lifecycle,
    ...createActs(context, steps),
    ...createShipping(context, steps),
    ...appealing,
    ...createRefunding(context, appeals),
    ...createLists(context),
    ...createTemplates(context),
    ...createBySystem(context, steps),
    markRecheck,
  }
}
