import { omitUndefined } from '@loggia/kernel'
import type { Handlers } from '../platform/index.ts'
import { presentOwn } from './present.ts'
import type { FeedbackService } from './service/index.ts'

export const createFeedbackRoutes = (feedback: FeedbackService): Handlers => ({
  'GET /api/products/:productId/feedback': ({ params, query }) =>
    feedback.getProductFeedback(params.productId, query),
  'GET /api/buyer/rating': async ({ actor, query }) =>
    presentOwn(await feedback.getOwnRating(actor, query.productId)),
  'PUT /api/buyer/rating': async ({ actor, body: { productId, ...asked }, language }) => {
    await feedback.rate(actor, productId, { ...asked, language })
    return presentOwn(await feedback.getOwnRating(actor, productId))
  },
  'POST /api/buyer/rating/withdrawal': async ({ actor, body }) => {
    await feedback.withdrawRating(actor, body.productId)
    return presentOwn(await feedback.getOwnRating(actor, body.productId))
  },
  'POST /api/buyer/questions': async ({ request, body: { productId, text }, language }) => ({
    state: await feedback.ask(request, productId, { text, language }),
  }),
  ...forSellers(feedback),
  ...forOperators(feedback),
})

const forSellers = (feedback: FeedbackService): Handlers => ({
  'GET /api/seller/feedback': async ({ actor, query: { limit, after, ...of } }) => {
    const page = await feedback.listOfSeller(actor, of, omitUndefined({ limit, after }))
    return { ...page, items: [...page.items] }
  },
  'PUT /api/seller/feedback/:feedbackId/answer': async ({ actor, params, body, language }) => ({
    state: await feedback.answer(actor, params.feedbackId, { ...body, language }),
  }),
  'POST /api/seller/feedback/:feedbackId/report': async ({ actor, params, body }) => {
    await feedback.report(actor, params.feedbackId, body.reason)
    return null
  },
})

const forOperators = (feedback: FeedbackService): Handlers => ({
  'GET /api/operator/feedback': async ({ actor, query: { limit, after, ...of } }) => {
    const page = await feedback.listModerated(actor, of, omitUndefined({ limit, after }))
    return { ...page, items: [...page.items] }
  },
  'POST /api/operator/feedback/publication': async ({ actor, body }) => ({
    published: await feedback.publish(actor, body.textIds),
  }),
  'POST /api/operator/feedback/:feedbackTextId/refusal': async ({ actor, params, body }) => ({
    state: await feedback.refuse(actor, params.feedbackTextId, body.reason),
  }),
})
