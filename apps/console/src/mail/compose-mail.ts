import type { ComposeMail, MailContent, MailReader } from '@loggia/protocol/console'
import { describeMessage } from '../centre/messages/sentences.ts'
import { findMessagePath } from './message-path.ts'
import { formatHtml, formatText } from './layout.ts'
import type { Letter } from './layout.ts'
import { mailTexts } from './texts.ts'

type Of<K extends MailContent['kind']> = Extract<MailContent, { kind: K }>

/** Puts an email into the words of its reader: the subject, plain text and HTML. */
export const composeMail: ComposeMail = (content, reader) => {
  const letter = content.kind === 'message' ? writeMessage(content, reader) : writeLetter(content, reader)
  return { subject: letter.title, text: formatText(letter), html: formatHtml(letter, reader) }
}

function writeMessage(
  { message, area }: Of<'message'>,
  { language, zone, origin, unsubscribe }: MailReader,
): Letter {
  const texts = mailTexts.in(language)
  const { title, texts: sentences } = describeMessage(message, { language, zone, area })
  // Receivers without an account cannot open a page of a centre.
  if (unsubscribe !== undefined)
    return {
      title,
      texts: sentences,
      after: [texts.receiver.why, texts.automatic],
      link: { name: texts.receiver.unsubscribe, url: origin + unsubscribe },
      marketplace: texts.marketplace,
    }
  return {
    title,
    texts: sentences,
    button: { name: texts.message.open, url: origin + findMessagePath(message, area) },
    after: [texts.message.why(texts.centres[area]), texts.automatic],
    link: { name: texts.message.settings, url: `${origin}/${area}/messages#email` },
    marketplace: texts.marketplace,
  }
}

function writeLetter({ letter, path = '/operator', hours, data }: Of<'letter'>, reader: MailReader): Letter {
  const texts = mailTexts.in(reader.language)
  const { title, text, button, after } = texts.letters[letter]
  return {
    title: isPlainName(data['by']) ? `${title} · ${data['by']}` : title,
    hello: reader.name === undefined ? undefined : texts.hello(reader.name),
    texts: hours === undefined ? [text] : [text, texts.validFor(hours)],
    button: { name: button, url: reader.origin + path },
    paste: hours === undefined ? undefined : texts.pasteLink,
    after: [after, texts.automatic],
    marketplace: texts.marketplace,
  }
}

/** A name in which nothing can be an address: somebody who invites strangers must not send them to a site of theirs. */
const isPlainName = (name: unknown): name is string =>
  typeof name === 'string' && /^[\p{L}\p{M}\p{N} '·-]{1,40}$/u.test(name)
