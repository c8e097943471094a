import { defined } from '@loggia/kernel'
import { steps } from './draft/faults.ts'
import type { Step } from './draft/faults.ts'

export type WizardSearch = { readonly step?: Step; readonly from?: 'application' }
/** Reads the step from an address that anybody may have written. */
export const readWizardSearch = (search: Record<string, unknown>): WizardSearch => {
  const step = steps.find((name) => name === search['step'])
  return defined({ step, from: search['from'] === 'application' ? 'application' : undefined })
}
