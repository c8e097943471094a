import type { Id, Instant } from '@loggia/kernel'

export type SiteTables = {
  site_dismissal: { member_id: Id<'mbr'>; site: string; at: Instant }
}
