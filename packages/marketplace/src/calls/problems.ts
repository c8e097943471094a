import { defineProblems } from '@loggia/kernel'

export const callProblems = defineProblems('call', {
  live_busy: {
    kind: 'limited',
    zh: '这个商家还在回答此前的查询，请在 {retryAfter} 秒后再试',
    en: 'This seller is still answering earlier questions; ask again in {retryAfter} seconds',
  },
  live_limited: {
    kind: 'limited',
    zh: '一分钟内最多向同一个商家查询 {limit} 次，{retryAfter} 秒后可以再试',
    en: 'You may ask one seller {limit} times a minute; the next time is in {retryAfter} seconds',
  },
  not_found: {
    kind: 'not_found',
    zh: '没有编号为 {callId} 的调用',
    en: 'There is no call {callId}',
  },
  nothing_to_restart: {
    kind: 'refused',
    zh: '这次调用的状态是“{state}”，没有需要重新启动的失败（R243a）',
    en: 'This call is {state}: there is no failure to start again (R243a)',
  },
  no_purpose: {
    kind: 'refused',
    zh: '这次调用的订单或实例已经不需要它，重新启动没有意义（R243a）',
    en: 'What this call was for needs it no more, so it is not started again (R243a)',
  },
  not_stuck: {
    kind: 'refused',
    zh: '这次调用的状态是“{state}”，没有待应用的应答',
    en: 'This call is {state}: there is no answer that waits to be applied',
  },
  still_stuck: {
    kind: 'refused',
    zh: '应答仍然无法应用：{reason}。它已保留，问题排除后可再试',
    en: 'The answer still cannot be applied: {reason}. It is kept; try again when the cause is gone',
  },
  not_parked: {
    kind: 'refused',
    zh: '对这个商家的调用没有暂停',
    en: 'Calls to this seller are not parked',
  },
})
