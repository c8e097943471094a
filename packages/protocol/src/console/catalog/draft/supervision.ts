import { omitUndefined } from '@loggia/kernel'
import type { ProductType } from '@loggia/kernel'
import { flowsOfType, getFlow } from '../../supervision/kinds.ts'
import type { SupervisionFlow, SupervisionStage } from '../../supervision/kinds.ts'
import type { ProductSupervision } from '../products.ts'
import type { Fault } from './faults.ts'
import type { ProductFlow } from './flows.ts'
import { isBlank, noText, trimBoth } from './form.ts'
import type { Form, FormSupervision } from './form.ts'
import { requireBoth } from './wanting.ts'

export const supervisionLengths = {
  template: { zh: 4000, en: 4000 },
  criteria: { zh: 2000, en: 2000 },
} as const

const isOfType = (type: ProductType, flow: ProductFlow): boolean =>
  flowsOfType[type].flows.some((one) => one === flow)

/** The usual flow of a type, without what only its seller knows. */
type Usual = { readonly flow: ProductFlow; readonly template?: never; readonly criteria?: never }

/**
 * R12: how a product is supervised; undefined if it is not. If its seller has not chosen, a type that is always
 * supervised has its usual flow.
 */
export function toSupervision<S extends { readonly flow: SupervisionFlow } = ProductSupervision>({
  type = 'saas',
  supervision,
}: {
  readonly type?: ProductType | undefined
  readonly supervision?: S | undefined
}): S | Usual | undefined {
  const { flows, isOptional } = flowsOfType[type]
  return supervision ?? (isOptional ? undefined : { flow: flows[0] })
}

type Asking = {
  readonly flow: SupervisionFlow
  readonly template?: ProductSupervision['template']
}
/** R97: whether the buyer says first what they need. */
export function isDemandAsked({ flow, template }: Asking): boolean {
  const { demand } = getFlow(flow)
  return demand === 'always' || (demand === 'optional' && template !== undefined)
}

/** The stages that every order goes through. An order that is marked for a re-check (R105) has one more. */
const usualStages = [
  'demand',
  'confirmation',
  'design',
  'design_review',
  'performing',
  'acceptance',
  'collection',
  'activation',
] as const satisfies readonly SupervisionStage[]
export type UsualStage = (typeof usualStages)[number]

/** The stages of an order of the product, as they follow each other if nothing is sent back (§5.1). */
export function listStages(of: Asking): UsualStage[] {
  const { steps } = getFlow(of.flow)
  const stages: SupervisionStage[] = []
  let stage: SupervisionStage | undefined = isDemandAsked(of) ? 'demand' : 'performing'
  while (stage !== undefined && !stages.includes(stage)) {
    stages.push(stage)
    // The first act of a stage leads on; the others send back.
    const acts: Readonly<Partial<Record<string, SupervisionStage>>> | undefined = steps[stage]
    stage = acts && Object.values(acts)[0]
  }
  return usualStages.filter((one) => stages.includes(one))
}

const buyerTasks = [
  'demand',
  'design_review',
  'acceptance',
  'collection',
] as const satisfies readonly UsualStage[]
/** The stages in which it is the buyer's turn. */
export function listBuyerTasks(of: Asking): (typeof buyerTasks)[number][] {
  const stages: readonly UsualStage[] = listStages(of)
  return buyerTasks.filter((task) => stages.includes(task))
}

/** R12: what the form says, or the usual flow of its type; undefined if the product is not supervised. */
export function getFormSupervision({
  type,
  supervision,
}: Pick<Form, 'type' | 'supervision'>): FormSupervision | undefined {
  if (supervision && isOfType(type, supervision.flow)) return supervision
  const { flows, isOptional } = flowsOfType[type]
  if (isOptional) return undefined
  // The texts stay if they were typed for another type.
  return { template: noText, criteria: noText, ...supervision, flow: flows[0] }
}

/** Converts what was typed into the form of the contract; a template that the flow does not use is left out. */
export function writeSupervision(form: Pick<Form, 'type' | 'supervision'>): ProductSupervision | undefined {
  const given = getFormSupervision(form)
  if (!given) return undefined
  const { flow, template, criteria } = given
  const isAsked = getFlow(flow).demand !== 'never' && !isBlank(template)
  return omitUndefined({
    flow,
    template: isAsked ? trimBoth(template) : undefined,
    criteria: isBlank(criteria) ? undefined : trimBoth(criteria),
  })
}

export const readSupervision = (supervision: ProductSupervision | undefined): FormSupervision | undefined =>
  supervision && { template: noText, criteria: noText, ...omitUndefined(supervision) }

/** R38, R39: what a supervised product lacks before it can be submitted. */
export function findSupervisionFaults(form: Pick<Form, 'type' | 'supervision'>): Fault[] {
  const given = getFormSupervision(form)
  if (!given) return []
  const { flow, template, criteria } = given
  const { demand } = getFlow(flow)
  const isAsked = demand === 'always' || (demand === 'optional' && !isBlank(template))
  return [
    ...(isAsked ? requireBoth('supervision.template', template, supervisionLengths.template) : []),
    ...requireBoth('supervision.criteria', criteria, supervisionLengths.criteria),
  ]
}
