import { linkOptions } from '@tanstack/react-router'
import type { FeedbackKind } from '@loggia/protocol/console/feedback/kinds'
import { feedbackMessages } from '@loggia/protocol/console/feedback/messages'
import { defineTexts } from '@loggia/ui'
import { formatName } from '../../centre/messages/reader.ts'
import type { ListLinks, MessageLinks, MessageReader, MessageWriters } from '../../centre/messages/reader.ts'

/** Found and read beside the writers. */
export const messages = feedbackMessages

const texts = defineTexts(
  {
    kinds: { rating: '评价', question: '咨询' },
    published: (product: string, kind: string) => `您对“${product}”的${kind}已公开`,
    isPublished: '所有人都能在商品页看到。',
    refused: (product: string, kind: string) => `您对“${product}”的${kind}未通过审核`,
    hidden: (product: string, kind: string) => `您对“${product}”的${kind}已撤下`,
    reason: (reason: string) => `原因：${reason}`,
    mayChange: '您可以修改后重新提交。',
    answered: (product: string, kind: string) => `商家回复了您对“${product}”的${kind}`,
    isAnswered: '回复已在商品页公开。',
    lapsed: (product: string) => `您对“${product}”的评价不再显示`,
    isLapsed: '您在开通后五天内退订了此商品。再次购买后可以重新评价。',
    received: {
      rating: (product: string) => `“${product}”有新的评价`,
      question: (product: string) => `“${product}”有新的咨询`,
    },
    stars: (stars: number) => `${stars} 星。您可以公开回复。`,
    canAnswer: '您的回复经审核后公开。',
    answerPublished: (product: string) => `您对“${product}”的回复已公开`,
    answerRefused: (product: string) => `您对“${product}”的回复未通过审核`,
    answerHidden: (product: string) => `您对“${product}”的回复已撤下`,
    reportTaken: (product: string) => `您举报的“${product}”的评价已撤下`,
    reportKept: (product: string) => `您举报的“${product}”的评价保持公开`,
    isTaken: '运营人员同意您的举报，此评价不再显示，也不计入评分。',
    isKept: '运营人员未发现此评价需要撤下。您可以公开回复。',
    waits: '有评价或咨询待审核',
    isWaiting: (product: string) => `最早的一条关于“${product}”。`,
    toProduct: '查看商品页',
    toFeedback: '查看评价与咨询',
  },
  {
    kinds: { rating: 'review', question: 'question' },
    published: (product: string, kind: string) => `Your ${kind} about ${product} is published`,
    isPublished: 'Everybody can read it on the page of the product.',
    refused: (product: string, kind: string) => `Your ${kind} about ${product} was rejected`,
    hidden: (product: string, kind: string) => `Your ${kind} about ${product} was hidden`,
    reason: (reason: string) => `Reason: ${reason}`,
    mayChange: 'You can change it and send it again.',
    answered: (product: string, kind: string) => `The seller has answered your ${kind} about ${product}`,
    isAnswered: 'The answer is on the page of the product.',
    lapsed: (product: string) => `Your review of ${product} is no longer shown`,
    isLapsed:
      'You were refunded within five days of the activation. You can review the product once you have bought it again.',
    received: {
      rating: (product: string) => `New review of ${product}`,
      question: (product: string) => `New question about ${product}`,
    },
    stars: (stars: number) => `${stars} of 5 stars. You can answer in public.`,
    canAnswer: 'Your answer is published after moderation.',
    answerPublished: (product: string) => `Your answer about ${product} is published`,
    answerRefused: (product: string) => `Your answer about ${product} was rejected`,
    answerHidden: (product: string) => `Your answer about ${product} was hidden`,
    reportTaken: (product: string) => `The review of ${product} that you reported was hidden`,
    reportKept: (product: string) => `The review of ${product} that you reported stays published`,
    isTaken: 'An operator agreed. The review is no longer shown and does not count.',
    isKept: 'An operator found no reason to hide it. You can answer in public.',
    waits: 'Reviews or questions wait for moderation',
    isWaiting: (product: string) => `The first one is about ${product}.`,
    toProduct: 'View product page',
    toFeedback: 'View reviews and questions',
  },
)

const saidOf = (
  { product, kind }: { readonly product: { zh: string; en: string }; readonly kind: FeedbackKind },
  reader: MessageReader,
) => {
  const said = texts.in(reader.language)
  return { said, product: formatName(product, reader), kind: said.kinds[kind] }
}

export const messageWriters: MessageWriters<typeof feedbackMessages> = {
  feedback_published: (data, reader) => {
    const { said, product, kind } = saidOf(data, reader)
    return { title: said.published(product, kind), texts: [said.isPublished] }
  },
  feedback_refused: (data, reader) => {
    const { said, product, kind } = saidOf(data, reader)
    const { hidden, reason } = data
    return {
      title: hidden ? said.hidden(product, kind) : said.refused(product, kind),
      texts: [said.reason(reason), ...(data.kind === 'rating' ? [said.mayChange] : [])],
    }
  },
  feedback_answered: (data, reader) => {
    const { said, product, kind } = saidOf(data, reader)
    return { title: said.answered(product, kind), texts: [said.isAnswered] }
  },
  rating_lapsed: (data, reader) => {
    const { said, product } = saidOf(data, reader)
    return { title: said.lapsed(product), texts: [said.isLapsed] }
  },
  feedback_received: (data, reader) => {
    const { said, product } = saidOf(data, reader)
    const { kind, stars } = data
    return {
      title: said.received[kind](product),
      texts: [stars === undefined ? said.canAnswer : said.stars(stars)],
    }
  },
  answer_published: (data, reader) => {
    const { said, product } = saidOf(data, reader)
    return { title: said.answerPublished(product), texts: [said.isPublished] }
  },
  answer_refused: (data, reader) => {
    const { said, product } = saidOf(data, reader)
    const { hidden, reason } = data
    return {
      title: hidden ? said.answerHidden(product) : said.answerRefused(product),
      texts: [said.reason(reason), said.mayChange],
    }
  },
  report_decided: (data, reader) => {
    const { said, product } = saidOf(data, reader)
    return data.hidden
      ? { title: said.reportTaken(product), texts: [said.isTaken] }
      : { title: said.reportKept(product), texts: [said.isKept] }
  },
  feedback_waits: (data, reader) => {
    const { said, product } = saidOf(data, reader)
    return { title: said.waits, texts: [said.isWaiting(product)] }
  },
}

type OfProduct = 'feedback_published' | 'feedback_refused' | 'feedback_answered' | 'rating_lapsed'
const listProductLinks: ListLinks<OfProduct> = ({ productId, kind }, { language }) => [
  {
    name: texts.in(language).toProduct,
    page: `/products/${productId}#${kind === 'rating' ? 'reviews' : 'questions'}`,
  },
]
type OfSeller = 'feedback_received' | 'answer_published' | 'answer_refused' | 'report_decided'
const listSellerLinks =
  (show: 'unanswered' | 'answered'): ListLinks<OfSeller> =>
  (_data, { language }) => [
    {
      name: texts.in(language).toFeedback,
      page: linkOptions({ to: '/seller/feedback', search: show === 'answered' ? { show } : {} }),
    },
  ]

export const messageLinks: MessageLinks<typeof feedbackMessages> = {
  feedback_published: listProductLinks,
  feedback_refused: listProductLinks,
  feedback_answered: listProductLinks,
  rating_lapsed: listProductLinks,
  feedback_received: listSellerLinks('unanswered'),
  answer_published: listSellerLinks('answered'),
  answer_refused: listSellerLinks('unanswered'),
  report_decided: listSellerLinks('unanswered'),
  feedback_waits: (_data, { language }) => [
    { name: texts.in(language).toFeedback, page: linkOptions({ to: '/operator/feedback' }) },
  ],
}
