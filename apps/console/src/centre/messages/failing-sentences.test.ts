import { describe, expect, test } from 'vitest'
import type { MessageReader } from './reader.ts'
import { describeMessage } from './sentences.ts'

const product = { zh: '澄澜协同文档', en: 'Chenglan Docs' }
const zone = 'Asia/Shanghai'
const english: MessageReader = { language: 'en-US', zone, area: 'seller' }
const chinese: MessageReader = { language: 'zh-CN', zone, area: 'seller' }
const operator: MessageReader = { ...english, area: 'operator' }

describe('notices of failing calls', () => {
  const verdict = {
    code: 'http_status',
    params: { status: 502 },
    sentence: { zh: '状态码 502。', en: 'HTTP status 502.' },
  }
  const notice = (more: Record<string, unknown>) => ({
    kind: 'call_failing',
    data: {
      callId: 'cal_1',
      activity: 'releaseInstance',
      operation: 'release_instance',
      reference: 'i-77',
      orderNumber: 'CS2611241403ABCDE',
      product,
      tries: 3,
      state: 'waiting',
      mayRestart: false,
      verdict,
      triedAt: '2026-11-24T06:33:00.000Z',
      ...more,
    },
  })

  test('one that waits says how often it was tried, why it failed, and when the next try is planned', () => {
    const { title, texts } = describeMessage(notice({ nextAt: '2026-11-24T06:35:00.000Z' }), english)

    expect(title).toBe('Release call for Chenglan Docs is failing')
    expect(texts).toEqual([
      'Order CS2611241403ABCDE. 3 attempts so far, the last on 24 Nov 2026, 14:33:00. Next attempt: 24 Nov 2026, 14:35:00.',
      'HTTP status 502.',
    ])
  })

  test.each([
    ['release_instance', 'releaseInstance', /i-77.*Release it yourself.*restart/],
    ['query_instance', 'queryInstance', /i-77.*buyers cannot see their access details/],
    ['refresh_instance', 'refreshInstance', /new expiry date of instance i-77/],
    ['set_instance_status', 'updateInstanceStatus', /i-77 is frozen or unfrozen/],
    ['upgrade_instance', 'upgradeInstance', /upgrade of instance i-77/],
    ['of_a_later_version', 'doSomething', /^The deadline has passed.*restart the call\.$/],
  ])(
    'R70: tries of %s that are over say what that means and what can be done',
    (operation, activity, said) => {
      const { texts } = describeMessage(
        notice({ operation, activity, state: 'stopped', mayRestart: true }),
        english,
      )

      expect(texts.at(-1)).toMatch(said)
    },
  )

  test('tries that are over and cannot be started again ask for nothing', () => {
    const { texts } = describeMessage(notice({ state: 'stopped', mayRestart: false }), english)

    expect(texts.at(-1)).toBe('The deadline has passed, so it is no longer retried automatically.')
  })

  test.each([
    ['confirmed', '已成功', '共尝试 3 次，2026-11-24 14:40:00 成功。'],
    ['superseded', '已不再需要', '替代'],
    ['expired', '已过截止时间', '暂停期间'],
    ['restarted', '已重新启动', '新的调用'],
  ])('a call that is %s says so, without the failure of before', (state, title, text) => {
    const told = describeMessage(
      notice({ state, verdict: undefined, triedAt: undefined, recoveredAt: '2026-11-24T06:40:00.000Z' }),
      chinese,
    )

    expect(told.title).toContain(title)
    expect(told.texts).toHaveLength(1)
    expect(told.texts[0]).toContain(text)
  })

  test('a seller that is parked is told of it as theirs, an operator by the seller’s name', () => {
    const data = {
      seller: { id: 'sel_1', name: product },
      parkedSince: '2026-11-24T06:33:00.000Z',
      probeAt: '2026-11-24T06:33:10.000Z',
      failures: 5,
      verdict,
    }

    expect(describeMessage({ kind: 'seller_parked', data }, english).title).toBe(
      'Calls to your server are paused',
    )
    expect(describeMessage({ kind: 'seller_parked', data }, operator)).toEqual({
      title: 'Calls to Chenglan Docs are paused',
      texts: [
        '5 calls in a row have failed. Calls have been paused since 24 Nov 2026, 14:33:00. From 24 Nov 2026, 14:33:10, single calls are tried to see whether the server has recovered.',
        'HTTP status 502.',
      ],
    })
  })

  test('that a seller is well again says from when to when it was parked', () => {
    const data = {
      seller: { id: 'sel_1', name: product },
      parkedSince: '2026-11-24T06:33:00.000Z',
      recoveredAt: '2026-11-24T06:40:00.000Z',
    }

    expect(describeMessage({ kind: 'seller_recovered', data }, chinese).texts[0]).toContain(
      '从 2026-11-24 14:33:00 到 2026-11-24 14:40:00 暂停',
    )
  })
})

describe('messages about interfaces that fail', () => {
  const subject = { productId: 'prd_01', name: product }

  test('R239: a failed dial test names the scenarios that failed, in the words of the reader', () => {
    const data = {
      ...subject,
      dialTestId: 'dlt_01',
      at: '2026-11-29T01:12:00.000Z',
      failedScenes: ['new_period', 'release'],
      calls: 4,
    }

    const [zh, en] = [chinese, english].map((reader) =>
      describeMessage({ kind: 'dial_test_failed', data }, reader).texts.join(' '),
    )

    expect(zh).toContain('失败：新购（包周期）、释放')
    expect(en).toContain('called 4 scenarios')
    expect(en).not.toContain('new_period')
    expect(en).toContain('29 Nov 2026, 09:12')
  })

  test.each(['days', 'orders'])('R238, R240: a warning for %s says what comes next and when', (cause) => {
    const next = { what: 'freeze', left: 1, at: '2026-12-03T08:12:00.000Z' }
    const data = { ...subject, cause, failures: 4, next }

    for (const reader of [chinese, english]) {
      const { title, texts } = describeMessage({ kind: 'interface_warned', data }, reader)
      expect(title).not.toBe('interface_warned')
      expect(texts).toHaveLength(2)
      expect(texts.join(' ')).toMatch(/4.*1/)
    }
  })

  test('an operator’s task says nothing of failures if there were none', () => {
    const data = {
      ...subject,
      what: 'relisting_asked',
      cause: 'days',
      failures: 0,
      seller: { id: 'sel_01', name: product },
      note: '已修复',
    }

    const { texts } = describeMessage({ kind: 'interface_task', data }, operator)

    expect(texts).toEqual(['Seller: Chenglan Docs.', '已修复'])
  })
})
