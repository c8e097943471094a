import { defineSearch } from '../../centre/routing/search.ts'
import type { Search } from '../../centre/routing/search.ts'

/** The services to renew: their ids, separated by dots, so that the address stays readable. */
export const readRenewSearch = defineSearch({
  services: (written) => createRenewSearch(listIds(written)).services || undefined,
})
export type RenewSearch = Search<typeof readRenewSearch>

export const createRenewSearch = (ids: readonly string[]) => ({ services: ids.join('.') })

export const listServiceIds = ({ services }: RenewSearch): string[] => listIds(services)

const listIds = (written: unknown): string[] =>
  typeof written === 'string'
    ? [...new Set(written.split('.'))].filter((id) => /^sub_\w{1,40}$/.test(id)).slice(0, 20)
    : []
