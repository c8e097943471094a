import type { ticketFacts } from '@loggia/protocol/console/tickets/facts'
import type { ticketMessages } from '@loggia/protocol/console/tickets/messages'
import { defineTexts } from '@loggia/ui'
import type { AuditNames, FactNames } from '../../centre/facts/teller.tsx'

declare module '../../centre/facts/beside-pages.ts' {
  interface BesidePages {
    tickets: { facts: typeof ticketFacts; messages: typeof ticketMessages }
  }
}

/** The name of each fact in the audit log. */
export const factNames = defineTexts<FactNames<typeof ticketFacts>>(
  {
    'ticket.opened': '提交工单',
    'ticket.taken': '开始处理工单',
    'ticket.answered': '回复工单',
    'ticket.written': '买家补充工单',
    'ticket.reopened': '重新打开工单',
    'ticket.raised': '工单转给运营人员',
    'ticket.late': '工单超时',
    'ticket.closed': '关闭工单',
    'ticket_desk.set': '设置工单受理和服务时间',
  },
  {
    'ticket.opened': 'Ticket opened',
    'ticket.taken': 'Ticket taken up',
    'ticket.answered': 'Ticket answered',
    'ticket.written': 'Buyer wrote in a ticket',
    'ticket.reopened': 'Ticket reopened',
    'ticket.raised': 'Ticket passed on to operators',
    'ticket.late': 'Ticket overdue',
    'ticket.closed': 'Ticket closed',
    'ticket_desk.set': 'Support hours set',
  },
)

/** What the filters of the audit log call them. */
export const auditNames = defineTexts<AuditNames<typeof ticketFacts, 'tkt'>>(
  { areas: { ticket: '工单', ticket_desk: '工单受理设置' }, subjects: { tkt: '工单' } },
  { areas: { ticket: 'Tickets', ticket_desk: 'Support hours' }, subjects: { tkt: 'Ticket' } },
)
