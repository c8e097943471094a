import { defineSearch, toChoice } from '../../centre/routing/search.ts'
import { steps } from '@loggia/protocol/console/catalog/draft/faults'

/** The open step, and whether the reader came from an application. */
export const readWizardSearch = defineSearch({ step: toChoice(steps), from: toChoice(['application']) })
