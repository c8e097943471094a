import { defineProblems } from '@loggia/kernel'

export const clockProblems = defineProblems('clock', {
  not_movable: {
    kind: 'refused',
    zh: '本云商店的时钟不能推进。须在启动服务器时启用此功能。',
    en: 'The clock of this marketplace cannot be moved. This must be enabled when the server starts.',
  },
  operators_only: {
    kind: 'forbidden',
    zh: '只有运营人员可以推进云商店的时钟。',
    en: 'Only operators can move the clock of this marketplace.',
  },
  moving: {
    kind: 'conflict',
    zh: '{by}正在推进时钟。请等待完成，或先停止推进。',
    en: '{by} is moving the clock. Wait until it has arrived, or stop it first.',
  },
  no_length: {
    kind: 'invalid',
    zh: '请填写大于 0 的时长：月、天、小时或分钟。',
    en: 'Enter a time greater than 0 in months, days, hours or minutes.',
  },
  backwards: {
    kind: 'invalid',
    zh: '时钟不能调回到过去。',
    en: 'The clock cannot be moved back.',
  },
  too_far: {
    kind: 'invalid',
    zh: '一次最多推进 10 年。',
    en: 'You can move the clock by at most 10 years at a time.',
  },
  nothing_next: {
    kind: 'refused',
    zh: '没有即将自动发生的事项，请指定时长或时间。',
    en: 'No events are scheduled. Enter a length of time or a date instead.',
  },
})
