import type { accessMessages } from '@loggia/protocol/console/access/messages'
import { defineTexts } from '@loggia/ui'
import { listDecisionTexts } from './reader.ts'
import type { MessageWriters } from './reader.ts'

const texts = defineTexts(
  {
    addressDecided: {
      approved: '生产地址已通过审核',
      rejected: '生产地址被驳回',
      next: '现在可以绑定到商品。',
    },
  },
  {
    addressDecided: {
      approved: 'Endpoint approved',
      rejected: 'Endpoint rejected',
      next: 'You can now link it to products.',
    },
  },
)

export const accessWriters: MessageWriters<typeof accessMessages> = {
  address_decided: (data, reader) => {
    const { addressDecided } = texts.in(reader.language)
    return {
      title: data.approved ? addressDecided.approved : addressDecided.rejected,
      texts: [data.url, ...listDecisionTexts(data, addressDecided.next, reader)],
    }
  },
}
