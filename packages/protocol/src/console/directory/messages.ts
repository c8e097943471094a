import { defineId, number, string } from '../members.ts'
import { defineMessages } from '../messages.ts'

export const directoryMessages = defineMessages('account', {
  /** To the buyer, with the number of people who were in it. */
  enterprise_dissolved: { enterpriseId: defineId('ent'), name: string, people: number, by: string },
  /** To the buyer: whoever has the token may change everybody in the company. */
  scim_token_created: { enterpriseId: defineId('ent'), enterprise: string, token: string, by: string },
})
