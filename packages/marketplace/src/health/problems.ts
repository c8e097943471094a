import { defineProblems } from '@loggia/kernel'

export const healthProblems = defineProblems('health', {
  cursor_malformed: {
    kind: 'invalid',
    zh: 'after 须为上一页返回的 next 值。',
    en: '“after” must be the “next” value of the previous page.',
  },
})
