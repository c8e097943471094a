import type { Language } from '@loggia/kernel'
import type { MessageKind, ShownMessages, Text } from '@loggia/protocol/console'
import { pickText, formatTime } from '@loggia/ui'
import type { Area } from '../frame.ts'
import { messageTexts } from './texts.ts'

/** A message as it is read: a title, then sentences. */
export type Sentences = { readonly title: string; readonly texts: readonly string[] }
/** Who reads: in which language, in whose zone, in which centre. */
export type MessageReader = { readonly language: Language; readonly zone: string; readonly area: Area }

/** Says a message; undefined if too little of it is there to tell more than its name. */
export type Write<K extends MessageKind> = (
  data: ShownMessages[K],
  reader: MessageReader,
) => Sentences | undefined
/** What the messages of a domain say: each has its entry. */
export type MessageWriters<D> = { readonly [K in Extract<keyof D, MessageKind>]: Write<K> }

export const formatName = (name: Text, { language }: MessageReader): string => pickText(name, language)

export const formatMinute = (time: string, { language, zone }: MessageReader): string =>
  formatTime(time, { language, zone, precision: 'minute' })

/** Why, where a reason was given. */
export const listReasonTexts = (reason: string | undefined, { language }: MessageReader): readonly string[] =>
  reason === undefined ? [] : [messageTexts.in(language).reason(reason)]

/** What can be done now, or why it was refused. */
export const listDecisionTexts = (
  { approved, reason }: { readonly approved?: boolean | undefined; readonly reason?: string | undefined },
  next: string,
  reader: MessageReader,
): readonly string[] => (approved ? [next] : listReasonTexts(reason, reader))
