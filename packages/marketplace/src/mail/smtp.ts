import { Readable } from 'node:stream'
import { omitUndefined } from '@loggia/kernel'
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { MailConnection, MailOutcome, MailTransport, OutgoingMail } from './schema.ts'

/** A mail server. `encryption`: from the start, by STARTTLS, or none (only for a server on this machine or network). */
export type SmtpServer = {
  readonly host: string
  readonly port: number
  readonly encryption: 'tls' | 'starttls' | 'none'
  readonly user?: string | undefined
  readonly password?: string | undefined
  /** `address`, or `Name <address>`. */
  readonly from: string
  /** How long the server may keep silent (ms). */
  readonly patienceMs: number
}

type SmtpError = Error & {
  readonly responseCode?: number | undefined
  readonly response?: string | undefined
}

const describe = (error: SmtpError): string => (error.response || error.message).slice(0, 500)

/** RFC 5321 §4.2.1: 4yz is a refusal for now, 5yz one for good. */
function judge(error: SmtpError, isHanded: boolean): MailOutcome {
  const fault = describe(error)
  const { responseCode } = error
  if (responseCode !== undefined && responseCode >= 400)
    return { kind: 'refused', forGood: responseCode >= 500, fault }
  return { kind: isHanded ? 'unknown' : 'unreachable', fault }
}

type Address = { readonly name: string; readonly address: string }

const build = (
  from: Address,
  { id, to, subject, text, html, unsubscribeUrl }: OutgoingMail,
  domain: string,
): Promise<Buffer> =>
  new MailComposer({
    from,
    to,
    subject,
    text,
    html,
    // The same for each attempt, so that a mailbox can recognise a second copy.
    messageId: `<${id}@${domain}>`,
    headers: omitUndefined({
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      // RFC 8058: one request, without a page.
      'List-Unsubscribe': unsubscribeUrl === undefined ? undefined : `<${unsubscribeUrl}>`,
      'List-Unsubscribe-Post': unsubscribeUrl === undefined ? undefined : 'List-Unsubscribe=One-Click',
    }),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build()

/** Sends emails by SMTP. */
export function createSmtpTransport(server: SmtpServer): MailTransport {
  const named = /^(.*)<([^>]+)>\s*$/.exec(server.from)
  const sender = named?.[2] ?? server.from
  // In two parts: in one text, a comma in the name would begin another address.
  const from = { name: named?.[1]?.trim() ?? '', address: sender }
  const domain = sender.split('@').at(-1) ?? 'localhost'
  return {
    async connect() {
      const connection = new SMTPConnection({
        host: server.host,
        port: server.port,
        secure: server.encryption === 'tls',
        requireTLS: server.encryption === 'starttls',
        ignoreTLS: server.encryption === 'none',
        connectionTimeout: server.patienceMs,
        greetingTimeout: server.patienceMs,
        socketTimeout: server.patienceMs,
      })
      let broken: SmtpError | undefined
      connection.on('error', (error: SmtpError) => (broken = error))
      await new Promise<void>((resolve, reject) => {
        connection.once('error', reject)
        connection.connect((error) => {
          connection.off('error', reject)
          if (error) reject(error)
          else resolve()
        })
      })
      const { user, password: pass } = server
      if (user !== undefined)
        await new Promise<void>((resolve, reject) => {
          // `login` does not call back if the connection breaks.
          connection.once('error', reject)
          connection.login({ user, pass }, (error) => {
            connection.off('error', reject)
            if (error) reject(error)
            else resolve()
          })
        }).catch((error: unknown) => {
          connection.close()
          throw error
        })
      return open(connection, { from, sender, domain, broken: () => broken })
    },
  }
}

type Sender = {
  readonly from: Address
  readonly sender: string
  readonly domain: string
  readonly broken: () => SmtpError | undefined
}

function open(connection: SMTPConnection, { from, sender, domain, broken }: Sender): MailConnection {
  return {
    async send(mail) {
      const error = broken()
      if (error || connection.destroyed)
        return { kind: 'unreachable', fault: error ? describe(error) : 'The connection was closed' }
      const message = await build(from, mail, domain)
      let isHanded = false
      // Read only once the server has asked for the email itself.
      const bytes = Readable.from(
        (function* () {
          isHanded = true
          yield message
        })(),
      )
      return new Promise<MailOutcome>((resolve) => {
        connection.send({ from: sender, to: [mail.to] }, bytes, (fault) =>
          resolve(fault ? judge(fault, isHanded) : { kind: 'accepted' }),
        )
      })
    },
    close: () => connection.quit(),
  }
}
