import type { mailFacts } from '@loggia/protocol/console/mail/facts'
import { defineTexts } from '@loggia/ui'
import type { FactNames } from './teller.tsx'

export const mailNames = defineTexts<FactNames<typeof mailFacts>>(
  {
    'mail_receiver.added': '添加邮件接收人',
    'mail_receiver.changed': '修改邮件接收人',
    'mail_receiver.confirmed': '邮件接收人确认邮箱',
    'mail_receiver.unsubscribed': '邮件接收人退订',
    'mail_receiver.removed': '移除邮件接收人',
  },
  {
    'mail_receiver.added': 'Email receiver added',
    'mail_receiver.changed': 'Email receiver changed',
    'mail_receiver.confirmed': 'Email receiver confirmed',
    'mail_receiver.unsubscribed': 'Email receiver unsubscribed',
    'mail_receiver.removed': 'Email receiver removed',
  },
)
