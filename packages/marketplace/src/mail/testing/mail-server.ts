import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** What the server does with the next email. */
export type Behaviour =
  | 'accept'
  /** Breaks the connection before it has got the email. */
  | 'break_early'
  /** Gets the whole email, and breaks the connection without an answer. */
  | 'break_late'
  | { readonly refuses: number }
  /** Refuses the recipient, which leaves the transaction with the sender open. */
  | { readonly refusesRecipient: number }

export type Received = {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly raw: string
}

/** A mail server on loopback that keeps what it gets. */
export type MailServer = {
  readonly port: number
  readonly received: readonly Received[]
  /** The behaviours of the next emails, in order; afterwards it accepts. */
  behave(...next: readonly Behaviour[]): void
  /** Forgets what it got and what it was told to do. */
  clear(): void
  close(): Promise<void>
}

const refusal = (responseCode: number): Error =>
  Object.assign(new Error('Refused by the test'), { responseCode })

export async function openMailServer(
  options: { readonly user?: string; readonly password?: string } = {},
): Promise<MailServer> {
  const received: Received[] = []
  const behaviours: Behaviour[] = []
  const { user, password } = options
  const server = new SMTPServer({
    disabledCommands: user === undefined ? ['AUTH', 'STARTTLS'] : ['STARTTLS'],
    authOptional: user === undefined,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    logger: false,
    onAuth(auth, _, done) {
      const isRight = auth.username === user && auth.password === password
      done(
        isRight ? null : new Error('Wrong user or password'),
        isRight ? { user: auth.username } : undefined,
      )
    },
    onRcptTo(_, session, done) {
      const [behaviour] = behaviours
      if (behaviour === 'break_early') {
        behaviours.shift()
        return breakOff(server, session.id)
      }
      if (typeof behaviour !== 'object' || !('refusesRecipient' in behaviour)) return done()
      behaviours.shift()
      done(refusal(behaviour.refusesRecipient))
    },
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const behaviour = behaviours.shift() ?? 'accept'
        if (typeof behaviour === 'object' && 'refuses' in behaviour) return done(refusal(behaviour.refuses))
        const [to] = session.envelope.rcptTo
        received.push(read(Buffer.concat(parts).toString('utf8'), to?.address ?? ''))
        if (behaviour === 'break_late') return breakOff(server, session.id)
        done()
      })
    },
  })
  server.on('error', () => undefined)
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  return {
    port: (listening.address() as AddressInfo).port,
    received,
    behave: (...next) => void behaviours.push(...next),
    clear() {
      received.length = 0
      behaviours.length = 0
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** Breaks a connection off, as a crash of the server does. */
function breakOff(server: SMTPServer, id: string): void {
  for (const connection of server.connections) if (connection.id === id) connection._socket.destroy()
}

function read(raw: string, to: string): Received {
  const subject = decodeWords(/^Subject: (.*(?:\r\n[ \t].*)*)/m.exec(raw)?.[1] ?? '')
  const part = /Content-Type: text\/plain[^]*?\r\n\r\n([^]*?)\r\n--/.exec(raw)
  const isBase64 = part !== null && /base64/.test(part[0].slice(0, 200))
  const text = isBase64
    ? Buffer.from(part[1] ?? '', 'base64').toString('utf8')
    : decodeQuoted(part?.[1] ?? '')
  return { to, subject, text, raw }
}

/** RFC 2047 §2. */
const decodeWords = (text: string): string =>
  text
    .replace(/\r\n[ \t]/g, ' ')
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([QB])\?(.*?)\?=/gi, (_, kind: string, word: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(word, 'base64').toString('utf8')
        : decodeQuoted(word.replace(/_/g, ' ')),
    )

/** RFC 2045 §6.7. */
const decodeQuoted = (text: string): string =>
  Buffer.from(
    text
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')
