import { defineProblems } from '@loggia/kernel'

export const debuggingProblems = defineProblems('debugging', {
  exchange_unreadable: {
    kind: 'invalid',
    zh: '无法识别，请粘贴完整的请求或响应。',
    en: 'This is not a request or response that can be diagnosed.',
  },
  key_missing: {
    kind: 'invalid',
    zh: '请选择已有密钥或填写一个密钥，只能二选一。',
    en: 'Choose one of your keys or enter one, but not both.',
  },
  attempt_not_found: {
    kind: 'not_found',
    zh: '这次调用没有此次尝试。',
    en: 'This call has no such attempt.',
  },
  limited: {
    kind: 'limited',
    zh: '每分钟最多诊断 {limit} 次，请在 {retryAfter} 秒后再试。',
    en: 'You can run {limit:diagnosis/diagnoses} a minute. Try again in {retryAfter} s.',
  },
  busy: {
    kind: 'limited',
    zh: '当前诊断较多，请在 {retryAfter} 秒后再试。',
    en: 'Other diagnoses are running. Try again in {retryAfter} s.',
  },
  took_too_long: {
    kind: 'refused',
    zh: '未能在 {seconds} 秒内完成诊断。请去掉无关内容后再试。',
    en: 'The diagnosis was not finished within {seconds} s. Remove everything that is not part of the message and try again.',
  },
  scene_unknown: {
    kind: 'not_found',
    zh: '此协议没有这个测试场景。',
    en: 'This protocol has no such scenario.',
  },
  target_unbound: {
    kind: 'refused',
    zh: '尚未为订单通知设置生产地址和密钥。',
    en: 'Order notification has no endpoint and key yet.',
  },
  parameters_wrong: {
    kind: 'invalid',
    zh: '以下参数不符合协议：{names}。',
    en: 'These parameters do not match the protocol: {names}.',
  },
  test_limited: {
    kind: 'limited',
    zh: '每分钟最多 {limit} 次测试调用，请在 {retryAfter} 秒后再试。',
    en: 'You can send {limit:test call/test calls} a minute. Try again in {retryAfter} s.',
  },
  test_busy: {
    kind: 'limited',
    zh: '已有 {limit} 次测试调用在等待响应，请在其中一次结束后再试。',
    en: '{limit:test call is/test calls are} still waiting for a response. Send the next one when one has finished.',
  },
  cases_missing: {
    kind: 'refused',
    zh: '{count} 个必测场景没有有效的测试结果。最近一次测试须在 24 小时内通过，且协议、生产地址和密钥未更换。请重新测试后再提交。',
    en: '{count:required scenario has/required scenarios have} no valid test call: the last call must have passed within 24 hours, with the protocol, endpoint and key that the product uses now. Run the test calls again, then submit.',
  },
  case_not_found: {
    kind: 'not_found',
    zh: '没有已保存的用例。',
    en: 'No saved case found.',
  },
})
