import { defineProblems } from '@loggia/kernel'

export const clockProblems = defineProblems('clock', {
  not_movable: {
    kind: 'refused',
    zh: '这个云商店的时钟不能调快；要调快时钟，须在启动服务器时设置 LOGGIA_MOVABLE_CLOCK=on',
    en: 'The clock of this marketplace cannot be moved; it can where the server was started with LOGGIA_MOVABLE_CLOCK=on',
  },
  operators_only: {
    kind: 'forbidden',
    zh: '这个云商店的时钟只能由运营人员调快',
    en: 'Only operators move the clock of this marketplace',
  },
  moving: {
    kind: 'conflict',
    zh: '{by} 正在调快时钟，请等它到达或先让它停下',
    en: '{by} is moving the clock: wait until it has arrived, or stop it first',
  },
  no_length: {
    kind: 'invalid',
    zh: '请给出大于 0 的时长：月、天、小时或分钟',
    en: 'Name a length of time above 0: months, days, hours or minutes',
  },
  backwards: {
    kind: 'invalid',
    zh: '时钟不能往回调：云商店现在是 {now}',
    en: 'The clock does not go back: it is {now} in this marketplace now',
  },
  too_far: {
    kind: 'invalid',
    zh: '一次最多调快 10 年，即最晚到 {latest}',
    en: 'One move goes at most 10 years, that is to {latest}',
  },
  nothing_next: {
    kind: 'refused',
    zh: '没有任何会自动发生的事，请改为指定时长或时刻',
    en: 'Nothing is going to happen by itself: name a length of time or an instant instead',
  },
})
