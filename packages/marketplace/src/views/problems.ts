import { defineProblems } from '@loggia/kernel'

export const viewProblems = defineProblems('views', {
  cursor_malformed: {
    kind: 'invalid',
    zh: 'after 须是上一页的 next 值',
    en: '“after” is the “next” of the page before',
  },
  service_not_found: { kind: 'not_found', zh: '没有这项服务', en: 'There is no such service' },
  call_not_found: { kind: 'not_found', zh: '没有这条接口消息', en: 'There is no such call' },
})
