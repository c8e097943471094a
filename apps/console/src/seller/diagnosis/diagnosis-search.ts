import { defined } from '@loggia/kernel'

/** The call whose attempt is looked at; without one the seller pastes an exchange. */
export type DiagnosisSearch = { readonly call?: string; readonly attempt?: number }

/** What an address may say; anything else is as if it were not there. */
export function readDiagnosisSearch(search: Readonly<Record<string, unknown>>): DiagnosisSearch {
  const { call, attempt } = search
  if (typeof call !== 'string' || !/^cal_[0-9a-z]{26}$/.test(call)) return {}
  const n = Number(attempt)
  return defined({ call, attempt: Number.isSafeInteger(n) && n > 0 ? n : undefined })
}
