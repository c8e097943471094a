import type { Message } from '@loggia/protocol/console'
import { amountText, inLanguage, timeText } from '@loggia/ui'
import { moneyOf, stringOf, textOf } from '../history/facts.ts'
import { serviceMessageTexts } from './service-texts.ts'
import type { MessageReader, Sentences } from './reader.ts'

type Data = Message['data']
type Texts = ReturnType<typeof serviceMessageTexts.in>
/** A message of a service that is about this product. */
type Told = {
  readonly data: Data
  readonly product: string
  readonly texts: Texts
  /** A moment of the message; undefined where it has none. */
  readonly at: (key: string) => string | undefined
  readonly reader: MessageReader
}
type Writer = (told: Told) => Sentences | undefined

const writers: Readonly<Record<string, Writer>> = {
  service_expiring: ({ data, product, texts: { expiring }, at }) => {
    const [days, end] = [data['daysLeft'], at('endsAt')]
    if (typeof days !== 'number' || end === undefined) return undefined
    const renewsItself = data['renewsItself'] === true
    return {
      title: expiring.title(product, days),
      texts: [renewsItself ? expiring.renewsItself(end) : expiring.text(end)],
    }
  },
  service_in_grace: (told) => untilOf(told, told.texts.inGrace),
  service_frozen: (told) => untilOf(told, told.texts.frozen),
  service_releasing: (told) => untilOf(told, told.texts.releasing),
  service_released: ({ product, texts: { released } }) => ({
    title: released.title(product),
    texts: [released.text],
  }),
  service_barred: ({ data, product, texts: { barred } }) => {
    const [order, reason] = [stringOf(data['orderNumber']), stringOf(data['reason'])]
    if (order === undefined || reason === undefined) return undefined
    return { title: barred.title(product), texts: [barred.text(order), barred.reason(reason)] }
  },
  service_unbarred: ({ data, product, texts: { unbarred } }) => {
    const order = stringOf(data['orderNumber'])
    return order === undefined ? undefined : { title: unbarred.title(product), texts: [unbarred.text(order)] }
  },
  auto_renewal_failed: ({ data, product, texts: { renewalFailed }, at, reader }) => {
    const why = textOf(data['sentence'])
    if (!why) return undefined
    const again = at('nextTryAt')
    return {
      title: renewalFailed.title(product),
      texts: [
        inLanguage(why, reader.language),
        again === undefined ? renewalFailed.last : renewalFailed.again(again),
      ],
    }
  },
  service_renewed_itself: ({ data, product, texts: { renewedItself }, at }) => {
    const [amount, end] = [moneyOf(data['amount']), at('endsAt')]
    if (!amount || end === undefined) return undefined
    return { title: renewedItself.title(product), texts: [renewedItself.text(amountText(amount), end)] }
  },
  renewal_unconfirmed: ({ data, product, texts: { renewalUnconfirmed }, reader }) => {
    const seller = textOf((data['seller'] as { name?: unknown } | undefined)?.name)
    const order = stringOf(data['orderNumber'])
    if (!seller || order === undefined) return undefined
    return {
      title: renewalUnconfirmed.title(inLanguage(seller, reader.language)),
      texts: [renewalUnconfirmed.text(product, order)],
    }
  },
}

function untilOf(
  { product, at }: Told,
  words: { title(product: string): string; text(until: string): string },
): Sentences | undefined {
  const until = at('until')
  return until === undefined ? undefined : { title: words.title(product), texts: [words.text(until)] }
}

/** Tells a message about a service's time; undefined if it is of another kind, or cannot be told in a sentence. */
export function writeService(
  { kind, data }: Pick<Message, 'kind' | 'data'>,
  reader: MessageReader,
): Sentences | undefined {
  const name = textOf(data['product'])
  if (!name) return undefined
  const { language, zone } = reader
  const at = (key: string): string | undefined => {
    const moment = stringOf(data[key])
    return moment === undefined ? undefined : timeText(moment, { language, zone, precision: 'minute' })
  }
  const texts = serviceMessageTexts.in(language)
  return writers[kind]?.({ data, product: inLanguage(name, language), texts, at, reader })
}
