import { defineProblems } from '@loggia/kernel'

export const callProblems = defineProblems('call', {
  live_busy: {
    kind: 'limited',
    zh: '正在向这个商家查询的请求已有 {limit} 个，等其中一个结束后再试',
    en: '{limit} questions to this seller are already open; ask again when one of them has ended',
  },
})
