import { countText, inLanguage, timeText } from '@loggia/ui'
import { sceneWord } from '../calls/scene.tsx'
import { isRecord, numberOf, stringOf, textOf, timeOf, verdictOf } from '../history/facts.ts'
import { sceneTexts } from '../calls/scene-texts.ts'
import type { messageTexts } from './texts.ts'
import type { MessageReader, Sentences } from './reader.ts'

type Data = Readonly<Record<string, unknown>>
type Texts = ReturnType<typeof messageTexts.in>
type CallTexts = Texts['callFailing']

const standings = ['waiting', 'stopped', 'confirmed', 'superseded', 'expired', 'restarted'] as const

/** A call whose tries fail, or failed until it went well or was given up. */
export function writeCall(data: Data, texts: CallTexts, reader: MessageReader): Sentences | undefined {
  const { language } = reader
  const state = standings.find((name) => name === data['state'])
  const activity = stringOf(data['activity'])
  if (state === undefined || activity === undefined) return undefined
  const product = textOf(data['product'])
  const scene = sceneWord(sceneTexts.in(language), activity) ?? activity
  return {
    title: texts.title[state](scene, product ? inLanguage(product, language) : texts.anyProduct),
    texts: [
      joined(reader, [orderOf(data, texts), ...becameOf(data, texts, reader)]),
      verdictText(data['verdict'], reader),
      data['state'] === 'stopped' ? joined(reader, [texts.over, nextAct(data, texts)]) : undefined,
    ].filter((text) => text !== undefined),
  }
}

const joined = ({ language }: MessageReader, parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined).join(language === 'zh-CN' ? '' : ' ')

function orderOf(data: Data, texts: CallTexts): string | undefined {
  const number = stringOf(data['orderNumber'])
  return number === undefined ? undefined : texts.order(number)
}

/** How often it was tried, and what became of it or comes next. */
function becameOf(data: Data, texts: CallTexts, reader: MessageReader): readonly (string | undefined)[] {
  const said = (at: unknown, say: (time: string) => string): string | undefined => {
    const time = timeOf(at)
    return time === undefined ? undefined : say(timeText(time, { ...reader, precision: 'second' }))
  }
  const tries = countText(numberOf(data['tries']) ?? 0)
  switch (data['state']) {
    case 'confirmed':
      return [said(data['recoveredAt'], (time) => texts.confirmed(tries, time))]
    case 'superseded':
    case 'expired':
    case 'restarted':
      return [said(data['recoveredAt'], texts[data['state']])]
    default:
      return [said(data['triedAt'], (time) => texts.tried(tries, time)), said(data['nextAt'], texts.nextAt)]
  }
}

function verdictText(value: unknown, { language }: MessageReader): string | undefined {
  const verdict = verdictOf(value)
  return verdict && inLanguage(verdict.sentence, language)
}

/** What its end means to the seller, and what they can do about it. */
function nextAct(data: Data, { means }: CallTexts): string | undefined {
  if (data['mayRestart'] !== true) return undefined
  const operation = stringOf(data['operation']) ?? ''
  const reference = stringOf(data['reference'])
  const say = Object.hasOwn(means, operation) ? means[operation as keyof typeof means] : means.other
  return say(reference === undefined ? '' : ` ${reference}`)
}

const sellerOf = (data: Data, { language }: MessageReader): string | undefined => {
  const seller = data['seller']
  const name = isRecord(seller) ? textOf(seller['name']) : undefined
  return name && inLanguage(name, language)
}
const secondsOf = (value: unknown, reader: MessageReader): string | undefined => {
  const time = timeOf(value)
  return time === undefined ? undefined : timeText(time, { ...reader, precision: 'second' })
}

/** Calls to a seller wait, as the seller is told and as an operator is. */
export function writeParked(
  data: Data,
  { sellerParked }: Texts,
  reader: MessageReader,
): Sentences | undefined {
  const seller = sellerOf(data, reader)
  const since = secondsOf(data['parkedSince'], reader)
  const failures = numberOf(data['failures'])
  if (seller === undefined || since === undefined || failures === undefined) return undefined
  const probeAt = secondsOf(data['probeAt'], reader)
  return {
    title: reader.area === 'operator' ? sellerParked.operator.title(seller) : sellerParked.seller.title,
    texts: [
      joined(reader, [
        sellerParked.text(countText(failures), since),
        probeAt === undefined ? undefined : sellerParked.probeAt(probeAt),
      ]),
      verdictText(data['verdict'], reader),
    ].filter((text) => text !== undefined),
  }
}

export function writeRecovered(
  data: Data,
  { sellerRecovered }: Texts,
  reader: MessageReader,
): Sentences | undefined {
  const seller = sellerOf(data, reader)
  const from = secondsOf(data['parkedSince'], reader)
  const to = secondsOf(data['recoveredAt'], reader)
  if (seller === undefined || from === undefined || to === undefined) return undefined
  return {
    title: reader.area === 'operator' ? sellerRecovered.operator.title(seller) : sellerRecovered.seller.title,
    texts: [sellerRecovered.text(from, to)],
  }
}
