import { defineProblems } from '@loggia/kernel'

export const viewProblems = defineProblems('views', {
  cursor_malformed: {
    kind: 'invalid',
    zh: 'after 须为上一页返回的 next 值。',
    en: '“after” must be the “next” value of the previous page.',
  },
  service_not_found: { kind: 'not_found', zh: '服务不存在。', en: 'Service not found.' },
  call_not_found: { kind: 'not_found', zh: '调用不存在。', en: 'Call not found.' },
})
