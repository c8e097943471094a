import { defineProblems } from '@loggia/kernel'

export const monitoringProblems = defineProblems('monitoring', {
  not_watched: {
    kind: 'not_found',
    zh: '此商品没有接口拨测。',
    en: 'The interface of this product is not checked.',
  },
  test_not_found: { kind: 'not_found', zh: '拨测不存在。', en: 'Dial test not found.' },
  no_cases: {
    kind: 'conflict',
    rule: 'R239',
    zh: '此商品没有已通过的测试用例，请先完成测试调用。',
    en: 'This product has no test case that passed. Make its test calls first.',
  },
  switched_off: {
    kind: 'conflict',
    zh: '运营人员已停用此商品的拨测。',
    en: 'An operator has switched the dial tests of this product off.',
  },
  not_called: {
    kind: 'conflict',
    rule: 'R240',
    zh: '商品未在售，暂时不能检查接口。',
    en: 'This product is not on sale, so its interface cannot be checked now.',
  },
  check_running: {
    kind: 'conflict',
    zh: '上一次检查尚未完成，请等待结果。',
    en: 'A check is already running. Wait for its result.',
  },
  check_limited: {
    kind: 'limited',
    zh: '每分钟最多检查 {limit} 次，请在 {retryAfter} 秒后再试。',
    en: 'You can have {limit:check/checks} a minute. Try again in {retryAfter} s.',
  },
  not_repaired: {
    kind: 'conflict',
    rule: 'R238',
    zh: '停售后还没有一次检查通过，请先检查修复。',
    en: 'No check has passed since the product was delisted. Have the repair checked first.',
  },
  relisting_asked: {
    kind: 'conflict',
    zh: '已有一个恢复销售申请在处理中。',
    en: 'A request for relisting is already being decided.',
  },
  relisting_not_asked: {
    kind: 'conflict',
    zh: '此商品没有待处理的恢复销售申请。',
    en: 'No request for relisting of this product waits for a decision.',
  },
  not_delisted: {
    kind: 'conflict',
    rule: 'R238',
    zh: '此商品没有因接口故障停售。',
    en: 'This product is not delisted for its interface.',
  },
  not_frozen: {
    kind: 'conflict',
    zh: '此商品没有因接口故障冻结。',
    en: 'This product is not frozen for its interface.',
  },
  already_delisted: {
    kind: 'conflict',
    zh: '此商品已因接口故障停售。',
    en: 'This product is already delisted for its interface.',
  },
  already_switched: {
    kind: 'conflict',
    zh: '此商品的拨测已是所选状态。',
    en: 'The dial tests of this product are already in that state.',
  },
  deferral_out_of_range: {
    kind: 'invalid',
    field: 'until',
    zh: '推迟的时间须晚于当前时间，且不超过 {max} 天。',
    en: 'Choose a time from now to {max:day/days} ahead.',
  },
})
