import { defineProblems } from '@loggia/kernel'

export const mailProblems = defineProblems('mail', {
  off: {
    kind: 'conflict',
    zh: '云商店未配置邮件服务器，无法发送邮件。',
    en: 'This marketplace has no email server, so it cannot send emails.',
  },
  mail_unknown: { kind: 'not_found', zh: '邮件不存在。', en: 'Email not found.' },
  not_resendable: {
    kind: 'conflict',
    zh: '只能重新发送失败或结果不明的邮件。',
    en: 'Only emails that failed, or whose result is unknown, can be sent again.',
  },
  receiver_unknown: { kind: 'not_found', zh: '接收人不存在。', en: 'Receiver not found.' },
  receiver_known: {
    kind: 'conflict',
    field: 'email',
    zh: '此邮箱已在接收人列表中。',
    en: 'This address is already in the list of receivers.',
  },
  receiver_of_member: {
    kind: 'refused',
    field: 'email',
    zh: '此邮箱属于您的成员，成员可自行选择接收的邮件。',
    en: 'This address belongs to one of your members, who choose their emails themselves.',
  },
  receiver_unsubscribed: {
    kind: 'refused',
    zh: '对方已退订，不能再次添加、修改或移除，只能由对方重新订阅。',
    en: 'This person has unsubscribed. You cannot change, remove or ask them again; only they can subscribe again.',
  },
  receiver_not_waiting: {
    kind: 'conflict',
    zh: '对方已确认邮箱，无需再次发送。',
    en: 'This address is confirmed already.',
  },
  receivers_many: {
    kind: 'refused',
    zh: '最多 {max} 位接收人。',
    en: 'You can have up to {max:receiver/receivers}.',
  },
  receiver_limited: {
    kind: 'limited',
    zh: '确认邮件发送过于频繁，请过几天再试。',
    en: 'Too many confirmation emails have been sent. Try again in a few days.',
  },
  subscription_unusable: {
    kind: 'not_found',
    zh: '链接已失效。',
    en: 'This link is no longer valid.',
  },
  topic_unknown: {
    kind: 'invalid',
    zh: '通知主题不存在。',
    en: 'Topic not found.',
  },
  topic_fixed: {
    kind: 'refused',
    rule: 'R263',
    zh: '主账号始终接收这类邮件，不能关闭。',
    en: 'Owners always get emails on this topic, so they cannot be switched off.',
  },
})
