import { z } from 'zod'
import { breakers, callResults, callStates } from './kinds.ts'
import { operatorGrants } from '../parties/kinds.ts'
import { defineExport } from '../export.ts'
import { defineRoutes } from '../route.ts'
import { defineId, nothing, definePage, pageQuery, textSchema, timeSchema } from '../values.ts'

export const callStateSchema = z.enum(callStates)

/** The result of one attempt: a code of the closed list, its values, and a sentence. */
export const verdictSchema = z.object({
  code: z.string(),
  params: z.record(z.string(), z.unknown()),
  sentence: textSchema,
})

export const callResultSchema = z.enum(callResults)

export const callSummarySchema = z.object({
  id: defineId('cal'),
  /** The protocol's name of the interface, such as newInstance. */
  activity: z.string(),
  state: callStateSchema,
  result: callResultSchema,
  /**
   * Whether an attempt can be made now (R243a): of the same call while it waits, as a new call after its attempts are
   * over.
   */
  mayRestart: z.boolean(),
  /** The call that this one restarts, and the call that restarted this one. */
  restartedFrom: defineId('cal').optional(),
  restartedAs: defineId('cal').optional(),
  live: z.boolean(),
  product: z.object({ id: defineId('prd'), name: textSchema }),
  order: z.object({ id: defineId('ord'), number: z.string() }).optional(),
  attempts: z.number().int(),
  createdAt: timeSchema,
  /** When the next attempt is due, while the call waits. */
  dueAt: timeSchema.optional(),
  /** The end of its attempts; for an open call as of now, since time while its seller is parked does not count. */
  windowEndsAt: timeSchema,
  last: z
    .object({
      at: timeSchema,
      durationMs: z.number().int().optional(),
      verdict: verdictSchema.optional(),
      resultCode: z.string().optional(),
    })
    .optional(),
})

/** Headers as sent or received; bodies as text with secret members masked, and length and SHA-256 of the original. */
export const exchangePartSchema = z.object({
  line: z.string(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  body: z.string(),
  bodyBytes: z.number().int(),
  bodySha256: z.string(),
  masked: z.array(z.string()),
})

export const attemptSchema = z.object({
  n: z.number().int(),
  startedAt: timeSchema,
  durationMs: z.number().int().optional(),
  late: z.boolean(),
  request: exchangePartSchema,
  reply: exchangePartSchema.optional(),
  verdict: verdictSchema.optional(),
})

export const callSchema = callSummarySchema.extend({ attemptList: z.array(attemptSchema) })

export const breakerSchema = z.enum(breakers)

const sellerSchema = z.object({ id: defineId('sel'), name: textSchema })

/** The calls to one seller. Numbers of calls are counted up to 1,000, which then means 1,000 or more. */
export const gateSchema = z.object({
  seller: sellerSchema,
  breaker: breakerSchema,
  /** Concurrent calls. */
  limit: z.number().int(),
  /** Consecutive failures. */
  failures: z.number().int(),
  parkedSince: timeSchema.optional(),
  /** When one call will probe the seller. */
  probeAt: timeSchema.optional(),
  /** That time is over and no call waits: the next call is the try. */
  nextCallProbes: z.boolean().optional(),
  waiting: z.number().int(),
  /** Of the waiting calls, those that are due and not held up by an earlier call of their lane. */
  due: z.number().int(),
  /** When the first of those that are not held up is due, which may be in the past. */
  oldestDueAt: timeSchema.optional(),
  /** Without live calls of pages, which have slots of their own. */
  sending: z.number().int(),
  openFailures: z.number().int(),
  stuck: z.number().int(),
})

export const operatorCallSummarySchema = callSummarySchema.extend({ seller: sellerSchema })

export const operatorCallSchema = callSchema.extend({ seller: sellerSchema })

/** Something that is due next. */
export const comingSchema = z.object({
  /** Work that is already due keeps its time. A parked seller's call waits for the next probe. */
  at: timeSchema,
  kind: z.enum(['call', 'wakeup']),
  /** The interface of a call, or the kind of a wake-up, such as `order.expiry`. */
  what: z.string(),
  callId: defineId('cal').optional(),
  seller: sellerSchema.optional(),
  subject: z.string(),
})

export type CallVerdict = z.infer<typeof verdictSchema>
export type CallSummary = z.infer<typeof callSummarySchema>
export type CallAttempt = z.infer<typeof attemptSchema>
export type Call = z.infer<typeof callSchema>
export type ExchangePart = z.infer<typeof exchangePartSchema>
export type Gate = z.infer<typeof gateSchema>
export type OperatorCallSummary = z.infer<typeof operatorCallSummarySchema>
export type OperatorCall = z.infer<typeof operatorCallSchema>
export type Coming = z.infer<typeof comingSchema>
const callParams = z.object({ callId: defineId('cal') })

const callFilter = z.object({
  orderId: defineId('ord').optional(),
  /** The complete published number, `CS…`; case and surrounding spaces are ignored. */
  orderNumber: z.string().max(64).optional(),
  /** The whole id that the seller gave an instance: the calls of its orders for it; surrounding spaces are ignored. */
  instance: z.string().max(128).optional(),
  state: callStateSchema.optional(),
  result: callResultSchema.optional(),
  activity: z.string().max(64).optional(),
  /** Calls made at or after this time. */
  from: timeSchema.optional(),
  /** Calls made before this time. */
  to: timeSchema.optional(),
})

const allCallsFilter = callFilter.extend({ sellerId: defineId('sel').optional() })

const restartReply = z.object({
  /** The same call, due now, or the new one. */
  callId: defineId('cal'),
})

export const callRoutes = defineRoutes({
  'GET /api/seller/calls': {
    summary: {
      en: 'List the calls to the seller’s endpoints, newest first',
      zh: '查询对商家生产地址的调用列表，按时间倒序',
    },
    role: 'seller',
    needs: 'calls:read',
    query: pageQuery.extend(callFilter.shape),
    reply: definePage(callSummarySchema),
  },
  'GET /api/seller/calls.csv': defineExport(
    { role: 'seller', needs: 'calls:read' },
    { en: 'the calls to the seller’s endpoints', zh: '对商家生产地址的调用' },
    callFilter,
  ),
  'GET /api/seller/calls/:callId': {
    summary: {
      en: 'Get a call with all its attempts and their bytes',
      zh: '查询一次调用及其全部尝试和原始报文',
    },
    role: 'seller',
    needs: 'calls:read',
    params: z.object({ callId: defineId('cal') }),
    reply: callSchema,
  },
  'GET /api/seller/call-standing': {
    summary: {
      en: 'Get the state of the calls to the seller: open failures, and whether calls are paused',
      zh: '查询对商家的调用状态：未解决的失败，以及是否已暂停',
    },
    role: 'seller',
    needs: 'calls:read',
    reply: z.object({
      /** Counted up to 1,000, which then means 1,000 or more. */
      openFailures: z.number().int(),
      breaker: breakerSchema,
      parkedSince: timeSchema.optional(),
      probeAt: timeSchema.optional(),
      /** The time of the next try is over and no call waits: the next call is the try. */
      nextCallProbes: z.boolean().optional(),
    }),
  },
  'POST /api/seller/calls/:callId/restart': {
    summary: {
      en: 'Restart a failed call: a waiting call is sent now, any other as a new call with current values',
      zh: '重新启动失败的调用：等待中的立即发送，其余以当前数据创建新的调用',
    },
    role: 'seller',
    needs: 'calls:write',
    whileSuspended: 'allowed',
    params: callParams,
    reply: restartReply,
  },
  'POST /api/seller/call-standing/probe': {
    summary: {
      en: 'Try a paused call now, because the seller’s server is back',
      zh: '商家的服务器恢复后，立即用一次已暂停的调用进行尝试',
    },
    role: 'seller',
    needs: 'calls:write',
    whileSuspended: 'allowed',
    reply: nothing,
    status: 204,
  },
  'GET /api/operator/calls': {
    summary: {
      en: 'List the calls to all sellers, newest first',
      zh: '查询对所有商家的调用列表，按时间倒序',
    },
    role: 'operator',
    needs: ['reviewer', 'appeals'],
    query: pageQuery.extend(allCallsFilter.shape),
    reply: definePage(operatorCallSummarySchema),
  },
  'GET /api/operator/calls.csv': defineExport(
    { role: 'operator', needs: ['reviewer', 'appeals'] },
    { en: 'the calls to all sellers', zh: '对所有商家的调用' },
    allCallsFilter,
  ),
  'GET /api/operator/calls/:callId': {
    summary: {
      en: 'Get a call with all its attempts and their bytes, secrets masked',
      zh: '查询一次调用及其全部尝试和原始报文，敏感信息已脱敏',
    },
    role: 'operator',
    needs: ['reviewer', 'appeals'],
    params: callParams,
    reply: operatorCallSchema,
  },
  'POST /api/operator/calls/:callId/restart': {
    summary: { en: 'Restart a failed call on behalf of the seller', zh: '代商家重新启动失败的调用' },
    role: 'operator',
    needs: 'reviewer',
    params: callParams,
    reply: restartReply,
  },
  'POST /api/operator/calls/:callId/application': {
    summary: {
      en: 'Process the stored response of a stuck call again, without sending anything',
      zh: '重新处理卡住的调用已保存的响应，不发送请求',
    },
    role: 'operator',
    needs: 'reviewer',
    params: callParams,
    reply: z.object({ state: callStateSchema }),
  },
  'GET /api/operator/gates': {
    summary: {
      en: 'List the state of the calls to each seller: paused sellers first, then by number of calls due',
      zh: '查询对各商家的调用状态：已暂停的在前，其余按待发数量排序',
    },
    role: 'operator',
    needs: ['reviewer', 'appeals'],
    query: pageQuery.extend({ breaker: breakerSchema.optional() }),
    reply: definePage(gateSchema),
  },
  'POST /api/operator/gates/:sellerId/probe': {
    summary: { en: 'Try a paused call to a seller now', zh: '立即用一次已暂停的调用尝试连接商家' },
    role: 'operator',
    needs: 'reviewer',
    params: z.object({ sellerId: defineId('sel') }),
    reply: nothing,
    status: 204,
  },
  'GET /api/operator/coming': {
    summary: {
      en: 'List what happens next automatically: calls and scheduled tasks, earliest first',
      zh: '查询即将自动执行的调用和定时任务，按时间升序',
    },
    role: 'operator',
    needs: operatorGrants,
    query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
    reply: z.object({ items: z.array(comingSchema) }),
  },
})
