import type { ComposeMail } from '@loggia/protocol/console'
import { openWorld } from '../../embedded/index.ts'
import type { World, WorldOptions } from '../../embedded/index.ts'
import { createSmtpTransport } from '../smtp.ts'
import { openMailServer } from './mail-server.ts'
import type { MailServer } from './mail-server.ts'

/** The content itself, so that tests of services judge no words. */
const compose: ComposeMail = (content, { language, origin }) => {
  const name = content.kind === 'letter' ? content.letter : content.message.kind
  const path = content.kind === 'letter' ? (content.path ?? '') : ''
  return { subject: `${name} ${language}`, text: `open ${origin}${path}`, html: `<p>${name}</p>` }
}

/** A world that sends emails to a mail server on loopback. */
export type MailWorld = {
  readonly world: World
  readonly server: MailServer
  /** Sends everything that is due. */
  sendAll(): Promise<void>
  /** The address in the newest email to this person. */
  findLink(to: string): URL | undefined
  /** The token of the link in the newest email to this person; empty if there is none. */
  readToken(to: string): string
  close(): Promise<void>
}

export async function openMailWorld(options: WorldOptions): Promise<MailWorld> {
  const server = await openMailServer()
  const from = 'Loggia <market@loggia.example>'
  const transport = createSmtpTransport({
    host: '127.0.0.1',
    port: server.port,
    encryption: 'none',
    from,
    patienceMs: 5_000,
  })
  const world = await openWorld({
    ...options,
    mail: { transport, compose, from, origin: 'https://market.example' },
  })
  const findLink = (to: string): URL | undefined => {
    const newest = server.received.findLast((mail) => mail.to === to)
    const found = /https:\/\/\S+/.exec(newest?.text ?? '')
    return found ? new URL(found[0]) : undefined
  }
  return {
    world,
    server,
    async sendAll() {
      while (await world.market.mails.sender?.round());
    },
    findLink,
    readToken: (to) => findLink(to)?.hash.slice(1) ?? '',
    async close() {
      await world.close()
      await server.close()
    },
  }
}
