import { defineSearch, toChoice, toText } from '../../centre/routing/search.ts'
import { steps } from '@loggia/protocol/console/catalog/draft/faults'

/** The open step, the field that has the focus in it, and whether the reader came from an application. */
export const readWizardSearch = defineSearch({
  step: toChoice(steps),
  field: toText(100),
  from: toChoice(['application']),
})
