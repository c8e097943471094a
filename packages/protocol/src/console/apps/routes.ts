import { z } from 'zod'
import { defineRoutes } from '../route.ts'
import { defineId, definePage, historyEntrySchema, nothing, pageQuery } from '../values.ts'
import { appRoles, assignmentStates, batchDecisions, connectedAppStates } from './kinds.ts'
import {
  appCredentialFormSchema,
  appCredentialSchema,
  assignmentSchema,
  connectableServiceSchema,
  connectedAppRowSchema,
  connectedAppSchema,
  operatorsConnectedAppSchema,
  personalDataSchema,
  sellersConnectedAppSchema,
  syncBatchDetailSchema,
  syncBatchSchema,
  testBatchSchema,
} from './shown.ts'

const ofConnectedApp = z.object({ connectedAppId: defineId('cap') })
const ofBatch = z.object({ syncBatchId: defineId('syb') })
const ofCredential = z.object({ appCredentialId: defineId('acr') })
const reason = z.string().trim().min(1).max(500).optional()
const itemQuery = z.object({ after: z.string().max(200).optional() })

/** Whom an assignment is about: some people, those of a department and what is below it, those of a group, or everybody. */
const selection = z.union([
  z.strictObject({ ids: z.array(defineId('per')).min(1).max(1000) }),
  z.strictObject({ departmentId: defineId('dpt') }),
  z.strictObject({ groupId: defineId('pgr') }),
  z.strictObject({ all: z.literal(true) }),
])

const buyerRoutes = defineRoutes({
  'GET /api/buyer/connectable-services': {
    summary: {
      en: 'List the services that may be connected, newest first',
      zh: '查询可绑定的服务（最新的在前）',
    },
    role: 'buyer',
    needs: 'directory',
    query: pageQuery.extend({ serviceId: defineId('sub').optional() }),
    reply: definePage(connectableServiceSchema),
  },
  'GET /api/buyer/connected-apps': {
    summary: { en: 'List the connected apps', zh: '查询已绑定应用' },
    role: 'buyer',
    needs: 'directory',
    query: pageQuery.extend({
      enterpriseId: defineId('ent').optional(),
      serviceId: defineId('sub').optional(),
      state: z.enum(connectedAppStates).optional(),
      /** Only those that wait for a decision. */
      asking: z.enum(['true']).optional(),
    }),
    reply: definePage(connectedAppRowSchema),
  },
  'POST /api/buyer/connected-apps': {
    summary: {
      en: 'Connect a service to a company; the seller is told of the company, the app and all departments',
      zh: '将服务绑定到企业；商家会收到企业、应用和全部部门的信息',
    },
    role: 'buyer',
    needs: 'directory',
    body: z.object({
      serviceId: defineId('sub'),
      enterpriseId: defineId('ent'),
      /** What may be passed on of what the seller asks for. */
      sharedData: personalDataSchema,
    }),
    reply: connectedAppSchema,
    status: 201,
    idempotent: true,
  },
  'GET /api/buyer/connected-apps/:connectedAppId': {
    summary: { en: 'Read a connected app', zh: '查询已绑定应用详情' },
    role: 'buyer',
    needs: 'directory',
    params: ofConnectedApp,
    reply: connectedAppSchema,
  },
  'GET /api/buyer/connected-apps/:connectedAppId/history': {
    summary: {
      en: 'Get the last 100 entries of a connected app’s record, newest first',
      zh: '查询已绑定应用的最近 100 条操作记录，最新的在前',
    },
    role: 'buyer',
    needs: 'directory',
    params: ofConnectedApp,
    reply: z.object({ items: z.array(historyEntrySchema) }),
  },
  'PUT /api/buyer/connected-apps/:connectedAppId/shared-data': {
    summary: {
      en: 'Set what is passed on of the people beyond names, department and role',
      zh: '设置除姓名、部门和角色外传给商家的人员信息',
    },
    role: 'buyer',
    needs: 'directory',
    params: ofConnectedApp,
    body: z.object({ sharedData: personalDataSchema }),
    reply: connectedAppSchema,
  },
  'POST /api/buyer/connected-apps/:connectedAppId/assignments': {
    summary: {
      en: 'Assign a connected app to people, or change their role in it; gives how many assignments are new or other than before',
      zh: '为人员授权已绑定应用或更改角色；返回新增或变化的授权数',
    },
    role: 'buyer',
    needs: 'directory',
    params: ofConnectedApp,
    body: z.object({ people: selection, role: z.enum(appRoles) }),
    reply: z.object({ changed: z.number().int() }),
    idempotent: true,
  },
  'POST /api/buyer/connected-apps/:connectedAppId/withdrawals': {
    summary: {
      en: 'Withdraw a connected app from people; gives how many assignments have ended',
      zh: '撤销人员对已绑定应用的授权；返回结束的授权数',
    },
    role: 'buyer',
    needs: 'directory',
    whileSuspended: 'allowed',
    params: ofConnectedApp,
    body: z.object({ people: selection }),
    reply: z.object({ changed: z.number().int() }),
    idempotent: true,
  },
  'GET /api/buyer/connected-apps/:connectedAppId/assignments': {
    summary: {
      en: 'List the assignments of a connected app, by user name, with what the seller knows of them',
      zh: '查询已绑定应用的授权（按用户名排序）及商家侧的同步状态',
    },
    role: 'buyer',
    needs: 'directory',
    params: ofConnectedApp,
    query: pageQuery.extend({
      /** Part of a name or of a user name. */
      q: z.string().trim().max(100).optional(),
      state: z.enum(assignmentStates).optional(),
    }),
    reply: definePage(assignmentSchema),
  },
  'GET /api/buyer/connected-apps/:connectedAppId/batches': {
    summary: { en: 'List what the seller was told, newest first', zh: '查询同步批次（最新的在前）' },
    role: 'buyer',
    needs: 'directory',
    params: ofConnectedApp,
    query: pageQuery,
    reply: definePage(syncBatchSchema),
  },
  'POST /api/buyer/connected-apps/:connectedAppId/repetition': {
    summary: {
      en: 'Repeat what was left out: all of it, or that of one batch; gives how much that is',
      zh: '重新同步已跳过的内容（全部或某一批次）；返回条数',
    },
    role: 'buyer',
    needs: 'directory',
    whileSuspended: 'allowed',
    params: ofConnectedApp,
    body: z.object({ batchId: defineId('syb').optional() }),
    reply: z.object({ items: z.number().int() }),
  },
  'POST /api/buyer/connected-apps/:connectedAppId/reconciliation': {
    summary: {
      en: 'Compare what the seller should know with the directory; gives how much differed, which is synchronised',
      zh: '与通讯录核对；返回不一致的条数，不一致的内容会重新同步',
    },
    role: 'buyer',
    needs: 'directory',
    params: ofConnectedApp,
    reply: z.object({ differing: z.number().int() }),
  },
  'GET /api/buyer/sync-batches/:syncBatchId': {
    summary: {
      en: 'Read what a batch says, and what the seller answered',
      zh: '查询同步批次的内容和商家的响应',
    },
    role: 'buyer',
    needs: 'directory',
    params: ofBatch,
    query: itemQuery,
    reply: syncBatchDetailSchema,
  },
  'POST /api/buyer/sync-batches/:syncBatchId/decision': {
    summary: {
      en: 'Decide about a batch that failed: repeat it, go on without it, or give the connection up',
      zh: '处理失败的同步批次：重新同步、跳过或放弃绑定',
    },
    role: 'buyer',
    needs: 'directory',
    whileSuspended: 'allowed',
    params: ofBatch,
    body: z.object({ decision: z.enum(batchDecisions), reason }),
    reply: nothing,
    status: 204,
  },
})

const sellerRoutes = defineRoutes({
  'GET /api/seller/app-credentials': {
    summary: { en: 'List the app credentials', zh: '查询应用凭证' },
    role: 'seller',
    needs: 'access:read',
    reply: z.object({ items: z.array(appCredentialSchema) }),
  },
  'POST /api/seller/app-credentials': {
    summary: {
      en: 'Create the app credential of a product, which is kept for life; its key is shown only here, and the test connection starts',
      zh: '为商品创建应用凭证（不可更换）；应用密钥仅显示这一次，并开始测试同步',
    },
    role: 'seller',
    needs: 'access:write',
    body: appCredentialFormSchema.extend({ productId: defineId('prd') }),
    reply: appCredentialSchema.extend({ appKey: z.string() }),
    status: 201,
  },
  'GET /api/seller/app-credentials/:appCredentialId': {
    summary: { en: 'Read an app credential', zh: '查询应用凭证详情' },
    role: 'seller',
    needs: 'access:read',
    params: ofCredential,
    reply: appCredentialSchema,
  },
  'PUT /api/seller/app-credentials/:appCredentialId': {
    summary: {
      en: 'Change an app credential; connected apps take over another sign-in address and public key when they are adopted',
      zh: '修改应用凭证；已绑定应用在应用修改后才使用新的登录地址和公钥',
    },
    role: 'seller',
    needs: 'access:write',
    whileSuspended: 'allowed',
    params: ofCredential,
    body: appCredentialFormSchema,
    reply: appCredentialSchema,
  },
  'POST /api/seller/app-credentials/:appCredentialId/key': {
    summary: {
      en: 'Replace the key of an app credential; the new one is shown only here, and the former one ends',
      zh: '重置应用密钥；新密钥仅显示这一次，原密钥随即失效',
    },
    role: 'seller',
    needs: 'access:write',
    whileSuspended: 'allowed',
    params: ofCredential,
    reply: z.object({ appKey: z.string() }),
  },
  'POST /api/seller/app-credentials/:appCredentialId/adoption': {
    summary: {
      en: 'Let connected apps take over the sign-in address and the public key: some, or all; refused if the credential was changed meanwhile',
      zh: '让已绑定应用使用新的登录地址和公钥（部分或全部）；凭证期间有修改则拒绝',
    },
    role: 'seller',
    needs: 'access:write',
    whileSuspended: 'allowed',
    params: ofCredential,
    body: z.object({
      /** The version that the seller saw. */
      version: z.number().int(),
      connectedAppIds: z.array(defineId('cap')).min(1).max(1000).optional(),
    }),
    reply: z.object({ adopted: z.number().int() }),
  },
  'POST /api/seller/app-credentials/:appCredentialId/test-account': {
    summary: {
      en: 'Request the test account of an app credential, once: the seller is told of its person',
      zh: '申请测试账号（仅一次）；商家会收到测试人员的授权同步',
    },
    role: 'seller',
    needs: 'access:write',
    params: ofCredential,
    reply: appCredentialSchema,
  },
  'GET /api/seller/app-credentials/:appCredentialId/test-batches': {
    summary: {
      en: 'List what your server was told of the test account, newest first, with its responses',
      zh: '查询测试同步的批次和响应（最新的在前）',
    },
    role: 'seller',
    needs: 'access:read',
    params: ofCredential,
    query: pageQuery,
    reply: definePage(testBatchSchema),
  },
  'POST /api/seller/app-credentials/:appCredentialId/test-repetition': {
    summary: {
      en: 'Repeat what failed of the test connection',
      zh: '重新发送失败的测试同步',
    },
    role: 'seller',
    needs: 'access:write',
    params: ofCredential,
    reply: appCredentialSchema,
  },
  'GET /api/seller/connected-apps': {
    summary: {
      en: 'List the connected apps of the customers, without personal data',
      zh: '查询客户的已绑定应用（不含个人信息）',
    },
    role: 'seller',
    needs: 'access:read',
    query: pageQuery.extend({
      appCredentialId: defineId('acr').optional(),
      state: z.enum(connectedAppStates).optional(),
      /** Only those that use an earlier sign-in address or key. */
      notAdopted: z.enum(['true']).optional(),
    }),
    reply: definePage(sellersConnectedAppSchema),
  },
})

const operatorRoutes = defineRoutes({
  'GET /api/operator/connected-apps': {
    summary: {
      en: 'List the connected apps, or those that wait for a decision',
      zh: '查询已绑定应用，或其中待处理的',
    },
    role: 'operator',
    needs: 'reviewer',
    query: pageQuery.extend({
      state: z.enum(connectedAppStates).optional(),
      asking: z.enum(['true']).optional(),
    }),
    reply: definePage(operatorsConnectedAppSchema),
  },
})

export const appRoutes = { ...buyerRoutes, ...sellerRoutes, ...operatorRoutes }
