import type { ComposeMail, MailContent, MailReader } from '@loggia/protocol/console'
import { formatTime, pickText } from '@loggia/ui'
import { findMessagePath } from '../centre/messages/links.ts'
import { describeMessage } from '../centre/messages/sentences.ts'
import { formatHtml, formatText } from './layout.ts'
import type { Letter } from './layout.ts'
import { mailTexts } from './texts.ts'

type Written = Omit<Letter, 'marketplace'>
type Of<K extends MailContent['kind']> = Extract<MailContent, { kind: K }>

/** Puts an email into the words of its reader: the subject, plain text and HTML. */
export const composeMail: ComposeMail = (content, reader) => {
  const written = content.kind === 'message' ? writeMessage(content, reader) : writeLetter(content, reader)
  const letter = withSite(written, reader)
  return { subject: letter.title, text: formatText(letter), html: formatHtml(letter, reader) }
}

/** With the marketplace's own name, and how to reach it. */
function withSite(letter: Written, { language, site }: MailReader): Letter {
  const texts = mailTexts.in(language)
  const { email, phone } = site?.contact ?? {}
  const reached = [email, phone].filter((one) => one !== undefined)
  return {
    ...letter,
    after: reached.length === 0 ? letter.after : [...letter.after, texts.contact(reached.join(' · '))],
    marketplace: site?.name ? pickText(site.name, language) : texts.marketplace,
  }
}

function writeMessage(
  { message, area }: Of<'message'>,
  { language, zone, origin, unsubscribe }: MailReader,
): Written {
  const texts = mailTexts.in(language)
  const to = { language, zone, area }
  const { title, texts: sentences } = describeMessage(message, to)
  // Receivers without an account cannot open a page of a centre.
  if (unsubscribe !== undefined)
    return {
      title,
      texts: sentences,
      after: [texts.receiver.why, texts.automatic],
      link: { name: texts.receiver.unsubscribe, url: origin + unsubscribe },
    }
  return {
    title,
    texts: sentences,
    button: { name: texts.message.open, url: origin + findMessagePath(message, to) },
    after: [texts.message.why(texts.centres[area]), texts.automatic],
    link: { name: texts.message.settings, url: `${origin}/${area}/messages#email` },
  }
}

function writeLetter({ letter, path = '/operator', hours, data }: Of<'letter'>, reader: MailReader): Written {
  const texts = mailTexts.in(reader.language)
  const { title, text, button, after } = texts.letters[letter]
  return {
    title: isPlainName(data['by']) ? `${title} · ${data['by']}` : title,
    hello: reader.name === undefined ? undefined : texts.hello(reader.name),
    texts: hours === undefined ? [text, ...listDetails(data, reader)] : [text, texts.validFor(hours)],
    button: { name: button, url: reader.origin + path },
    paste: hours === undefined ? undefined : texts.pasteLink,
    after: [after, texts.automatic],
  }
}

/** Why a member is suspended or not any longer, and until when. */
function listDetails(
  { reason, until }: Readonly<Record<string, unknown>>,
  { language, zone }: MailReader,
): string[] {
  const texts = mailTexts.in(language)
  return [
    ...(typeof reason === 'string' ? [texts.reason(reason)] : []),
    ...(typeof until === 'string'
      ? [texts.until(formatTime(until, { language, zone, precision: 'minute' }))]
      : []),
  ]
}

/** A name in which nothing can be an address: somebody who invites strangers must not send them to a site of theirs. */
const isPlainName = (name: unknown): name is string =>
  typeof name === 'string' && /^[\p{L}\p{M}\p{N} '·-]{1,40}$/u.test(name)
