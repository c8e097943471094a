import { z } from 'zod'
import { defineExport } from '../export.ts'
import { fileBodyBytes as mostBodyBytes, uploadedFileSchema } from '../files/routes.ts'
import { defineRoutes } from '../route.ts'
import { defineId, definePage, historyEntrySchema, moneySchema, pageQuery, timeSchema } from '../values.ts'
import { operatorLists, supervisionLists, supervisionStages } from './kinds.ts'
import { supervisionSchema } from './shown.ts'
import { templateRoutes } from './templates.ts'

const supervisionParams = z.object({ supervisionId: defineId('spv') })
const orderParams = z.object({ orderId: defineId('ord') })
/** The stage after an act. */
const stageReply = z.object({ stage: z.enum(supervisionStages) })
const reason = z.string().trim().min(1).max(500)
const reasonBody = z.object({ reason })
const approvalBody = z.discriminatedUnion('approve', [
  z.object({ approve: z.literal(true) }),
  z.object({ approve: z.literal(false), reason }),
])
const note = z.string().trim().min(1).max(2000)
const ofOrder = z.object({ items: z.array(supervisionSchema) })
const detail = supervisionSchema.extend({ timeline: z.array(historyEntrySchema) })
/** Part of an order number or of a product’s name. */
const q = z.string().trim().max(100).optional()
const partyFilter = z.object({ list: z.enum(supervisionLists).default('own'), q })
const operatorFilter = z.object({ list: z.enum(operatorLists).default('appeals'), q })
const appealBody = z.object({ reason, file: uploadedFileSchema.optional() })

export const supervisionRoutes = defineRoutes({
  ...templateRoutes,
  'GET /api/buyer/supervisions': {
    summary: {
      en: 'List the buyer’s supervised deliveries: its own turn, others’, and those that are over',
      zh: '查询买家的服务监管单：待我处理、待对方处理、已结束',
    },
    role: 'buyer',
    needs: 'any',
    query: pageQuery.extend(partyFilter.shape),
    reply: definePage(supervisionSchema),
  },
  'GET /api/buyer/supervisions.csv': defineExport(
    { role: 'buyer', needs: 'any' },
    { en: 'the buyer’s supervised deliveries', zh: '买家的服务监管单' },
    partyFilter,
  ),
  'GET /api/buyer/supervisions/:supervisionId': {
    summary: { en: 'Read a supervised delivery with its timeline', zh: '查询服务监管单及其时间线' },
    role: 'buyer',
    needs: 'any',
    params: supervisionParams,
    reply: detail,
  },
  'GET /api/buyer/orders/:orderId/supervisions': {
    summary: { en: 'List the supervised deliveries of an order', zh: '查询订单的服务监管单' },
    role: 'buyer',
    needs: 'any',
    params: orderParams,
    reply: ofOrder,
  },
  'POST /api/buyer/supervisions/:supervisionId/demand': {
    summary: {
      en: 'State what is needed, by the seller’s template, with a file if wanted',
      zh: '按商家的交付模板提交需求，可附文件',
    },
    role: 'buyer',
    needs: 'purchase',
    whileSuspended: 'allowed',
    params: supervisionParams,
    body: z.object({ text: z.string().trim().min(1).max(5000), file: uploadedFileSchema.optional() }),
    reply: stageReply,
    idempotent: true,
    mostBodyBytes,
  },
  'POST /api/buyer/supervisions/:supervisionId/design-decision': {
    summary: { en: 'Confirm the design, or send it back with a reason', zh: '确认设计方案，或填写原因退回' },
    role: 'buyer',
    needs: 'purchase',
    whileSuspended: 'allowed',
    params: supervisionParams,
    body: approvalBody,
    reply: stageReply,
  },
  'POST /api/buyer/supervisions/:supervisionId/acceptance': {
    summary: {
      en: 'Accept a delivery; with the last part the order is completed and the term starts',
      zh: '验收通过；最后一期通过后订单完成，服务期开始',
    },
    role: 'buyer',
    needs: 'purchase',
    whileSuspended: 'allowed',
    params: supervisionParams,
    reply: stageReply,
  },
  'POST /api/buyer/supervisions/:supervisionId/rejection': {
    summary: {
      en: 'Reject a delivery with a reason; the seller delivers again',
      zh: '拒绝验收并填写原因，由商家重新交付',
    },
    role: 'buyer',
    needs: 'purchase',
    whileSuspended: 'allowed',
    params: supervisionParams,
    body: reasonBody,
    reply: stageReply,
  },
  'POST /api/buyer/supervisions/:supervisionId/appeals': {
    summary: {
      en: 'Appeal; everything stops until an operator decides',
      zh: '发起申诉；运营人员裁定前流程暂停',
    },
    role: 'buyer',
    needs: 'purchase',
    whileSuspended: 'allowed',
    params: supervisionParams,
    body: appealBody,
    reply: stageReply,
    idempotent: true,
    mostBodyBytes,
  },
  'POST /api/buyer/supervisions/:supervisionId/appeal-withdrawal': {
    summary: { en: 'Withdraw the own appeal', zh: '撤回本方申诉' },
    role: 'buyer',
    needs: 'purchase',
    whileSuspended: 'allowed',
    params: supervisionParams,
    reply: stageReply,
  },
  'GET /api/seller/supervisions': {
    summary: {
      en: 'List the seller’s supervised deliveries: its own turn, others’, and those that are over',
      zh: '查询商家的服务监管单：待我处理、待对方处理、已结束',
    },
    role: 'seller',
    needs: 'orders:read',
    query: pageQuery.extend(partyFilter.shape),
    reply: definePage(supervisionSchema),
  },
  'GET /api/seller/supervisions.csv': defineExport(
    { role: 'seller', needs: 'orders:read' },
    { en: 'the seller’s supervised deliveries', zh: '商家的服务监管单' },
    partyFilter,
  ),
  'GET /api/seller/supervisions/:supervisionId': {
    summary: { en: 'Read a supervised delivery with its timeline', zh: '查询服务监管单及其时间线' },
    role: 'seller',
    needs: 'orders:read',
    params: supervisionParams,
    reply: detail,
  },
  'GET /api/seller/orders/:orderId/supervisions': {
    summary: {
      en: 'List the supervised deliveries of the seller’s lines of an order',
      zh: '查询订单中本商家的服务监管单',
    },
    role: 'seller',
    needs: 'orders:read',
    params: orderParams,
    reply: ofOrder,
  },
  'POST /api/seller/supervisions/:supervisionId/demand-decision': {
    summary: {
      en: 'Confirm the buyer’s demand, in parts if wanted, or send it back with a reason',
      zh: '确认买家需求（可约定分期），或填写原因退回',
    },
    role: 'seller',
    needs: 'orders:write',
    whileSuspended: 'allowed',
    params: supervisionParams,
    body: z.discriminatedUnion('approve', [
      z.object({
        approve: z.literal(true),
        /** R106: the names of the parts that are delivered and accepted one after the other. */
        milestones: z.array(z.string().trim().min(1).max(60)).min(2).max(12).optional(),
      }),
      z.object({ approve: z.literal(false), reason }),
    ]),
    reply: stageReply,
  },
  'POST /api/seller/supervisions/:supervisionId/design': {
    summary: { en: 'Submit the design, which the buyer confirms', zh: '提交设计方案，由买家确认' },
    role: 'seller',
    needs: 'orders:write',
    whileSuspended: 'allowed',
    params: supervisionParams,
    body: z.object({ file: uploadedFileSchema, note: note.optional() }),
    reply: stageReply,
    idempotent: true,
    mostBodyBytes,
  },
  'POST /api/seller/supervisions/:supervisionId/delivery': {
    summary: {
      en: 'Report a delivery with its proof (PDF, PNG, JPEG, ZIP, TXT, CSV or XLSX, at most 5 MB); goods with their tracking number',
      zh: '上传交付凭证（PDF、PNG、JPEG、ZIP、TXT、CSV 或 XLSX，最大 5 MB）并标记为已交付；硬件商品须填写运单号',
    },
    role: 'seller',
    needs: 'orders:write',
    whileSuspended: 'allowed',
    params: supervisionParams,
    body: z.object({
      file: uploadedFileSchema,
      note: note.optional(),
      /** The actual opening date, a day of the market's calendar. */
      begunOn: z.iso.date().optional(),
      /** R100: `phone` is that of the waybill; compared with the order's, and not kept. */
      shipment: z
        .object({
          carrier: z.string().trim().min(1).max(60),
          trackingNumber: z.string().regex(/^[0-9A-Za-z-]{6,40}$/),
          phone: z.string().trim().min(3).max(40),
        })
        .optional(),
    }),
    reply: stageReply,
    idempotent: true,
    mostBodyBytes,
  },
  'POST /api/seller/supervisions/:supervisionId/appeals': {
    summary: {
      en: 'Appeal; over a delivery that is not accepted, with its proof',
      zh: '发起申诉；因未验收发起的申诉须附交付凭证',
    },
    role: 'seller',
    needs: 'orders:write',
    whileSuspended: 'allowed',
    params: supervisionParams,
    body: appealBody,
    reply: stageReply,
    idempotent: true,
    mostBodyBytes,
  },
  'POST /api/seller/supervisions/:supervisionId/appeal-withdrawal': {
    summary: { en: 'Withdraw the own appeal', zh: '撤回本方申诉' },
    role: 'seller',
    needs: 'orders:write',
    whileSuspended: 'allowed',
    params: supervisionParams,
    reply: stageReply,
  },
  'GET /api/operator/supervisions': {
    summary: {
      en: 'List supervised deliveries: appeals, re-checks, overdue, open, over',
      zh: '查询服务监管单：申诉、复核、超期、进行中、已结束',
    },
    role: 'operator',
    needs: 'appeals',
    query: pageQuery.extend(operatorFilter.shape),
    reply: definePage(supervisionSchema),
  },
  'GET /api/operator/supervisions.csv': defineExport(
    { role: 'operator', needs: 'appeals' },
    { en: 'supervised deliveries', zh: '服务监管单' },
    operatorFilter,
  ),
  'GET /api/operator/supervisions/:supervisionId': {
    summary: { en: 'Read a supervised delivery with its timeline', zh: '查询服务监管单及其时间线' },
    role: 'operator',
    needs: ['reviewer', 'finance', 'appeals'],
    params: supervisionParams,
    reply: detail,
  },
  'GET /api/operator/orders/:orderId/supervisions': {
    summary: { en: 'List the supervised deliveries of an order', zh: '查询订单的服务监管单' },
    role: 'operator',
    needs: ['reviewer', 'finance', 'appeals'],
    params: orderParams,
    reply: ofOrder,
  },
  'POST /api/operator/supervisions/:supervisionId/recheck': {
    summary: {
      en: 'Pass the re-check, or send the delivery back with a reason',
      zh: '复核通过，或填写原因退回',
    },
    role: 'operator',
    needs: 'appeals',
    params: supervisionParams,
    body: approvalBody,
    reply: stageReply,
  },
  'POST /api/operator/supervisions/:supervisionId/recheck-mark': {
    summary: {
      en: 'Set whether the market re-checks this delivery before the buyer accepts it',
      zh: '设置此次交付在买家验收前是否须平台复核',
    },
    role: 'operator',
    needs: 'appeals',
    params: supervisionParams,
    body: z.object({ needed: z.boolean() }),
    reply: stageReply,
  },
  'POST /api/operator/supervisions/:supervisionId/receipt': {
    summary: {
      en: 'Report that the courier has handed over the goods; ten days after the report the system accepts them',
      zh: '登记快递签收时间；登记 10 天后系统自动验收',
    },
    role: 'operator',
    needs: 'appeals',
    params: supervisionParams,
    body: z.object({ receivedAt: timeSchema }),
    reply: stageReply,
  },
  'POST /api/operator/supervisions/:supervisionId/appeal-decision': {
    summary: {
      en: 'Decide an appeal: the flow goes on, the delivery is accepted, or money goes back',
      zh: '裁定申诉：流程继续、视为验收通过，或退款',
    },
    role: 'operator',
    needs: 'appeals',
    params: supervisionParams,
    body: z.discriminatedUnion('outcome', [
      z.object({ outcome: z.literal('continue'), reason }),
      z.object({ outcome: z.literal('done'), reason }),
      /** Without an amount all that was paid. */
      z.object({ outcome: z.literal('refunded'), reason, amount: moneySchema.optional() }),
    ]),
    reply: stageReply,
  },
  'POST /api/operator/supervisions/:supervisionId/refund': {
    summary: {
      en: 'End a delivery that is not accepted yet, with a reason, and refund all that was paid for it',
      zh: '终止尚未验收的交付并填写原因，已付款项全额退款',
    },
    role: 'operator',
    needs: 'appeals',
    params: supervisionParams,
    body: reasonBody,
    reply: stageReply,
  },
})
