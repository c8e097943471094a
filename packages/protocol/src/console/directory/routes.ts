import { z } from 'zod'
import { defineExport } from '../export.ts'
import { fileBodyBytes as mostBodyBytes, uploadedFileSchema } from '../files/routes.ts'
import { defineRoutes } from '../route.ts'
import { defineId, definePage, historyEntrySchema, nothing, pageQuery, timeSchema } from '../values.ts'
import { importedKinds, mostPeopleAtOnce, personStates } from './kinds.ts'
import {
  departmentCodeSchema,
  departmentNameSchema,
  departmentSchema,
  enterpriseNameSchema,
  enterpriseSchema,
  groupNameSchema,
  groupSchema,
  importReportSchema,
  ownEntrySchema,
  personDataSchema,
  personDetailSchema,
  personSchema,
  scimTokenNameSchema,
  scimTokenSchema,
  tenantCodeSchema,
  userNameSchema,
} from './shown.ts'

const caller = { role: 'buyer', needs: 'directory' } as const
const ofEnterprise = z.object({ enterpriseId: defineId('ent') })
const ofDepartment = ofEnterprise.extend({ departmentId: defineId('dpt') })
const ofPerson = ofEnterprise.extend({ personId: defineId('per') })
const ofGroup = ofEnterprise.extend({ groupId: defineId('pgr') })
const query = z.string().trim().max(100).optional()
const token = z.object({ token: z.string().min(1).max(200) })

/** Which people: all who have not left, unless a state is given. */
const peopleFilter = z.object({
  /** Part of a name, a user name, an employee code or an email. */
  q: query,
  departmentId: defineId('dpt').optional(),
  /** Whether also those of the departments below it. */
  below: z.enum(['true', 'false']).optional(),
  groupId: defineId('pgr').optional(),
  state: z.enum(personStates).optional(),
})

/** Which people an act is for: these, or all whom a filter finds, if they are still as many as the page said. */
const actedOn = z.union([
  z.object({ ids: z.array(defineId('per')).min(1).max(mostPeopleAtOnce) }),
  z.object({ filter: peopleFilter, expected: z.number().int().min(0) }),
])

const enterpriseRoutes = defineRoutes({
  'GET /api/buyer/enterprises': {
    summary: { en: 'List the buyer’s companies, newest first', zh: '查询买家的企业，最新的在前' },
    ...caller,
    query: pageQuery,
    reply: definePage(enterpriseSchema),
  },
  'POST /api/buyer/enterprises': {
    summary: {
      en: 'Create a company, with one department of the same name; its code never changes',
      zh: '创建企业，并创建同名部门；企业标识不可修改',
    },
    ...caller,
    body: z.object({ name: enterpriseNameSchema, tenantCode: tenantCodeSchema }),
    reply: enterpriseSchema,
    status: 201,
    idempotent: true,
  },
  'GET /api/buyer/enterprises/:enterpriseId': {
    summary: { en: 'Get a company', zh: '查询企业' },
    ...caller,
    params: ofEnterprise,
    reply: enterpriseSchema,
  },
  'PUT /api/buyer/enterprises/:enterpriseId': {
    summary: { en: 'Rename a company', zh: '修改企业名称' },
    ...caller,
    params: ofEnterprise,
    body: z.object({ name: enterpriseNameSchema }),
    reply: enterpriseSchema,
  },
  'POST /api/buyer/enterprises/:enterpriseId/dissolution': {
    summary: {
      en: 'Dissolve a company: everybody leaves it, and its apps are disconnected; this cannot be undone',
      zh: '解散企业：所有人员离开，应用解除绑定；不可恢复',
    },
    ...caller,
    params: ofEnterprise,
    reply: enterpriseSchema,
  },
  'GET /api/buyer/enterprises/:enterpriseId/history': {
    summary: {
      en: 'Get the newest entries of a company’s record, or those about a person, newest first; of the people or departments concerned the data have the first five, and `count` says how many there are',
      zh: '查询企业或其中某人员的最新操作记录，最新的在前；数据中仅有所涉人员或部门的前五个，count 为总数',
    },
    ...caller,
    params: ofEnterprise,
    query: z.object({
      limit: z.coerce.number().int().min(1).max(100).default(20),
      personId: defineId('per').optional(),
    }),
    reply: z.object({ items: z.array(historyEntrySchema) }),
  },
})

const departmentRoutes = defineRoutes({
  'GET /api/buyer/enterprises/:enterpriseId/departments': {
    summary: {
      en: 'List the departments directly below one, or those at the top, by name; with a query, those of all levels whose name or code contains it, by code',
      zh: '按名称查询下级部门或顶级部门；带关键词时查询各级名称或编码包含它的部门，按编码排序',
    },
    ...caller,
    params: ofEnterprise,
    query: pageQuery.extend({ parentId: defineId('dpt').optional(), q: query }),
    reply: definePage(departmentSchema),
  },
  'POST /api/buyer/enterprises/:enterpriseId/departments': {
    summary: {
      en: 'Create a department; without a code it gets a number; its code never changes',
      zh: '创建部门；未填写编码时自动生成，编码不可修改',
    },
    ...caller,
    params: ofEnterprise,
    body: z.object({
      name: departmentNameSchema,
      code: departmentCodeSchema.optional(),
      parentId: defineId('dpt').optional(),
    }),
    reply: departmentSchema,
    status: 201,
    idempotent: true,
  },
  'GET /api/buyer/enterprises/:enterpriseId/departments/:departmentId': {
    summary: { en: 'Get a department', zh: '查询部门' },
    ...caller,
    params: ofDepartment,
    reply: departmentSchema,
  },
  'PUT /api/buyer/enterprises/:enterpriseId/departments/:departmentId': {
    summary: { en: 'Rename a department', zh: '修改部门名称' },
    ...caller,
    params: ofDepartment,
    body: z.object({ name: departmentNameSchema }),
    reply: departmentSchema,
  },
  'POST /api/buyer/enterprises/:enterpriseId/departments/:departmentId/move': {
    summary: {
      en: 'Move a department, with everything below it, under another one or to the top',
      zh: '将部门及其下级移动到另一部门下，或移为顶级部门',
    },
    ...caller,
    params: ofDepartment,
    body: z.object({ parentId: defineId('dpt').nullable() }),
    reply: departmentSchema,
  },
  'DELETE /api/buyer/enterprises/:enterpriseId/departments/:departmentId': {
    summary: {
      en: 'Delete a department in which there are no people and no departments; not the last one',
      zh: '删除没有人员和下级部门的部门；最后一个部门不可删除',
    },
    ...caller,
    params: ofDepartment,
    reply: nothing,
    status: 204,
  },
  'GET /api/buyer/enterprises/:enterpriseId/departments.csv': {
    ...defineExport(caller, { en: 'the departments of a company', zh: '企业的部门' }, z.object({ q: query })),
    params: ofEnterprise,
  },
})

const peopleRoutes = defineRoutes({
  'GET /api/buyer/enterprises/:enterpriseId/people': {
    summary: { en: 'List people, by user name', zh: '查询人员，按用户名排序' },
    ...caller,
    params: ofEnterprise,
    query: pageQuery.extend(peopleFilter.shape),
    reply: definePage(personSchema),
  },
  'GET /api/buyer/enterprises/:enterpriseId/people-count': {
    summary: { en: 'Count the people whom a filter finds', zh: '查询符合筛选条件的人数' },
    ...caller,
    params: ofEnterprise,
    query: peopleFilter,
    reply: z.object({ people: z.number().int() }),
  },
  'POST /api/buyer/enterprises/:enterpriseId/people': {
    summary: {
      en: 'Add a person; the user name never changes, and nobody else ever gets it',
      zh: '添加人员；用户名不可修改，也不会再分配给他人',
    },
    ...caller,
    params: ofEnterprise,
    body: personDataSchema.extend({ userName: userNameSchema, departmentId: defineId('dpt') }),
    reply: personDetailSchema,
    status: 201,
    idempotent: true,
  },
  'GET /api/buyer/enterprises/:enterpriseId/people/:personId': {
    summary: { en: 'Get a person', zh: '查询人员' },
    ...caller,
    params: ofPerson,
    reply: personDetailSchema,
  },
  'PUT /api/buyer/enterprises/:enterpriseId/people/:personId': {
    summary: {
      en: 'Change what is known about a person, and the department; what is left out is removed. `changedAt` is that of the person as read; if they were changed since, nothing changes',
      zh: '修改人员资料和所属部门；未填写的资料将被清除。changedAt 为读取时的修改时间；此后人员被修改过的，不作任何修改',
    },
    ...caller,
    whileSuspended: 'allowed',
    params: ofPerson,
    body: personDataSchema.extend({ departmentId: defineId('dpt'), changedAt: timeSchema }),
    reply: personDetailSchema,
  },
  'POST /api/buyer/enterprises/:enterpriseId/people/:personId/return': {
    summary: {
      en: 'Take somebody back who has left, under the same user name',
      zh: '恢复已离开的人员，沿用原用户名',
    },
    ...caller,
    params: ofPerson,
    body: z.object({ departmentId: defineId('dpt') }),
    reply: personDetailSchema,
  },
  'POST /api/buyer/enterprises/:enterpriseId/people-acts': {
    summary: {
      en: 'Move, disable or enable people, let them leave, or change who is in a group; for people of whom it is true already, nothing changes',
      zh: '批量移动、禁用、启用、移除人员，或加入、移出用户组；已处于目标状态的人员不变',
    },
    ...caller,
    whileSuspended: 'allowed',
    params: ofEnterprise,
    body: z.discriminatedUnion('act', [
      z.object({ act: z.enum(['disable', 'enable', 'leave']), of: actedOn }),
      z.object({ act: z.literal('move'), of: actedOn, departmentId: defineId('dpt') }),
      z.object({ act: z.enum(['join_group', 'quit_group']), of: actedOn, groupId: defineId('pgr') }),
    ]),
    reply: z.object({ changed: z.number().int(), unchanged: z.number().int() }),
    idempotent: true,
  },
  'GET /api/buyer/enterprises/:enterpriseId/people.csv': {
    ...defineExport(caller, { en: 'the people of a company', zh: '企业的人员' }, peopleFilter),
    params: ofEnterprise,
  },
  'POST /api/buyer/enterprises/:enterpriseId/imports/preview': {
    summary: {
      en: 'Check a CSV file of people or departments, and say what its import would do',
      zh: '检查人员或部门的 CSV 文件，返回导入结果预览',
    },
    ...caller,
    params: ofEnterprise,
    body: z.object({ what: z.enum(importedKinds), file: uploadedFileSchema }),
    reply: importReportSchema,
    mostBodyBytes,
  },
  'POST /api/buyer/enterprises/:enterpriseId/imports': {
    summary: {
      en: 'Import people or departments from a CSV file: those rows that are right, or, to be complete, all or nothing',
      zh: '从 CSV 文件导入人员或部门：仅导入无误的行，或要求全部无误才导入',
    },
    ...caller,
    params: ofEnterprise,
    body: z.object({ what: z.enum(importedKinds), file: uploadedFileSchema, complete: z.boolean() }),
    reply: importReportSchema,
    idempotent: true,
    mostBodyBytes,
  },
})

const groupRoutes = defineRoutes({
  'GET /api/buyer/enterprises/:enterpriseId/groups': {
    summary: { en: 'List the groups, by name', zh: '按名称查询用户组' },
    ...caller,
    params: ofEnterprise,
    query: pageQuery.extend({ q: query }),
    reply: definePage(groupSchema),
  },
  'POST /api/buyer/enterprises/:enterpriseId/groups': {
    summary: { en: 'Create a group', zh: '创建用户组' },
    ...caller,
    params: ofEnterprise,
    body: z.object({ name: groupNameSchema }),
    reply: groupSchema,
    status: 201,
    idempotent: true,
  },
  'PUT /api/buyer/enterprises/:enterpriseId/groups/:groupId': {
    summary: { en: 'Rename a group', zh: '修改用户组名称' },
    ...caller,
    params: ofGroup,
    body: z.object({ name: groupNameSchema }),
    reply: groupSchema,
  },
  'DELETE /api/buyer/enterprises/:enterpriseId/groups/:groupId': {
    summary: { en: 'Delete a group; its people stay', zh: '删除用户组，其中的人员不受影响' },
    ...caller,
    params: ofGroup,
    reply: nothing,
    status: 204,
  },
})

const invitationRoutes = defineRoutes({
  'POST /api/buyer/enterprises/:enterpriseId/people/:personId/invitation': {
    summary: {
      en: 'Invite a person by email to link their account; takes the place of an earlier invitation',
      zh: '通过邮件邀请人员绑定账号；替代之前的邀请',
    },
    ...caller,
    params: ofPerson,
    /** Without an email, to that of the person. */
    body: z.object({ email: z.email().max(254).optional() }),
    reply: z.object({
      email: z.string(),
      expiresAt: timeSchema,
      /** The page that the person opens; only if the marketplace sends no emails. */
      path: z.string().optional(),
    }),
    status: 201,
  },
  'DELETE /api/buyer/enterprises/:enterpriseId/people/:personId/invitation': {
    summary: { en: 'Revoke the invitation of a person', zh: '撤销对人员的邀请' },
    ...caller,
    whileSuspended: 'allowed',
    params: ofPerson,
    reply: nothing,
    status: 204,
  },
  'DELETE /api/buyer/enterprises/:enterpriseId/people/:personId/account': {
    summary: {
      en: 'End the link between a person and their account; the account stays as it is',
      zh: '解除人员与账号的绑定，账号本身不受影响',
    },
    ...caller,
    whileSuspended: 'allowed',
    params: ofPerson,
    reply: nothing,
    status: 204,
  },
  'POST /api/directory-invitation': {
    summary: { en: 'Get who invites, by the token of a link', zh: '凭链接中的令牌查询邀请方' },
    role: 'member',
    body: token,
    reply: z.object({
      enterprise: z.object({ name: z.string() }),
      person: z.object({ name: z.string(), userName: z.string() }),
    }),
  },
  'POST /api/directory-invitation/acceptance': {
    summary: {
      en: 'Accept an invitation: links the own account with the entry in the directory',
      zh: '接受邀请，将自己的账号与企业中的人员绑定',
    },
    role: 'member',
    body: token,
    reply: ownEntrySchema,
  },
  'GET /api/directory-entries': {
    summary: {
      en: 'List the companies in whose directories the member is, at most 100',
      zh: '查询自己所在的企业，最多 100 个',
    },
    role: 'member',
    reply: z.object({ items: z.array(ownEntrySchema) }),
  },
})

const tokenRoutes = defineRoutes({
  'GET /api/buyer/enterprises/:enterpriseId/scim-tokens': {
    summary: {
      en: 'List the SCIM tokens that can be used, newest first',
      zh: '查询有效的 SCIM 令牌，最新的在前',
    },
    ...caller,
    params: ofEnterprise,
    reply: z.object({ items: z.array(scimTokenSchema) }),
  },
  'POST /api/buyer/enterprises/:enterpriseId/scim-tokens': {
    summary: {
      en: 'Create a token with which an identity provider keeps the people (SCIM 2.0); only this response contains it',
      zh: '创建令牌，供身份提供方同步人员（SCIM 2.0）；令牌仅在本次响应中返回',
    },
    ...caller,
    params: ofEnterprise,
    body: z.object({ name: scimTokenNameSchema }),
    reply: scimTokenSchema.extend({ token: z.string() }),
    status: 201,
  },
  'DELETE /api/buyer/enterprises/:enterpriseId/scim-tokens/:scimTokenId': {
    summary: { en: 'Revoke a SCIM token, from now on', zh: '撤销 SCIM 令牌，立即生效' },
    ...caller,
    whileSuspended: 'allowed',
    params: ofEnterprise.extend({ scimTokenId: defineId('sct') }),
    reply: nothing,
    status: 204,
  },
})

export const directoryRoutes = {
  ...enterpriseRoutes,
  ...departmentRoutes,
  ...peopleRoutes,
  ...groupRoutes,
  ...invitationRoutes,
  ...tokenRoutes,
}
