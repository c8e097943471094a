import { z } from 'zod'
import { defineRoutes } from '../route.ts'
import { defineId, definePage, nothing, pageQuery, timeSchema } from '../values.ts'
import { dialTestStates, standings } from './kinds.ts'
import {
  dialTestDetailSchema,
  dialTestSchema,
  operatorDialTestDetailSchema,
  operatorDialTestSchema,
  operatorWatchDetailSchema,
  operatorWatchSchema,
  watchDetailSchema,
  watchSchema,
} from './shown.ts'

const ofProduct = z.object({ productId: defineId('prd') })
const ofDialTest = z.object({ dialTestId: defineId('dlt') })
const reason = z.string().trim().min(1).max(500)
const watchFilter = pageQuery.extend({ standing: z.enum(standings).optional() })
const dialTestFilter = pageQuery.extend({
  productId: defineId('prd').optional(),
  state: z.enum(dialTestStates).optional(),
})
const sellerId = defineId('sel').optional()

export const monitoringRoutes = defineRoutes({
  'GET /api/seller/monitoring': {
    summary: {
      en: 'List the seller’s products whose interfaces are checked, newest first, with where each stands and what comes next',
      zh: '查询商家接受接口拨测的商品，按创建时间倒序，含接口状况和后续处理',
    },
    role: 'seller',
    needs: 'calls:read',
    query: watchFilter,
    reply: definePage(watchSchema),
  },
  'GET /api/seller/products/:productId/monitoring': {
    summary: {
      en: 'Get where the interface of a product stands, and every consequence with its earliest date',
      zh: '查询商品的接口状况，以及各项处理及其最早日期',
    },
    role: 'seller',
    needs: 'calls:read',
    params: ofProduct,
    reply: watchDetailSchema,
  },
  'GET /api/seller/dial-tests': {
    summary: {
      en: 'List the dial tests of the seller’s products, newest first',
      zh: '查询商家商品的拨测，按时间倒序',
    },
    role: 'seller',
    needs: 'calls:read',
    query: dialTestFilter,
    reply: definePage(dialTestSchema),
  },
  'GET /api/seller/dial-tests/:dialTestId': {
    summary: {
      en: 'Get a dial test with each of its calls, secrets masked',
      zh: '查询一次拨测及其各次调用，敏感信息已脱敏',
    },
    role: 'seller',
    needs: 'calls:read',
    params: ofDialTest,
    reply: dialTestDetailSchema,
  },
  'POST /api/seller/products/:productId/repair': {
    summary: {
      en: 'Check the repair: the saved cases are called at once, as a dial test that the reply names; if it passes, a frozen product is back on sale',
      zh: '检查修复：立即调用已保存的用例，返回这次拨测；通过后，被冻结的商品恢复销售',
    },
    role: 'seller',
    needs: 'calls:write',
    params: ofProduct,
    reply: z.object({ dialTestId: defineId('dlt') }),
    status: 201,
  },
  'POST /api/seller/products/:productId/relisting': {
    summary: {
      en: 'Ask that a product delisted for its interface be listed again; a check must have passed since',
      zh: '申请恢复因接口故障停售的商品，停售后须有一次检查通过',
    },
    role: 'seller',
    needs: 'products:write',
    params: ofProduct,
    body: z.object({ note: z.string().trim().min(1).max(500).optional() }),
    reply: nothing,
    status: 204,
  },
  'GET /api/operator/monitoring': {
    summary: {
      en: 'List products whose interfaces are checked, newest first, by where they stand and by seller',
      zh: '查询接受接口拨测的商品，按创建时间倒序，可按接口状况和商家筛选',
    },
    role: 'operator',
    needs: 'reviewer',
    query: watchFilter.extend({ sellerId }),
    reply: definePage(operatorWatchSchema),
  },
  'GET /api/operator/products/:productId/monitoring': {
    summary: {
      en: 'Get where the interface of a product stands, and every consequence with its earliest date',
      zh: '查询商品的接口状况，以及各项处理及其最早日期',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofProduct,
    reply: operatorWatchDetailSchema,
  },
  'GET /api/operator/dial-tests': {
    summary: { en: 'List dial tests, newest first', zh: '查询拨测列表，按时间倒序' },
    role: 'operator',
    needs: 'reviewer',
    query: dialTestFilter.extend({ sellerId }),
    reply: definePage(operatorDialTestSchema),
  },
  'GET /api/operator/dial-tests/:dialTestId': {
    summary: {
      en: 'Get a dial test with each of its calls, secrets masked',
      zh: '查询一次拨测及其各次调用，敏感信息已脱敏',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofDialTest,
    reply: operatorDialTestDetailSchema,
  },
  'PUT /api/operator/products/:productId/dial-tests': {
    summary: {
      en: 'Switch the dial tests of a product off or on, with a reason',
      zh: '停用或启用商品的拨测，须填写原因',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofProduct,
    body: z.object({ on: z.boolean(), reason }),
    reply: nothing,
    status: 204,
  },
  'POST /api/operator/products/:productId/unfreeze': {
    summary: {
      en: 'Put a frozen product back on sale, with a reason; its failed days are counted from zero',
      zh: '解除商品冻结并恢复销售，须填写原因，失败天数重新计算',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofProduct,
    body: z.object({ reason }),
    reply: nothing,
    status: 204,
  },
  'POST /api/operator/products/:productId/deferral': {
    summary: {
      en: 'Defer the consequences of failures until a time within 90 days, with a reason; what fails until then does not count',
      zh: '将故障处理推迟到 90 天内的指定时间，须填写原因，推迟期间的失败不计入',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofProduct,
    body: z.object({ until: timeSchema, reason }),
    reply: nothing,
    status: 204,
  },
  'POST /api/operator/products/:productId/interface-delisting': {
    summary: {
      en: 'Delist a product for its interface before the rules do, with a reason; it can be listed again after a repair',
      zh: '因接口故障提前停售商品，须填写原因，修复后可申请恢复销售',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofProduct,
    body: z.object({ reason }),
    reply: nothing,
    status: 204,
  },
  'POST /api/operator/products/:productId/relisting': {
    summary: {
      en: 'Decide on a request to list a product again, with a reason',
      zh: '处理商品的恢复销售申请，须填写原因',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofProduct,
    body: z.object({ approve: z.boolean(), reason }),
    reply: nothing,
    status: 204,
  },
})
