import { defineProblems } from '@loggia/kernel'

export const notificationProblems = defineProblems('notifications', {
  message_not_found: {
    kind: 'not_found',
    zh: '消息不存在，或已被新消息取代。',
    en: 'This message does not exist or has been replaced by a newer one.',
  },
})
