import { z } from 'zod'
import { connectionKinds } from '../access/kinds.ts'
import { bindingSchema } from '../access/routes.ts'
import { attemptSchema, exchangePartSchema, verdictSchema } from '../calls/routes.ts'
import { diagnosisSchema } from './diagnoses.ts'
import { caseGaps, stalenesses } from './kinds.ts'
import { refusalReasonSchema } from '../open-api/routes.ts'
import { calledProtocols } from '../../protocols.ts'
import { defineRoutes } from '../route.ts'
import { defineId, textSchema, timeSchema } from '../values.ts'

const protocolSchema = z.enum(calledProtocols)

/** One of the seller's products, or `orders`: the server for notifications of paid orders. */
const target = z.object({ target: z.union([defineId('prd'), z.literal('orders')]) })

export const testParameterSchema = z.object({
  /** The protocol's name; members of a nested object are written as `productInfo.skuCode`. */
  name: z.string(),
  /** The initial value of the form; an empty value is omitted from the request. */
  value: z.string(),
  required: z.boolean(),
  /** `list`: names and values as JSON, `[{"name":"…","value":"…"}]`; `json`: a list as JSON. */
  kind: z.enum(['text', 'integer', 'choice', 'list', 'json']),
  options: z.array(z.string()).optional(),
  /** Whether it defines the scene and cannot be edited. */
  fixed: z.boolean(),
  /** Whether it gets a new value in each call unless one is given. */
  fresh: z.boolean(),
  /** Given in clear, and sealed in the request. */
  sealed: z.boolean(),
})

/** The last call of a scene that passed, or the last that failed. */
export const testCaseSchema = z.object({
  scene: z.string(),
  passed: z.boolean(),
  at: timeSchema,
  by: z.string(),
  url: z.string(),
  durationMs: z.number().int(),
  /** Whether it passed only after five seconds: too late where a buyer waits for the answer. */
  slow: z.boolean(),
  verdict: verdictSchema,
  resultCode: z.string().optional(),
  /** The seller’s id of the instance that the call opened. */
  instanceId: z.string().optional(),
  /** In what the product's connection today differs from the call's; empty while the case is valid. */
  stale: z.array(z.enum(stalenesses)),
})

export const testSceneSchema = z.object({
  /** Such as `new_period`; the same name in each protocol that has it. */
  scene: z.string(),
  /** The protocol's name of the interface. */
  activity: z.string(),
  /** Over which connection of the product it is called. */
  of: z.enum(connectionKinds),
  /** Whether the product must debug it, by how it is sold and what it promises (R246, R246a). */
  needed: z.boolean(),
  parameters: z.array(testParameterSchema),
  /** The scene that opened the preset instance. */
  openedBy: z.string().optional(),
  passed: testCaseSchema.optional(),
  failed: testCaseSchema.optional(),
  /** Which of the two is newer; `at` does not tell, since market time stands still in an emulator. */
  last: z.enum(['passed', 'failed']).optional(),
  /** Why it does not count for a submission (R44); absent if it does. */
  gap: z.enum(caseGaps).optional(),
})

/** How the seller's server is called. */
const testServerSchema = z.object({
  /** Absent for a product that was never bound. */
  protocol: protocolSchema.optional(),
  /** Where calls are sent; absent while none can be made. `keyHint` is for members who may see keys. */
  connection: z.object({ url: z.string(), keyHint: z.string().optional() }).optional(),
  blocked: z.enum(['unbound', 'address_not_approved']).optional(),
})

/** Scenes that were called one after the other. */
export const testRunSchema = z.object({
  /** Whether all were called and passed. */
  passed: z.boolean(),
  cases: z.array(testCaseSchema),
  /** What was not called: a parameter is missing that nothing presets, or an earlier scene failed. */
  unsent: z.array(z.object({ scene: z.string(), because: z.enum(['parameters', 'failure']) })),
})

/** An exchange as the pages of calls show it; secrets are masked. */
const exchangeSchema = attemptSchema.pick({ request: true, reply: true })

export const testAnswerSchema = exchangeSchema.extend({
  saved: testCaseSchema,
  /** Why a signature or a sealed field does not fit. */
  diagnosis: diagnosisSchema.optional(),
  /**
   * A query of the seller's server that was refused during this call, which may be why an opening failed. Absent for a
   * saved case.
   */
  refusedQuery: z.object({ at: timeSchema, keyName: z.string(), because: refusalReasonSchema }).optional(),
})

export type TestParameter = z.infer<typeof testParameterSchema>
export type TestCase = z.infer<typeof testCaseSchema>
export type TestScene = z.infer<typeof testSceneSchema>
export type TestRun = z.infer<typeof testRunSchema>
export type TestAnswer = z.infer<typeof testAnswerSchema>
const ask = z.object({
  scene: z.string().min(1).max(40),
  parameters: z.record(z.string().max(64), z.string().max(4_000)).default({}),
})

export const testCallRoutes = defineRoutes({
  'POST /api/seller/products/:productId/access/trial': {
    summary: {
      en: 'Send one test call with a protocol, an endpoint and a key before the product is linked to them; nothing is saved',
      zh: '绑定前用所选协议、生产地址和密钥发起一次测试调用，不保存结果',
    },
    role: 'seller',
    needs: 'access:write',
    whileSuspended: 'allowed',
    params: z.object({ productId: defineId('prd') }),
    body: bindingSchema,
    reply: z.object({
      passed: z.boolean(),
      scene: z.string(),
      url: z.string(),
      durationMs: z.number().int(),
      verdict: verdictSchema,
      resultCode: z.string().optional(),
    }),
  },
  'GET /api/seller/test-calls': {
    summary: {
      en: 'List the seller’s products that can be tested, newest first, at most 500, without delisted ones',
      zh: '查询可以发起测试调用的商品，按创建时间倒序，最多 500 个，不含已停售的商品',
    },
    role: 'seller',
    needs: 'calls:read',
    reply: z.object({
      items: z.array(
        z.object({
          productId: defineId('prd'),
          name: textSchema,
          /** Whether it is bound to an approved address. */
          callable: z.boolean(),
        }),
      ),
    }),
  },
  'GET /api/seller/test-calls/:target': {
    summary: {
      en: 'Get the scenarios of a product’s protocol: which are required, their parameters and the saved results',
      zh: '查询商品所用协议的测试场景：必测项、参数和已保存的用例',
    },
    role: 'seller',
    needs: 'calls:read',
    params: target,
    reply: testServerSchema.extend({
      /** Of a product that the joint kit is linked to: where it is called beside its delivery. */
      joint: testServerSchema.optional(),
      scenes: z.array(testSceneSchema),
    }),
  },
  'POST /api/seller/test-calls/:target/request': {
    summary: {
      en: 'Preview the signed request of a test call, also as a curl command, without sending it',
      zh: '预览测试调用签名后的请求及 curl 命令，不发送',
    },
    role: 'seller',
    needs: 'calls:write',
    whileSuspended: 'allowed',
    params: target,
    body: ask,
    reply: z.object({ url: z.string(), request: exchangePartSchema, curl: z.string() }),
  },
  'POST /api/seller/test-calls/:target': {
    summary: {
      en: 'Send a test call to the seller’s own server, and save it as the result of the scenario',
      zh: '向商家自己的服务器发送测试调用，并保存为此场景的用例',
    },
    role: 'seller',
    needs: 'calls:write',
    whileSuspended: 'allowed',
    params: target,
    body: ask,
    reply: testAnswerSchema,
  },
  'POST /api/seller/test-calls/:target/run': {
    summary: {
      en: 'Call scenarios of the seller’s own server again, by default all that are required, with their saved parameters, and save the results; ends at the first failure',
      zh: '按已保存的参数依次重新调用测试场景，默认为全部必测场景，并保存结果；遇到未通过的场景即停止',
    },
    role: 'seller',
    needs: 'calls:write',
    whileSuspended: 'allowed',
    params: target,
    body: z.object({
      /** Only these, in the order of a service's life. */
      scenes: z.array(z.string().min(1).max(40)).min(1).max(40).optional(),
    }),
    reply: testRunSchema,
  },
  'GET /api/seller/test-calls/:target/cases/:scene/:result': {
    summary: {
      en: 'Get the saved result of a scenario with its bytes, secrets masked',
      zh: '查询已保存的用例及其原始报文，敏感信息已脱敏',
    },
    role: 'seller',
    needs: 'calls:read',
    params: target.extend({ scene: z.string().max(40), result: z.enum(['passed', 'failed']) }),
    reply: testAnswerSchema,
  },
})
