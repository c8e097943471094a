import { omitUndefined } from '@loggia/kernel'
import type { Handlers } from '../platform/index.ts'
import type { HomePages } from './service.ts'

export const createHomePageRoutes = (homePages: HomePages): Handlers => ({
  'PUT /api/operator/home-page/selection': async ({ actor, body }) => {
    const products = body.products.map((one) => omitUndefined(one))
    return { version: await homePages.setSelection(actor, omitUndefined({ ...body, products })) }
  },
  'PUT /api/operator/home-page/words': async ({ actor, body }) => ({
    version: await homePages.setWords(actor, body),
  }),
})
