import { defineProblems } from '@loggia/kernel'

export const notificationProblems = defineProblems('notifications', {
  message_not_found: {
    kind: 'not_found',
    zh: '没有这条消息，或者它已被更新的一条取代',
    en: 'There is no such message, or a newer one has taken its place',
  },
})
