// Without zod: pages use the same tables, and load no schemas.
import type { ProductType } from '@loggia/kernel'

/** Where a supervised delivery stands (commerce.md §5.1). *ended*: it was refunded or released before it was accepted. */
export const supervisionStages = [
  'demand',
  'confirmation',
  'design',
  'design_review',
  'performing',
  'recheck',
  'acceptance',
  'collection',
  'activation',
  'done',
  'ended',
] as const
export type SupervisionStage = (typeof supervisionStages)[number]

/** What moves a delivery to another stage. Those of `systemActs` are reported by domains, and not by people. */
export const supervisionActs = [
  'submit_demand',
  'confirm_demand',
  'reject_demand',
  'submit_design',
  'confirm_design',
  'reject_design',
  'deliver',
  'pass_recheck',
  'fail_recheck',
  'accept',
  'reject',
  'collect',
  'activate',
] as const
export type SupervisionAct = (typeof supervisionActs)[number]
/** License events (§5.1): the buyer collected a code, its activation was detected. */
export const systemActs = ['collect', 'activate'] as const satisfies readonly SupervisionAct[]

export const supervisionParties = ['buyer', 'seller', 'operator'] as const
export type SupervisionParty = (typeof supervisionParties)[number]

/** Who may act in a stage; nobody when it is over. */
export const turns = {
  demand: 'buyer',
  confirmation: 'seller',
  design: 'seller',
  design_review: 'buyer',
  performing: 'seller',
  recheck: 'operator',
  acceptance: 'buyer',
  collection: 'buyer',
  activation: 'seller',
  done: undefined,
  ended: undefined,
} as const satisfies Readonly<Record<SupervisionStage, SupervisionParty | undefined>>

/** The stage after each act, by stage; an act that is not listed is refused in that stage. */
type Steps = Readonly<
  Partial<Record<SupervisionStage, Readonly<Partial<Record<SupervisionAct, SupervisionStage>>>>>
>
/** How the deliveries of a product are supervised. */
type FlowRow = {
  readonly steps: Steps
  /** Whether the buyer first says what they need (R97): always, never, or as the product says. */
  readonly demand: 'always' | 'never' | 'optional'
  /** R105: the market checks an order before the buyer accepts it, if the order is marked for that. */
  readonly recheck: boolean
  /** R106: a delivery may be made in several parts, each accepted for itself. */
  readonly milestones: boolean
  /** R100: goods that are shipped with a tracking number, and accepted by the system ten days after the report of their receipt. */
  readonly shipped: boolean
}

const demandConfirmed = {
  demand: { submit_demand: 'confirmation' },
  confirmation: { confirm_demand: 'performing', reject_demand: 'demand' },
} as const satisfies Steps
const demandOnly = { demand: { submit_demand: 'performing' } } as const satisfies Steps
const performed = {
  performing: { deliver: 'acceptance' },
  acceptance: { accept: 'done', reject: 'performing' },
} as const satisfies Steps
/** `deliver` leads to the acceptance; an order that is marked for it stops at the re-check on the way (R105). */
const rechecked = {
  ...performed,
  recheck: { pass_recheck: 'acceptance', fail_recheck: 'performing' },
} as const satisfies Steps

/** commerce.md §5.1, one row per flow. The drawing of the documentation is made of this table. */
export const supervisionFlows = {
  simplified: { steps: performed, demand: 'never', recheck: false, milestones: false, shipped: false },
  standard: {
    steps: { ...demandConfirmed, ...rechecked },
    demand: 'always',
    recheck: true,
    milestones: true,
    shipped: false,
  },
  site_building: {
    steps: {
      ...demandConfirmed,
      ...rechecked,
      confirmation: { confirm_demand: 'design', reject_demand: 'demand' },
      design: { submit_design: 'design_review' },
      design_review: { confirm_design: 'performing', reject_design: 'design' },
    },
    demand: 'always',
    recheck: true,
    milestones: true,
    shipped: false,
  },
  saas: {
    steps: { ...demandOnly, ...rechecked },
    demand: 'optional',
    recheck: true,
    milestones: false,
    shipped: false,
  },
  hardware: { steps: performed, demand: 'never', recheck: false, milestones: false, shipped: true },
  data_file: {
    steps: { ...demandOnly, ...performed },
    demand: 'always',
    recheck: false,
    milestones: false,
    shipped: false,
  },
  orchestration: { steps: performed, demand: 'never', recheck: false, milestones: false, shipped: false },
  license_offline: {
    steps: { ...demandOnly, ...rechecked },
    demand: 'optional',
    recheck: true,
    milestones: false,
    shipped: false,
  },
  license_online: {
    steps: { ...demandOnly, ...performed },
    demand: 'always',
    recheck: false,
    milestones: false,
    shipped: false,
  },
  /** Authorisation codes of orders before 2024-09-14: the buyer collects the code, and its activation accepts it. */
  license_code_collected: {
    steps: {
      performing: { deliver: 'collection' },
      collection: { collect: 'activation' },
      activation: { activate: 'done' },
      recheck: { pass_recheck: 'done', fail_recheck: 'activation' },
    },
    demand: 'never',
    recheck: true,
    milestones: false,
    shipped: false,
  },
  license_code: {
    steps: { performing: { deliver: 'activation' }, activation: { activate: 'done' } },
    demand: 'never',
    recheck: false,
    milestones: false,
    shipped: false,
  },
} as const satisfies Readonly<Record<string, FlowRow>>
export type SupervisionFlow = keyof typeof supervisionFlows
export const flowNames = Object.keys(supervisionFlows) as [SupervisionFlow, ...SupervisionFlow[]]
export const getFlow = (flow: SupervisionFlow): FlowRow => supervisionFlows[flow]

/** R12: the flows among which the seller of a product chooses, the usual one first; `isOptional`: also none. */
export const flowsOfType = {
  saas: { flows: ['saas'], isOptional: true },
  license: {
    flows: ['license_code', 'license_code_collected', 'license_online', 'license_offline'],
    isOptional: false,
  },
  manual_service: { flows: ['simplified', 'standard', 'site_building'], isOptional: false },
  hardware: { flows: ['hardware'], isOptional: false },
  data_asset: { flows: ['data_file'], isOptional: false },
  app_orchestration: { flows: ['orchestration'], isOptional: false },
} as const satisfies Readonly<
  Record<ProductType, { readonly flows: readonly SupervisionFlow[]; readonly isOptional: boolean }>
>

/** R38, R97: whether a product of the type can ask its buyers for a demand, and so have a delivery template. */
export const mayHaveTemplate = (type: ProductType): boolean =>
  flowsOfType[type].flows.some((flow) => getFlow(flow).demand !== 'never')

/** Most files of a product's delivery template. */
export const mostTemplateFiles = 5

/** R103: what an operator decides on an appeal. */
export const appealOutcomes = ['continue', 'done', 'refunded'] as const
export type AppealOutcome = (typeof appealOutcomes)[number]
export const appealStates = ['open', 'withdrawn', 'decided', 'closed'] as const
export type AppealState = (typeof appealStates)[number]

/** The lists of each party: what it has to do, what waits for somebody else, and what is over. */
export const supervisionLists = ['own', 'others', 'over'] as const
export type SupervisionList = (typeof supervisionLists)[number]
/** The lists of operators: appeals, re-checks, those that wait for long (R104), all that are open, and those that are over. */
export const operatorLists = ['appeals', 'rechecks', 'overdue', 'open', 'over'] as const
export type OperatorList = (typeof operatorLists)[number]
