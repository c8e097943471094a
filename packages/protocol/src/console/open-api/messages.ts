import { string } from '../members.ts'
import { defineReplacedMessages } from '../messages.ts'

export const openApiMessages = defineReplacedMessages('interfaces', {
  open_api_key_locked: { key: string, accessKeyId: string },
})
