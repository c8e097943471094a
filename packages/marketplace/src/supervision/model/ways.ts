import type { SupervisionFlow } from '@loggia/protocol/console/supervision/kinds'

/**
 * commerce.md §5.1, written again by hand: the way to the end, and the ways back. `[recheck]` is passed only by orders
 * that are marked (R105), `(demand)` only if the seller asks (R97).
 */
export const written: Readonly<Record<SupervisionFlow, readonly [way: string, ...back: string[]]>> = {
  simplified: ['performing>acceptance>done', 'acceptance-reject>performing'],
  standard: [
    'demand>confirmation>performing>[recheck]>acceptance>done',
    'confirmation-reject_demand>demand',
    'recheck-fail_recheck>performing',
    'acceptance-reject>performing',
  ],
  site_building: [
    'demand>confirmation>design>design_review>performing>[recheck]>acceptance>done',
    'confirmation-reject_demand>demand',
    'design_review-reject_design>design',
    'recheck-fail_recheck>performing',
    'acceptance-reject>performing',
  ],
  saas: [
    '(demand)>performing>[recheck]>acceptance>done',
    'recheck-fail_recheck>performing',
    'acceptance-reject>performing',
  ],
  hardware: ['performing>acceptance>done', 'acceptance-reject>performing'],
  data_file: ['demand>performing>acceptance>done', 'acceptance-reject>performing'],
  orchestration: ['performing>acceptance>done', 'acceptance-reject>performing'],
  license_offline: [
    '(demand)>performing>[recheck]>acceptance>done',
    'recheck-fail_recheck>performing',
    'acceptance-reject>performing',
  ],
  license_online: ['demand>performing>acceptance>done', 'acceptance-reject>performing'],
  license_code_collected: [
    'performing>collection>activation>[recheck]>done',
    'recheck-fail_recheck>activation',
  ],
  license_code: ['performing>activation>done'],
}
/** The act that leads on from each stage. */
const onward: Readonly<Record<string, string>> = {
  demand: 'submit_demand',
  confirmation: 'confirm_demand',
  design: 'submit_design',
  design_review: 'confirm_design',
  performing: 'deliver',
  recheck: 'pass_recheck',
  acceptance: 'accept',
  collection: 'collect',
  activation: 'activate',
}

/** Where an act leads by the hand-written ways, for an order that is marked for the re-check, or not. */
export function follow(flow: SupervisionFlow, isMarked: boolean): ReadonlyMap<string, string> {
  const [way, ...back] = written[flow]
  const stages = way.replaceAll(/[()]/g, '').split('>')
  const passed = stages
    .filter((stage) => isMarked || !stage.startsWith('['))
    .map((stage) => stage.replaceAll(/[[\]]/g, ''))
  const steps = new Map<string, string>()
  passed.slice(0, -1).forEach((stage, at) => steps.set(`${stage} ${onward[stage]}`, passed[at + 1] ?? ''))
  // The re-check of an order that lost its mark meanwhile goes on as well.
  if (way.includes('[recheck]')) {
    const after = stages[stages.indexOf('[recheck]') + 1] ?? ''
    steps.set('recheck pass_recheck', after)
  }
  for (const one of back) {
    const [from = '', act = '', to = ''] = one.split(/[->]/)
    steps.set(`${from} ${act}`, to)
  }
  return steps
}
