import type { Language } from '@loggia/kernel'
import type { Message } from '@loggia/protocol/console'
import { amountText, inLanguage } from '@loggia/ui'
import { moneyOf, stringOf, textOf } from '../history/facts.ts'
import { messageTexts } from '../text/messages.ts'

/** A message as it is read: a title, then sentences. */
export type Sentences = { readonly title: string; readonly texts: readonly string[] }
type Data = Message['data']
type Texts = ReturnType<typeof messageTexts.in>
type Writer = (data: Data, texts: Texts, language: Language) => Sentences | undefined

/** Tells a message in the reader’s language; a kind that is newer than the page is told by its name alone. */
export function sentencesOf({ kind, data }: Pick<Message, 'kind' | 'data'>, language: Language): Sentences {
  return writers[kind]?.(data, messageTexts.in(language), language) ?? { title: kind, texts: [] }
}

const nameOf = (value: unknown, language: Language): string | undefined => {
  const text = textOf(value)
  return text ? inLanguage(text, language) : stringOf(value)
}

const writers: Readonly<Record<string, Writer>> = {
  opening_failed: (data, { openingFailed }, language) => {
    const product = nameOf(data['product'], language)
    const order = stringOf(data['orderNumber'])
    if (product === undefined || order === undefined) return undefined
    const texts = [
      openingFailed.text(order),
      ...(data['orphanPossible'] === true ? [openingFailed.orphan] : []),
    ]
    return { title: openingFailed.title(product), texts }
  },
  release_failed: (data, { releaseFailed }, language) => {
    const product = nameOf(data['product'], language)
    const order = stringOf(data['orderNumber'])
    const reference = stringOf(data['reference'])
    return product === undefined || order === undefined || reference === undefined
      ? undefined
      : { title: releaseFailed.title(product), texts: [releaseFailed.text(order, reference)] }
  },
  access_data_missing: (data, { accessDataMissing }, language) => {
    const product = nameOf(data['product'], language)
    const order = stringOf(data['orderNumber'])
    return product === undefined || order === undefined
      ? undefined
      : { title: accessDataMissing.title(product), texts: [accessDataMissing.text(order)] }
  },
  order_refunded: (data, { orderRefunded }) => {
    const amount = moneyOf(data['amount'])
    const order = stringOf(data['orderNumber'])
    return amount && order !== undefined
      ? { title: orderRefunded.title(amountText(amount)), texts: [orderRefunded.text(order)] }
      : undefined
  },
  address_decided: (data, { addressDecided, reason }) => {
    const url = stringOf(data['url'])
    if (url === undefined) return undefined
    const isApproved = data['approved'] === true
    return {
      title: isApproved ? addressDecided.approved : addressDecided.rejected,
      texts: [url, ...decided(data, { isApproved, next: addressDecided.next, reason })],
    }
  },
  product_decided: (data, { productDecided, reason }, language) => {
    const name = nameOf(data['name'], language)
    if (name === undefined) return undefined
    const isApproved = data['approved'] === true
    return {
      title: isApproved ? productDecided.approved(name) : productDecided.rejected(name),
      texts: decided(data, { isApproved, next: productDecided.next, reason }),
    }
  },
}

type Decided = { isApproved: boolean; next: string; reason: (text: string) => string }

/** What can be done now, or why it was refused. */
function decided(data: Data, { isApproved, next, reason }: Decided): readonly string[] {
  if (isApproved) return [next]
  const given = stringOf(data['reason'])
  return given === undefined ? [] : [reason(given)]
}
