import { defineTexts } from '@loggia/ui'

/** Words of the forms, which are loaded when somebody opens one. */
export const feedbackFormTexts = defineTexts(
  {
    confirmWithdraw: '确认撤回',
    withdrawing: '撤回中',
    withdrawText: '撤回后，评价和商家的回复不再显示。您可以重新评价。',
    keep: '保留评价',
    cancel: '取消',
    form: {
      ratingLabel: '评价此商品',
      starsField: '评分',
      starsMissing: '选择 1 至 5 星。',
      starNames: { 1: '很差', 2: '较差', 3: '一般', 4: '满意', 5: '非常满意' },
      text: '使用感受（选填）',
      textHint: (min: number, max: number) => `${min} 至 ${max} 个字。不要填写联系方式和个人信息。`,
      textWrong: (min: number, max: number, is: number) => `填写 ${min} 至 ${max} 个字，现在是 ${is} 个字。`,
      shownAs: (name: string) => `显示为“${name}”`,
      showName: (name: string) => `公开全称“${name}”`,
      send: '提交评价',
      sending: '提交中',
      questionLabel: '咨询此商品',
      question: '咨询内容',
      questionHint: (min: number, max: number) =>
        `${min} 至 ${max} 个字。审核通过后与商家的回复一起公开，您的名称部分隐藏。`,
      sendQuestion: '提交咨询',
    },
  },
  {
    confirmWithdraw: 'Withdraw',
    withdrawing: 'Withdrawing',
    withdrawText: 'The review and the seller’s answer are no longer shown. You can write a new review.',
    keep: 'Keep review',
    cancel: 'Cancel',
    form: {
      ratingLabel: 'Review this product',
      starsField: 'Stars',
      starsMissing: 'Choose 1 to 5 stars.',
      starNames: { 1: 'Very poor', 2: 'Poor', 3: 'Fair', 4: 'Good', 5: 'Very good' },
      text: 'Your experience (optional)',
      textHint: (min, max) =>
        `${min} to ${max} characters. Leave out contact details and the names of people.`,
      textWrong: (min, max, is) => `Enter ${min} to ${max} characters; there are ${is} now.`,
      shownAs: (name) => `Shown as “${name}”`,
      showName: (name) => `Show the whole name, “${name}”`,
      send: 'Send review',
      sending: 'Sending',
      questionLabel: 'Ask about this product',
      question: 'Your question',
      questionHint: (min, max) =>
        `${min} to ${max} characters. It is published with the seller’s answer after moderation; your name is masked.`,
      sendQuestion: 'Send question',
    },
  },
)
