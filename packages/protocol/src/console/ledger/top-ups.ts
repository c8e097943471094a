import { z } from 'zod'
import { fileBodyBytes, fileSchema, uploadedFileSchema } from '../files/routes.ts'
import { operatorGrants } from '../parties/kinds.ts'
import { topUpRequestStates } from './kinds.ts'
import { defineExport } from '../export.ts'
import { defineRoutes } from '../route.ts'
import { defineId, definePage, moneySchema, pageQuery, textSchema, timeSchema } from '../values.ts'

const words = z.string().trim().min(1)
const bothLanguages = z.object({ zh: words.max(120), en: words.max(120) })

/** Where buyers transfer money to, and whom they ask. */
export const transferDetailsSchema = z.object({
  account: z
    .object({
      holder: bothLanguages,
      bank: bothLanguages,
      branch: bothLanguages.optional(),
      /** Digits, letters, spaces and hyphens, as the bank prints it. */
      number: z
        .string()
        .trim()
        .regex(/^[0-9A-Za-z][0-9A-Za-z -]{3,49}$/),
      /** ISO 9362 */
      swift: z
        .string()
        .trim()
        .regex(/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/)
        .optional(),
    })
    .optional(),
  /** An email address or a telephone number. */
  contact: words.max(100).optional(),
})
export type TransferDetails = z.infer<typeof transferDetailsSchema>

const requestStateSchema = z.enum(topUpRequestStates)

/** A buyer's announcement of a transfer. */
export const topUpRequestSchema = z.object({
  id: defineId('tur'),
  /** ISO 11649, without spaces. */
  reference: z.string(),
  state: requestStateSchema,
  /** What the buyer is going to transfer. */
  amount: moneySchema,
  note: z.string().optional(),
  receipt: fileSchema.optional(),
  askedBy: z.object({ id: defineId('mbr'), name: z.string() }),
  askedAt: timeSchema,
  /** What arrived, once it is in the balance. */
  credited: moneySchema.optional(),
  /** When it was recorded, if a second operator has to confirm it (R6). */
  recordedAt: timeSchema.optional(),
  /** Of a request that waits again: when the second operator did not confirm what was recorded. */
  returnedAt: timeSchema.optional(),
  /** When it was credited, rejected or withdrawn. */
  endedAt: timeSchema.optional(),
  /** Why it was rejected. */
  reason: z.string().optional(),
})
export type TopUpRequest = z.infer<typeof topUpRequestSchema>

/** The same request for operators. */
export const operatorTopUpRequestSchema = topUpRequestSchema.extend({
  buyer: z.object({ id: defineId('byr'), name: textSchema }),
  dueAt: timeSchema,
  /** Who recorded what arrived, and the adjustment that another operator confirms. */
  recorded: z
    .object({
      changeId: defineId('bch'),
      amount: moneySchema,
      by: z.object({ id: defineId('mbr'), name: z.string() }),
    })
    .optional(),
  endedBy: z.object({ id: defineId('mbr'), name: z.string() }).optional(),
})
export type OperatorTopUpRequest = z.infer<typeof operatorTopUpRequestSchema>

const filterSchema = z.object({
  state: requestStateSchema.optional(),
  buyerId: defineId('byr').optional(),
  /** A whole payment reference, or a part of a buyer’s name or of a member’s email. */
  text: z.string().trim().min(1).max(100).optional(),
  /** Requested from this time. */
  from: timeSchema.optional(),
  /** Requested before this time. */
  to: timeSchema.optional(),
})
export type TopUpRequestFilter = z.infer<typeof filterSchema>

const ofRequest = z.object({ requestId: defineId('tur') })
const stands = z.object({ state: requestStateSchema })

/** Requests of buyers and the details of the marketplace for transfers. */
export const topUpRoutes = defineRoutes({
  'GET /api/buyer/transfer-details': {
    summary: {
      en: 'Get the bank account for top-ups, and whom to contact; both may be missing',
      zh: '查询充值收款账户和联系方式，可能尚未设置',
    },
    role: 'buyer',
    needs: 'any',
    reply: transferDetailsSchema,
  },
  'GET /api/operator/transfer-details': {
    summary: { en: 'Get the bank account for top-ups, and the contact', zh: '查询充值收款账户和联系方式' },
    role: 'operator',
    needs: operatorGrants,
    reply: transferDetailsSchema,
  },
  'PUT /api/operator/transfer-details': {
    summary: {
      en: 'Replace the bank account for top-ups and the contact; omitted parts are removed',
      zh: '修改充值收款账户和联系方式，未填写的部分将被清除',
    },
    role: 'operator',
    needs: 'main',
    body: transferDetailsSchema.strict(),
    reply: transferDetailsSchema,
  },
  'POST /api/buyer/top-up-requests': {
    summary: {
      en: 'Request a top-up by bank transfer; the answer has the payment reference of the transfer',
      zh: '申请转账充值，返回转账时须填写的付款参考号',
    },
    role: 'buyer',
    needs: 'purchase',
    body: z.object({ amount: moneySchema, note: words.max(500).optional() }),
    reply: z.object({ requestId: defineId('tur'), reference: z.string() }),
    status: 201,
    idempotent: true,
  },
  'GET /api/buyer/top-up-requests': {
    summary: { en: 'List the buyer’s top-up requests, newest first', zh: '查询买家的充值申请，按时间倒序' },
    role: 'buyer',
    needs: 'any',
    query: pageQuery.extend({ state: requestStateSchema.optional() }),
    reply: definePage(topUpRequestSchema),
  },
  'GET /api/buyer/top-up-requests/:requestId': {
    summary: { en: 'Get a top-up request', zh: '查询充值申请' },
    role: 'buyer',
    needs: 'any',
    params: ofRequest,
    reply: topUpRequestSchema,
  },
  'PUT /api/buyer/top-up-requests/:requestId/receipt': {
    summary: {
      en: 'Add the receipt of the transfer, or replace it: PDF, PNG or JPEG, at most 5 MB',
      zh: '上传或替换转账凭证（PDF、PNG 或 JPEG，最大 5 MB）',
    },
    role: 'buyer',
    needs: 'purchase',
    whileSuspended: 'allowed',
    params: ofRequest,
    body: z.object({ file: uploadedFileSchema }),
    reply: fileSchema,
    mostBodyBytes: fileBodyBytes,
  },
  'POST /api/buyer/top-up-requests/:requestId/withdrawal': {
    summary: { en: 'Withdraw a top-up request that nobody has handled', zh: '撤回尚未处理的充值申请' },
    role: 'buyer',
    needs: 'purchase',
    whileSuspended: 'allowed',
    params: ofRequest,
    reply: stands,
  },
  'GET /api/operator/top-up-requests': {
    summary: {
      en: 'List top-up requests, newest first; GET /api/operator/top-up-requests.csv returns the same as CSV',
      zh: '查询充值申请，按时间倒序；GET /api/operator/top-up-requests.csv 以 CSV 返回相同的内容',
    },
    role: 'operator',
    needs: 'finance',
    query: pageQuery.extend(filterSchema.shape),
    reply: definePage(operatorTopUpRequestSchema),
  },
  'GET /api/operator/top-up-requests.csv': defineExport(
    { role: 'operator', needs: 'finance' },
    { en: 'top-up requests', zh: '充值申请' },
    filterSchema,
  ),
  'POST /api/operator/top-up-requests/:requestId/arrival': {
    summary: {
      en: 'Record what arrived for a request and credit it; with two-person approval, another operator must confirm it',
      zh: '登记到账金额并入账；启用双人复核时，须由另一位运营人员确认',
    },
    role: 'operator',
    needs: 'finance',
    params: ofRequest,
    body: z.object({
      /** What arrived; it may differ from the request. */
      amount: moneySchema,
      /** Shown to the buyer beside the payment reference. */
      note: words.max(150).optional(),
    }),
    reply: stands,
    idempotent: true,
  },
  'POST /api/operator/top-up-requests/:requestId/rejection': {
    summary: { en: 'Reject a top-up request with a reason', zh: '驳回充值申请并填写原因' },
    role: 'operator',
    needs: 'finance',
    params: ofRequest,
    body: z.object({ reason: words.max(500) }),
    reply: stands,
  },
})
