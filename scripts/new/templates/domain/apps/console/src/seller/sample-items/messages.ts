import { sampleItemMessages } from '@loggia/protocol/console/sample-items/messages'
import { defineTexts } from '@loggia/ui'
import type { MessageWriters } from '../../centre/messages/reader.ts'

const texts = defineTexts(
  { title: (title: string) => `样品“${title}”已到期`, text: '需要继续时，请重新新增。' },
  {
    title: (title: string) => `The sample item “${title}” has ended`,
    text: 'Add it again if it is to go on.',
  },
)

export const messages = sampleItemMessages
export const messageWriters: MessageWriters<typeof sampleItemMessages> = {
  sample_item_ended: ({ title }, { language }) => {
    const { title: said, text } = texts.in(language)
    return { title: said(title), texts: [text] }
  },
}
