import type { MailState } from '@loggia/protocol/console/mail/kinds'
import { defineSearch, toChoice, toText } from '../../centre/routing/search.ts'
import type { Search } from '../../centre/routing/search.ts'

export const mostAddressLength = 254

/** The states of emails in the list. It leaves out those that had nobody to be sent to. */
export const listedStates = [
  'waiting',
  'sending',
  'sent',
  'failed',
  'unknown',
] as const satisfies readonly MailState[]

/** The filters of the emails; values that the server would refuse are dropped. */
export const readMailsSearch = defineSearch({
  state: toChoice(listedStates),
  address: toText(mostAddressLength),
})
export type MailsSearch = Search<typeof readMailsSearch>
