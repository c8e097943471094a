import { defineTexts } from '@loggia/ui'

/** The page that the emails of receivers without an account lead to. */
export const subscriptionTexts = defineTexts(
  {
    title: '邮件订阅',
    lead: '管理发送到您邮箱的通知，无需登录。',
    from: (name: string) => `${name}希望将云商店的以下通知发送给您：`,
    fromMarket: '云商店的运营人员希望将以下通知发送给您：',
    waitingLead: (email: string) => `确认后，通知会发送到 ${email}。您可以随时退订，无需登录。`,
    confirmedLead: (email: string) => `以上通知正在发送到 ${email}。`,
    endedLead: (email: string) => `${email} 已退订，不会再收到以上通知。`,
    confirm: '确认接收',
    refuse: '不接收',
    end: '退订',
    again: '重新订阅',
    busy: '处理中',
    unusableTitle: '链接已失效',
    unusable: '链接可能已过期，或接收人已被移除。您不会收到邮件。',
    home: '返回首页',
  },
  {
    title: 'Email subscription',
    lead: 'Manage the messages sent to your address. You do not need an account.',
    from: (name) => `${name} would like to send you these messages from the marketplace:`,
    fromMarket: 'The operators of the marketplace would like to send you these messages:',
    waitingLead: (email) =>
      `If you confirm, they are sent to ${email}. You can unsubscribe at any time without signing in.`,
    confirmedLead: (email) => `These messages are sent to ${email}.`,
    endedLead: (email) => `${email} is unsubscribed and gets none of these messages.`,
    confirm: 'Confirm',
    refuse: 'No, thanks',
    end: 'Unsubscribe',
    again: 'Subscribe again',
    busy: 'Working',
    unusableTitle: 'This link is no longer valid',
    unusable: 'It may have expired, or you may have been removed. You get no emails.',
    home: 'Go to home page',
  },
)
