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
