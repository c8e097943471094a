import { Link } from '@tanstack/react-router'
import { Icon, formatCount } from '@loggia/ui'
import { useFrame } from '../../centre/frame.ts'
import { useMayOpen } from '../../centre/rights/rights.ts'
import { useMailServer } from '../mails/use-mail-server.ts'
import { overviewTexts } from './texts.ts'

/** That the marketplace sends no emails, or that some did not arrive. The demo is not meant to send any. */
export function MailNotice() {
  const texts = overviewTexts.use().mail
  const mayOpen = useMayOpen()
  const { demo } = useFrame()
  const { server } = useMailServer()
  if (!server || (server.isOn ? server.failed === 0 : demo)) return null
  return (
    <div className={server.isOn ? 'note note--warn' : 'note note--info'} role="status">
      <Icon name="mail" />
      <p className="grow">{server.isOn ? texts.failed(formatCount(server.failed)) : texts.off}</p>
      {mayOpen('/operator/mails') && (
        <Link className="link" to="/operator/mails">
          {texts.see}
        </Link>
      )}
    </div>
  )
}
