import { omitUndefined } from '@loggia/kernel'
import type { Department } from '@loggia/protocol/console'
import { useList, useRead } from '../../centre/api.ts'

const listKey = 'GET /api/buyer/enterprises/:enterpriseId/departments'
/** Of departments below one, in one request. */
const atOnce = 100

/** The departments directly below one, or at the top. */
export const useDepartmentsBelow = (enterpriseId: string, parentId: string | undefined) =>
  useList(listKey, omitUndefined({ parentId, limit: atOnce }), { params: { enterpriseId } })

/** Those of all levels whose name or code contains a text. */
export const useDepartmentsFound = (enterpriseId: string, q: string) =>
  useList(listKey, { q }, { params: { enterpriseId } })

/** One department; nothing is asked without an id. */
export const useDepartment = (enterpriseId: string, departmentId: string | null | undefined) =>
  useRead(
    'GET /api/buyer/enterprises/:enterpriseId/departments/:departmentId',
    { params: { enterpriseId, departmentId: departmentId ?? '' } },
    { enabled: typeof departmentId === 'string' },
  )

/** `Research › Platform`: the departments above it, and itself. */
export const formatPlace = ({ above, name }: Pick<Department, 'above' | 'name'>): string =>
  [...above, { name }].map((one) => one.name).join(' › ')
