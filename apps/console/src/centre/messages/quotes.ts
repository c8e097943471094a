import type { quoteMessages } from '@loggia/protocol/console/quotes/messages'
import { defineTexts } from '@loggia/ui'
import { formatName } from './reader.ts'
import type { MessageWriters } from './reader.ts'

const texts = defineTexts(
  {
    changeCheckUnanswered: {
      title: (name: string) => `买家想在续费时变更${name}，您的服务器没有答复能否变更`,
      text: '请让服务器答复 changeInstanceCheck；不支持时，请提交商品修改，关闭“续费时变更组合或数量”。在此之前，买家续费时不能变更规格或数量。',
    },
  },
  {
    changeCheckUnanswered: {
      title: (name: string) =>
        `A buyer wants to change ${name} at renewal, and your server does not answer whether that can be done`,
      text: 'Let your server answer changeInstanceCheck; if it does not support it, apply for a change of the product that switches “Another combination or quantity at renewal” off. Until then buyers cannot change specification or quantity when they renew.',
    },
  },
)

export const quoteWriters: MessageWriters<typeof quoteMessages> = {
  change_check_unanswered: ({ name, verdict }, reader) => {
    const { changeCheckUnanswered } = texts.in(reader.language)
    const why = verdict ? [formatName(verdict.sentence, reader)] : []
    return {
      title: changeCheckUnanswered.title(formatName(name, reader)),
      texts: [...why, changeCheckUnanswered.text],
    }
  },
}
