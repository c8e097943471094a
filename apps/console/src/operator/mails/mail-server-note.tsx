import { Link } from '@tanstack/react-router'
import { Icon, formatCount } from '@loggia/ui'
import { mailTexts } from './texts.ts'
import { useMailServer } from './use-mail-server.ts'

const variables = ['LOGGIA_SMTP_HOST', 'LOGGIA_MAIL_FROM'] as const
const docs = 'docs/reference/settings.md'

/** Whether emails are sent, and if not, what people miss and how to switch it on. */
export function MailServerNote() {
  const texts = mailTexts.use().server
  const { server } = useMailServer()
  if (!server) return null
  if (!server.isOn) return <Off />
  return (
    <div className={server.failed > 0 ? 'note note--warn' : 'note'} role="status">
      <Icon name="mail" />
      <p className="grow">
        <b className="strong">{texts.on}</b> {texts.from} <span className="mono wire-id">{server.from}</span>
        <br />
        {texts.counts(formatCount(server.waiting), formatCount(server.failed))}
      </p>
    </div>
  )
}

function Off() {
  const texts = mailTexts.use().server
  return (
    <div className="note note--warn">
      <Icon name="mail" />
      <div className="grow">
        <p>
          <b className="strong">{texts.off}</b> {texts.missed}
        </p>
        <p className="dim">
          {texts.variables}{' '}
          {variables.map((name) => (
            <span key={name}>
              <span className="mono wire-id">{name}</span>{' '}
            </span>
          ))}
          {texts.docs} <span className="mono wire-id">{docs}</span>
        </p>
      </div>
      <Link className="link" to="/operator/settings">
        {texts.toSettings}
      </Link>
    </div>
  )
}
