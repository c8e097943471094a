import { defineSearch, toId, toOrdinal } from '../../centre/routing/search.ts'

/** The call whose attempt is diagnosed; without one, the seller pastes an exchange. */
export const readDiagnosisSearch = defineSearch({ call: toId('cal'), attempt: toOrdinal })
