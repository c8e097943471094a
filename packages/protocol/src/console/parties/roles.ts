import { z } from 'zod'
import { defineRoutes } from '../route.ts'
import type { Caller } from '../route.ts'
import { defineId, nothing } from '../values.ts'

/** A group of rights with a name of the party's own (R2); a change reaches all its members at once. */
export const roleSchema = z.object({
  id: defineId('rol'),
  name: z.string(),
  grants: z.array(z.string()),
  /** How many members have it. */
  members: z.number().int(),
})
export type Role = z.infer<typeof roleSchema>

const roleInput = z.object({
  name: z.string().trim().min(1).max(40),
  grants: z.array(z.string().max(40)).min(1).max(40),
})

const ofRole = z.object({ roleId: defineId('rol') })

const list = <const C extends Caller>(caller: C) => ({
  ...caller,
  summary: { en: 'List the roles that the party has defined, by name', zh: '查询自定义角色，按名称排序' },
  /** A party has at most 50. */
  reply: z.object({ items: z.array(roleSchema) }),
})

const create = <const C extends Caller>(caller: C) => ({
  ...caller,
  whileSuspended: 'allowed' as const,
  summary: { en: 'Create a role with a name and permissions', zh: '创建角色：名称和权限' },
  body: roleInput,
  reply: roleSchema,
  status: 201 as const,
})

const change = <const C extends Caller>(caller: C) => ({
  ...caller,
  whileSuspended: 'allowed' as const,
  summary: {
    en: 'Change a role; its members have the new permissions from the next request on',
    zh: '修改角色，其成员从下一次请求起按新权限处理',
  },
  params: ofRole,
  body: roleInput,
  reply: roleSchema,
})

const remove = <const C extends Caller>(caller: C) => ({
  ...caller,
  whileSuspended: 'allowed' as const,
  summary: {
    en: 'Delete a role; a role in use needs another for its members, or null for none',
    zh: '删除角色；使用中的角色须指定其成员的新角色，或指定 null 表示不分配',
  },
  params: ofRole,
  body: z.object({ moveTo: defineId('rol').nullable().optional() }),
  reply: nothing,
  status: 204 as const,
})

export const roleRoutes = defineRoutes({
  'GET /api/buyer/roles': list({ role: 'buyer', needs: 'any' }),
  'POST /api/buyer/roles': create({ role: 'buyer', needs: 'main' }),
  'PUT /api/buyer/roles/:roleId': change({ role: 'buyer', needs: 'main' }),
  'POST /api/buyer/roles/:roleId/removal': remove({ role: 'buyer', needs: 'main' }),
  'GET /api/seller/roles': list({ role: 'seller', needs: 'members:read' }),
  'POST /api/seller/roles': create({ role: 'seller', needs: 'main' }),
  'PUT /api/seller/roles/:roleId': change({ role: 'seller', needs: 'main' }),
  'POST /api/seller/roles/:roleId/removal': remove({ role: 'seller', needs: 'main' }),
  'GET /api/operator/roles': list({ role: 'operator', needs: 'main' }),
  'POST /api/operator/roles': create({ role: 'operator', needs: 'main' }),
  'PUT /api/operator/roles/:roleId': change({ role: 'operator', needs: 'main' }),
  'POST /api/operator/roles/:roleId/removal': remove({ role: 'operator', needs: 'main' }),
})
