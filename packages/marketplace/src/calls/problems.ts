import { defineProblems } from '@loggia/kernel'

export const callProblems = defineProblems('call', {
  live_busy: {
    kind: 'limited',
    zh: '商家正在处理之前的查询，请在 {retryAfter} 秒后再试。',
    en: 'The seller’s server is still processing earlier requests. Try again in {retryAfter} s.',
  },
  live_limited: {
    kind: 'limited',
    zh: '每分钟最多向同一商家查询 {limit} 次，请在 {retryAfter} 秒后再试。',
    en: 'You can send one seller {limit:request/requests} a minute. Try again in {retryAfter} s.',
  },
  not_found: {
    kind: 'not_found',
    zh: '调用不存在。',
    en: 'Call not found.',
  },
  nothing_to_restart: {
    kind: 'refused',
    rule: 'R243a',
    zh: '这次调用无需重新启动。',
    en: 'This call does not need to be restarted.',
  },
  no_purpose: {
    kind: 'refused',
    rule: 'R243a',
    zh: '订单或实例已不再需要这次调用，无需重新启动。',
    en: 'The order or instance no longer needs this call, so it cannot be restarted.',
  },
  not_stuck: {
    kind: 'refused',
    zh: '这次调用没有待处理的响应。',
    en: 'This call has no response waiting to be processed.',
  },
  still_stuck: {
    kind: 'refused',
    zh: '响应仍无法处理：{reason}。响应已保留，排除问题后可再试。',
    en: 'The response still cannot be processed: {reason}. It has been kept; fix the cause and try again.',
  },
  not_parked: {
    kind: 'refused',
    zh: '此商家的调用没有暂停。',
    en: 'Calls to this seller are not paused.',
  },
})
