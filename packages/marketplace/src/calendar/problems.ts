import { defineProblems } from '@loggia/kernel'

export const calendarProblems = defineProblems('calendar', {
  date_repeated: {
    kind: 'invalid',
    zh: '{date} 重复，每个日期只能出现一次。',
    en: '{date} is given twice. Give each date once.',
  },
  already_working: {
    kind: 'invalid',
    zh: '{date} 是周一至周五，本来就是工作日。只有周六和周日可以设为调休上班。',
    en: '{date} is a working day already. Only a Saturday or a Sunday can be set as a working day.',
  },
  range_reversed: {
    kind: 'invalid',
    zh: '结束日期 {to} 早于开始日期 {from}。',
    en: 'The last date, {to}, is before the first, {from}.',
  },
})
