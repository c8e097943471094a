import { defineProblems } from '@loggia/kernel'

export const debuggingProblems = defineProblems('debugging', {
  exchange_unreadable: {
    kind: 'invalid',
    zh: '这段内容不是可以诊断的请求或响应',
    en: 'This is no request or reply that can be looked at',
  },
  key_missing: {
    kind: 'invalid',
    zh: '请选择一个密钥，或填写一个密钥；两者只能选一',
    en: 'Choose one of your keys or type one in, not both',
  },
  attempt_not_found: {
    kind: 'not_found',
    zh: '这次调用没有这次尝试',
    en: 'This call has no such attempt',
  },
  limited: {
    kind: 'limited',
    zh: '一分钟内最多诊断 {limit} 次；请在 {retryAfter} 秒后再试',
    en: 'At most {limit} diagnoses a minute; try again in {retryAfter} seconds',
  },
})
