import { id, string } from '../members.ts'
import { messagesOnce } from '../messages.ts'

export const sampleItemMessages = messagesOnce({
  /** To its seller. */
  sample_item_ended: { sampleItemId: id('smp'), title: string },
})
