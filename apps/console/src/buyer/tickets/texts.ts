import { defineTexts, formatMixed } from '@loggia/ui'

/** The form of a new ticket. */
export const newTicketTexts = defineTexts(
  {
    title: '提交工单',
    about: '商品',
    seller: '商家',
    order: '订单',
    kind: '类型',
    subject: '主题',
    subjectHint: '最多 100 个字符。',
    subjectMissing: '填写主题，最多 100 个字符。',
    text: '问题描述',
    submit: '提交',
    busy: '提交中',
    done: '工单已提交',
    what: '由谁处理',
    by: {
      seller: (name: string) => formatMixed(`${name}受理工单，由商家处理。`),
      operator: (name: string) => formatMixed(`${name}未开通工单受理，由云商店的运营人员处理。`),
    },
    complaint: '投诉由云商店的运营人员处理，商家看不到投诉内容。',
    hours: (days: string, opens: string, closes: string) =>
      `服务时间：${days} ${opens}–${closes}，节假日除外。`,
    first: '8 个服务小时内首次回复。超时未回复的，您可以转给运营人员。',
    comma: '、',
    missing: {
      title: '无法提交工单',
      text: '订单或服务不存在，或者属于其他账号。请在订单页或服务页提交工单。',
      back: '返回工单列表',
    },
  },
  {
    title: 'Open a ticket',
    about: 'Product',
    seller: 'Seller',
    order: 'Order',
    kind: 'Type',
    subject: 'Subject',
    subjectHint: 'Up to 100 characters.',
    subjectMissing: 'Enter a subject of up to 100 characters.',
    text: 'What is it about?',
    submit: 'Open ticket',
    busy: 'Sending',
    done: 'The ticket is open',
    what: 'Who answers',
    by: {
      seller: (name) => `${name} takes tickets and answers this one.`,
      operator: (name) => `${name} takes no tickets, so the marketplace’s operators answer.`,
    },
    complaint: 'Complaints go to the marketplace’s operators. The seller cannot read them.',
    hours: (days, opens, closes) => `Support hours: ${days}, ${opens}–${closes}, except on holidays.`,
    first:
      'The first answer comes within 8 support hours. If it is late, you can pass the ticket on to the operators.',
    comma: ', ',
    missing: {
      title: 'No ticket can be opened',
      text: 'The order or service was not found, or belongs to another account. Open tickets on the page of an order or a service.',
      back: 'Back to tickets',
    },
  },
)
