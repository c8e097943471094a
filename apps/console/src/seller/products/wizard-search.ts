import { defineSearch, toChoice } from '../../centre/routing/search.ts'
import { steps } from './draft/faults.ts'

/** The step that is open, and whether one came from an application. */
export const readWizardSearch = defineSearch({ step: toChoice(steps), from: toChoice(['application']) })
