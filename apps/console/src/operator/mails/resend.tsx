import type { SentMail } from '@loggia/protocol/console'
import { useToast } from '@loggia/ui'
import { useChange } from '../../centre/api.ts'
import { DecisionDialog, useRefusalToast } from '../../centre/parts/dialog.tsx'
import { mailTexts } from './texts.ts'

const stale = ['GET /api/operator/mails', 'GET /api/operator/mail-server'] as const

/** Sends a failed email again at once; asks first if the email may have been sent. */
export function ResendLink(props: {
  readonly of: SentMail
  readonly name: string
  onAsk(mail: SentMail): void
}) {
  const { of, name, onAsk } = props
  const texts = mailTexts.use()
  const toast = useToast()
  const showRefusal = useRefusalToast()
  const resend = useChange('POST /api/operator/mails/:mailId/sending', stale)
  const onResend = () => {
    if (of.state === 'unknown') return onAsk(of)
    resend.mutate(
      { params: { mailId: of.id } },
      { onSuccess: () => toast.success(texts.resendDone), onError: showRefusal },
    )
  }
  return (
    <div className="acts">
      <button
        className="link"
        type="button"
        aria-label={texts.resendOf(name, of.address)}
        disabled={resend.isPending}
        onClick={onResend}
      >
        {texts.resend}
      </button>
    </div>
  )
}

export function ResendDialog(props: { readonly of: SentMail; readonly name: string; onClose(): void }) {
  const { of, name, onClose } = props
  const texts = mailTexts.use()
  const toast = useToast()
  const resend = useChange('POST /api/operator/mails/:mailId/sending', stale)
  const onResend = () =>
    resend.mutate(
      { params: { mailId: of.id } },
      {
        onSuccess: () => {
          toast.success(texts.resendDone)
          onClose()
        },
      },
    )
  return (
    <DecisionDialog
      texts={texts.dialog}
      act={texts.dialog.act}
      change={resend}
      onClose={onClose}
      onAct={onResend}
    >
      <p>
        <b className="strong">{name}</b>
        <br />
        <span className="t13 faint mono wire-id">{of.address}</span>
      </p>
      <p className="t13 dim">{texts.dialog.text}</p>
    </DecisionDialog>
  )
}
