import { defineProblems } from '@loggia/kernel'

export const holdProblems = defineProblems('hold', {
  taken: {
    kind: 'conflict',
    zh: '{name}已在处理此事项。',
    en: '{name} has taken this up already.',
  },
  not_held: {
    kind: 'conflict',
    zh: '此事项目前无人处理，或不由您处理。请刷新页面。',
    en: 'You have not taken this up, or no longer have it. Reload the page.',
  },
  unfit: {
    kind: 'refused',
    field: 'memberId',
    zh: '运营人员不能处理此事项：没有权限，或事项由其本人提出。',
    en: 'An operator without the permission, or who has proposed it, cannot decide this.',
  },
  on_its_page: {
    kind: 'refused',
    zh: '此类事项请在其页面上领取。',
    en: 'Things of this kind are taken up on their own page.',
  },
  nothing_waits: {
    kind: 'not_found',
    zh: '此事项已处理完毕，或不存在。',
    en: 'This no longer waits for a decision, or does not exist.',
  },
})
