import { periodParameters } from '../../centre/calls/period.ts'
import { defineSearch, toId, toMatching, toText } from '../../centre/routing/search.ts'
import type { Search, SearchChange } from '../../centre/routing/search.ts'

/** All filters of the record; values that the server would refuse are dropped. */
export const readAuditSearch = defineSearch({
  ...periodParameters,
  subject: toId('[a-z]{3}'),
  subjectKind: toMatching(/^[a-z]{3}$/),
  // A kind of event, or the common beginning of several: `order`.
  kind: toMatching(/^[a-z_]{1,40}(\.[a-z_]{0,40})?$/),
  // A member’s id, `member` for any member, or `system` for none.
  actor: toMatching(/^(member|system|[a-z]{3}_[0-9a-z]{26})$/),
  text: toText(64),
})
export type AuditSearch = Search<typeof readAuditSearch>
export type AuditSearchChange = SearchChange<AuditSearch>
