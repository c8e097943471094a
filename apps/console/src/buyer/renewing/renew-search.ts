/** Which services are to be renewed: their ids with a dot between, so that the address stays readable. */
export type RenewSearch = { readonly services?: string }

/** Reads it from an address that anybody may have written. */
export function readRenewSearch(search: Record<string, unknown>): RenewSearch {
  const ids = idsOf(search as RenewSearch)
  return ids.length > 0 ? renewSearch(ids) : {}
}

export const renewSearch = (ids: readonly string[]): RenewSearch => ({ services: ids.join('.') })

export const idsOf = ({ services }: RenewSearch): string[] =>
  typeof services === 'string'
    ? [...new Set(services.split('.'))].filter((id) => /^sub_\w{1,40}$/.test(id)).slice(0, 20)
    : []
