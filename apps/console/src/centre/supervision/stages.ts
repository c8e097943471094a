import type { Supervision, SupervisionFlow, SupervisionStage } from '@loggia/protocol/console'
import { getFlow } from '@loggia/protocol/console/supervision/kinds'

type Known = Pick<Supervision, 'flow' | 'stage' | 'template' | 'needsRecheck'>

/**
 * The stages of a delivery as they follow each other if nothing is sent back (commerce.md §5.1), from the same table that
 * the rules follow. A re-check is one of them if the order is marked for it (R105).
 */
export function listStages({ flow, stage, template, needsRecheck }: Known): SupervisionStage[] {
  const { steps, demand } = getFlow(flow)
  const isAsked = demand === 'always' || (demand === 'optional' && template !== undefined)
  const isRechecked = needsRecheck || stage === 'recheck'
  const stages: SupervisionStage[] = []
  /** The first act of a stage leads on; the others send back. */
  function findNext(from: SupervisionStage): SupervisionStage | undefined {
    const acts: Readonly<Partial<Record<string, SupervisionStage>>> = steps[from] ?? {}
    const onward = Object.values(acts)[0]
    const isChecked = isRechecked && from !== 'recheck' && onward !== undefined
    return isChecked && onward === steps.recheck?.pass_recheck ? 'recheck' : onward
  }
  let next: SupervisionStage | undefined = isAsked ? 'demand' : 'performing'
  while (next !== undefined && !stages.includes(next)) {
    stages.push(next)
    next = findNext(next)
  }
  return stages
}

type Standing = 'done' | 'now' | 'next'
/** The stages of a delivery, each with whether it is over, current, or still to come. */
export function listSteps(
  of: Known,
): readonly { readonly stage: SupervisionStage; readonly standing: Standing }[] {
  const stages = listStages(of)
  const now = of.stage === 'done' ? stages.length : stages.indexOf(of.stage)
  return stages.map((stage, at) => ({ stage, standing: at < now ? 'done' : at === now ? 'now' : 'next' }))
}

/** What a sentence about the next step depends on: the stage, and what is special about it. */
export type Situation =
  | SupervisionStage
  | NonNullable<Supervision['paused']>
  | 'demand_only'
  | 'opening'
  | 'shipping'
  | 'shipped'
  | 'unreadable'
  | 'part'
  | 'identification'
  | 'coding'
  | 'issuing'
  | 'handing'
  | 'licensed'
  | 'code_ready'
  | 'activated'

/** What is special about licenses (§5.1), by flow and stage. */
const licensing: Readonly<
  Partial<Record<SupervisionFlow, Readonly<Partial<Record<SupervisionStage, Situation>>>>>
> = {
  license_code: { performing: 'coding', activation: 'code_ready', done: 'activated' },
  license_code_collected: { performing: 'coding', done: 'activated' },
  license_online: { demand: 'identification', performing: 'issuing', acceptance: 'licensed' },
  license_offline: { performing: 'handing', acceptance: 'licensed' },
}

type WithParts = {
  readonly milestones?: { readonly names: readonly string[]; readonly accepted: number } | undefined
}

export function findSituation(
  of: Pick<Supervision, 'flow' | 'stage' | 'paused' | 'type' | 'openedAt' | 'shipment'> & WithParts,
): Situation {
  const { stage } = of
  const { steps, shipped } = getFlow(of.flow)
  if (of.paused) return of.paused
  const special = licensing[of.flow]?.[stage]
  if (special) return special
  if (stage === 'demand' && !steps.confirmation) return 'demand_only'
  if (stage === 'performing' && shipped) return 'shipping'
  if (stage === 'performing' && of.type === 'saas' && of.openedAt === undefined) return 'opening'
  if (stage === 'acceptance' && of.shipment) return of.shipment.readable ? 'shipped' : 'unreadable'
  return stage === 'acceptance' && hasMoreParts(of) ? 'part' : stage
}

/** R106: whether another part follows the one that is delivered. */
const hasMoreParts = ({ milestones }: WithParts): boolean =>
  milestones !== undefined && milestones.accepted + 1 < milestones.names.length

/** The part that is delivered now; undefined if the delivery has no parts or is over. */
export function findCurrentPart({
  milestones,
  stage,
}: Pick<Supervision, 'stage'> & WithParts): { name: string; number: number; count: number } | undefined {
  const name = stage === 'ended' ? undefined : milestones?.names[milestones.accepted]
  if (!milestones || name === undefined) return undefined
  return { name, number: milestones.accepted + 1, count: milestones.names.length }
}
