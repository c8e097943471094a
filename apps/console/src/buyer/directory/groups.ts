import { omitUndefined } from '@loggia/kernel'
import { useList, useRead } from '../../centre/api.ts'

const listKey = 'GET /api/buyer/enterprises/:enterpriseId/groups'

/** The groups of a company by name, or those whose name contains a text. */
export const useGroups = (enterpriseId: string, q?: string) =>
  useList(listKey, omitUndefined({ q }), { params: { enterpriseId } })

/** The name of a group, if it is among the first. */
export const useGroupName = (enterpriseId: string, groupId: string): string | undefined =>
  useRead(listKey, { params: { enterpriseId }, query: { limit: 100 } }).data?.items.find(
    ({ id }) => id === groupId,
  )?.name
