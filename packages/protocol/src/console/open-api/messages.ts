import { string } from '../members.ts'
import { messagesReplaced } from '../messages.ts'

export const openApiMessages = messagesReplaced({
  open_api_key_locked: { key: string, accessKeyId: string },
})
