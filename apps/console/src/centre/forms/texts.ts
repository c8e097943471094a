import { defineTexts } from '@loggia/ui'

/** What a form says about all its fields together. */
export const formTexts = defineTexts(
  { faults: (count: number) => `有 ${count} 项需要修改，已在下方标出。` },
  { faults: (count) => `${count} fields need a change. Each is marked below.` },
)
