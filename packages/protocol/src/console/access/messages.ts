import { added, flag, optional, string } from '../members.ts'
import { messagesReplaced } from '../messages.ts'

export const accessMessages = messagesReplaced({
  address_decided: { url: string, approved: added(flag), reason: optional(string) },
})
