import { defineProblems } from '@loggia/kernel'

export const savedFilterProblems = defineProblems('saved_filter', {
  not_found: {
    kind: 'not_found',
    zh: '保存的筛选不存在，可能已删除。',
    en: 'These saved filters do not exist. They may have been deleted.',
  },
  none_set: {
    kind: 'invalid',
    zh: '至少设置一个筛选条件后再保存。',
    en: 'Set at least one filter before you save them.',
  },
  unknown_filter: {
    kind: 'invalid',
    zh: '此列表没有筛选条件“{name}”。',
    en: 'This list has no filter “{name}”.',
  },
  name_taken: {
    kind: 'conflict',
    field: 'name',
    zh: '此列表已有同名的筛选，请换一个名称。',
    en: 'This list already has saved filters with this name. Choose another name.',
  },
  too_many: {
    kind: 'refused',
    zh: '每个列表最多保存 {most} 组筛选，删除一些后可再保存。',
    en: 'You can save up to {most:set/sets} of filters for a list. Delete some to save others.',
  },
})
