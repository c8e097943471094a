import { defineProblems } from '@loggia/kernel'

export const sampleItemProblems = defineProblems('sample_item', {
  not_found: { kind: 'not_found', zh: '没有这项样品', en: 'There is no such sample item' },
  not_in_force: {
    kind: 'conflict',
    zh: '这项样品已撤回或已到期，不能再撤回',
    en: 'This sample item was withdrawn or is over, so it cannot be withdrawn',
  },
  too_many: {
    kind: 'refused',
    zh: '生效中的样品最多 {most} 项；请先撤回不再需要的',
    en: 'At most {most} sample items are in force at once; withdraw one that is no longer needed first',
  },
})
