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
  busy: {
    kind: 'limited',
    zh: '正在诊断的内容较多，请在 {retryAfter} 秒后再试',
    en: 'Other diagnoses are being made; try again in {retryAfter} seconds',
  },
  took_too_long: {
    kind: 'refused',
    zh: '{seconds} 秒内没有诊断完；请去掉与问题无关的内容后再试',
    en: 'This was not judged within {seconds} seconds; leave out what has nothing to do with it and try again',
  },
  scene_unknown: {
    kind: 'not_found',
    zh: '{protocol} 没有场景“{scene}”',
    en: '{protocol} has no scene “{scene}”',
  },
  target_unbound: {
    kind: 'refused',
    zh: '还没有为订单通知指定地址和密钥',
    en: 'No address and key have been named for order notification yet',
  },
  parameters_wrong: {
    kind: 'invalid',
    zh: '这些参数不符合协议：{names}',
    en: 'These parameters are not as the protocol demands: {names}',
  },
  test_limited: {
    kind: 'limited',
    zh: '一分钟内最多发出 {limit} 次调试调用；请在 {retryAfter} 秒后再试',
    en: 'At most {limit} test calls a minute; try again in {retryAfter} seconds',
  },
  test_busy: {
    kind: 'limited',
    zh: '已有 {limit} 次调试调用在等待应答，等其中一次结束后再试',
    en: '{limit} test calls wait for their answers already; send again when one of them has ended',
  },
  case_not_found: {
    kind: 'not_found',
    zh: '没有保存这个用例',
    en: 'No such case is saved',
  },
})
