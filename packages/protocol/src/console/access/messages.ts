import { defineAdded, flag, defineOptional, string } from '../members.ts'
import { defineReplacedMessages } from '../messages.ts'

export const accessMessages = defineReplacedMessages('products', {
  address_decided: { url: string, approved: defineAdded(flag), reason: defineOptional(string) },
})
