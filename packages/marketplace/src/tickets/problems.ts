import { defineProblems } from '@loggia/kernel'

export const ticketProblems = defineProblems('ticket', {
  not_found: { kind: 'not_found', zh: '工单不存在。', en: 'Ticket not found.' },
  nothing_named: {
    kind: 'invalid',
    zh: '请选择一个订单或服务。',
    en: 'Choose an order or a service.',
  },
  subject_not_found: { kind: 'not_found', zh: '订单或服务不存在。', en: 'Order or service not found.' },
  not_possible: {
    kind: 'conflict',
    zh: '工单状态已变化，不能进行此操作。请刷新页面。',
    en: 'The ticket has changed, so this is not possible any more. Reload the page.',
  },
  other_handler: {
    kind: 'conflict',
    zh: '此工单不由您处理。',
    en: 'This ticket is not yours to answer.',
  },
  too_early: {
    kind: 'refused',
    rule: 'R285',
    zh: '商家尚未回复，且未超过回复时限。超时后或商家回复后，可转给运营人员。',
    en: 'The seller has not answered yet and still has time. You can pass the ticket on once the seller is late or has answered.',
  },
  reopen_over: {
    kind: 'refused',
    zh: '工单关闭已超过 {days} 天，不能重新打开。请提交新的工单。',
    en: 'A ticket can be reopened within {days:day/days} of closing. Open a new one.',
  },
  too_many: {
    kind: 'limited',
    zh: '24 小时内最多提交 {most} 个工单，请稍后再试。',
    en: 'You can open up to {most:ticket/tickets} in 24 hours. Try again later.',
  },
  full: {
    kind: 'refused',
    zh: '一个工单最多 {most} 条留言。请提交新的工单。',
    en: 'A ticket has up to {most:message/messages}. Open a new one.',
  },
  hours_too_few: {
    kind: 'refused',
    rule: 'R285',
    zh: '受理工单的服务时间，每周至少 {days} 天、每天至少 {hours} 小时。',
    en: 'To take tickets, set at least {hours:hour/hours} on at least {days:day/days} a week.',
  },
})
