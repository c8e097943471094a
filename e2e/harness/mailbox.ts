import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** An email as it came: `raw` without the line folding of its encoding. */
export type Mail = { readonly to: string; readonly raw: string }

/** A mail server on this machine that keeps what it gets. */
export type Mailbox = {
  /** The settings with which a marketplace sends its emails here. */
  readonly env: Readonly<Record<string, string>>
  readonly mails: readonly Mail[]
  /** From now on emails are kept, and not acknowledged before `release`. */
  hold(): void
  release(): void
  /** The next email to this person that is not read yet; waits for it. */
  next(to: string): Promise<Mail>
  close(): Promise<void>
}

const waitMs = 20_000

/** RFC 2045 §6.7: the signs of links are plain but for `=`. */
const unfold = (text: string): string => text.replaceAll('=\r\n', '').replaceAll('=3D', '=')

/** The addresses of our own pages in an email. */
export const listLinks = ({ raw }: Mail): string[] => [
  ...new Set(raw.match(/http:\/\/127\.0\.0\.1:\d+\/[^\s"<)]*/g)),
]

export async function openMailbox(): Promise<Mailbox> {
  const mails: Mail[] = []
  const read = new Set<Mail>()
  let held: Promise<void> | undefined
  let release: () => void = () => undefined
  let wake: () => void = () => undefined
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const to = envelope.rcptTo[0]?.address ?? ''
        mails.push({ to, raw: unfold(Buffer.concat(parts).toString('utf8')) })
        wake()
        void (held ?? Promise.resolve()).then(() => done())
      })
    },
  })
  server.on('error', () => undefined)
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const { port } = listening.address() as AddressInfo
  return {
    env: {
      LOGGIA_SMTP_HOST: '127.0.0.1',
      LOGGIA_SMTP_PORT: String(port),
      LOGGIA_SMTP_ENCRYPTION: 'none',
      LOGGIA_MAIL_FROM: 'Loggia <market@loggia.example>',
    },
    mails,
    hold() {
      held = new Promise((resolve) => (release = resolve))
    },
    release() {
      release()
      held = undefined
    },
    async next(to) {
      const deadline = performance.now() + waitMs
      for (;;) {
        const found = mails.find((mail) => mail.to === to && !read.has(mail))
        if (found) {
          read.add(found)
          return found
        }
        if (performance.now() > deadline) throw new Error(`No email came to ${to}`)
        await new Promise<void>((resolve) => {
          wake = resolve
          setTimeout(resolve, 250)
        })
      }
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
