import type { Message } from '@loggia/protocol/console'
import { inLanguage } from '@loggia/ui'
import { stringOf, textOf } from '../history/facts.ts'
import type { messageTexts } from './texts.ts'
import type { MessageReader, Sentences } from './reader.ts'

type Data = Message['data']
type Texts = ReturnType<typeof messageTexts.in>

/** The line whose instance is told of, in words. */
function lineOf(data: Data, { language }: MessageReader) {
  const product = textOf(data['product'])
  const seller = textOf((data['seller'] as { name?: unknown } | undefined)?.name)
  const order = stringOf(data['orderNumber'])
  if (!product || !seller || order === undefined) return undefined
  return { product: inLanguage(product, language), seller: inLanguage(seller, language), order }
}

/** A service is open and its seller named no address. */
export function writeUnaddressed(
  data: Data,
  { instanceUnaddressed }: Texts,
  reader: MessageReader,
): Sentences | undefined {
  const line = lineOf(data, reader)
  if (!line) return undefined
  const { texts, title } = instanceUnaddressed
  const said = reader.area === 'operator' ? texts.operator(line.order, line.seller) : texts.seller(line.order)
  return { title: title(line.product), texts: [said] }
}

/** Two services of a seller go by one id. */
export function writeShared(
  data: Data,
  { instanceShared: words }: Texts,
  reader: MessageReader,
): Sentences | undefined {
  const line = lineOf(data, reader)
  const reference = stringOf(data['reference'])
  const other = stringOf(data['otherOrderNumber'])
  const what = stringOf(data['what']) ?? ''
  if (!line || reference === undefined || other === undefined) return undefined
  if (!Object.hasOwn(words.titles, what)) return undefined
  const key = what as keyof typeof words.titles
  const which = words.which(reference, line.order, other)
  const texts = [which, ...(reader.area === 'operator' ? [words.of(line.seller)] : []), words.next[key]]
  return { title: words.titles[key](line.product), texts }
}
