import type { accessMessages } from '@loggia/protocol/console/access/messages'
import { defineTexts } from '@loggia/ui'
import { listDecisionTexts } from './reader.ts'
import type { MessageWriters } from './reader.ts'

const texts = defineTexts(
  {
    addressDecided: {
      approved: '生产地址已通过',
      rejected: '生产地址未通过',
      next: '现在可以绑定到商品。',
    },
  },
  {
    addressDecided: {
      approved: 'Production address approved',
      rejected: 'Production address rejected',
      next: 'You can bind products to it now.',
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
