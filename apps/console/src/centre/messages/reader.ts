import type { LinkProps } from '@tanstack/react-router'
import type { Language } from '@loggia/kernel'
import type { MessageKind, ShownMessages, Text } from '@loggia/protocol/console'
import { pickText, formatTime } from '@loggia/ui'
import type { Area } from '../frame.ts'
import { messageTexts } from './texts.ts'

/** A message as text: a title and sentences. */
export type Sentences = { readonly title: string; readonly texts: readonly string[] }
/** The reader's language, time zone and centre. */
export type MessageReader = { readonly language: Language; readonly zone: string; readonly area: Area }

/** Writes a message; undefined if there is too little data to show more than its name. */
export type Write<K extends MessageKind> = (
  data: ShownMessages[K],
  reader: MessageReader,
) => Sentences | undefined
/** The writers of a domain's messages: one for each kind. */
export type MessageWriters<D> = { readonly [K in Extract<keyof D, MessageKind>]: Write<K> }

/** A page of a centre, as `linkOptions` gives it. */
export type CentrePage = {
  readonly to: NonNullable<LinkProps['to']>
  readonly params?: Readonly<Record<string, string>>
  readonly search?: Readonly<Record<string, string>>
}
/** A page that a message leads to; one outside the centre by its path, since it is loaded anew. */
export type MessageLink = { readonly name: string; readonly page: CentrePage | string }

/** The pages that a message leads to, the one it is about first. */
export type ListLinks<K extends MessageKind> = (
  data: ShownMessages[K],
  reader: MessageReader,
) => readonly MessageLink[]
/** The links of a domain's messages: of those that lead to more than the orders, services and products that they name. */
export type MessageLinks<D> = { readonly [K in Extract<keyof D, MessageKind>]?: ListLinks<K> }

export const formatName = (name: Text, { language }: MessageReader): string => pickText(name, language)

export const formatMinute = (time: string, { language, zone }: MessageReader): string =>
  formatTime(time, { language, zone, precision: 'minute' })

/** The reason, if one was given. */
export const listReasonTexts = (reason: string | undefined, { language }: MessageReader): readonly string[] =>
  reason === undefined ? [] : [messageTexts.in(language).reason(reason)]

/** What can be done now, or why it was refused. */
export const listDecisionTexts = (
  { approved, reason }: { readonly approved?: boolean | undefined; readonly reason?: string | undefined },
  next: string,
  reader: MessageReader,
): readonly string[] => (approved ? [next] : listReasonTexts(reason, reader))
