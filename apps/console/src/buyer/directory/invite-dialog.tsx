import type { PersonDetail } from '@loggia/protocol/console'
import { Button, CopyText, useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { useFrame } from '../../centre/frame.ts'
import { isMail } from '../../centre/organisations/checks.ts'
import { DecisionDialog, Dialog } from '../../centre/parts/dialog.tsx'
import { TextField } from '../../centre/parts/fields.tsx'
import { personTexts } from './person-texts.ts'
import { staleDirectory } from './stale.ts'

/** Invites a person by email; where no emails are sent, shows the link once. */
export function InviteDialog(props: {
  readonly enterpriseId: string
  readonly of: PersonDetail
  onClose(): void
}) {
  const texts = personTexts.use().account
  const { enterpriseId, of, onClose } = props
  const toast = useToast()
  const { origin } = useFrame()
  const [email, setEmail] = useState(of.email ?? '')
  const [isChecked, setChecked] = useState(false)
  const invite = useChange(
    'POST /api/buyer/enterprises/:enterpriseId/people/:personId/invitation',
    staleDirectory,
  )
  const path = invite.data?.path
  if (path !== undefined) return <LinkShown name={of.name} url={`${origin}${path}`} onClose={onClose} />
  const given = email.trim()
  const onAct = () => {
    setChecked(true)
    if (!isMail(given)) return
    invite.mutate(
      { params: { enterpriseId, personId: of.id }, body: { email: given } },
      {
        onSuccess: (sent) => {
          if (sent.path !== undefined) return
          toast.success(texts.sent(sent.email))
          onClose()
        },
      },
    )
  }
  return (
    <DecisionDialog
      texts={{ title: texts.inviteTitle(of.name), keep: texts.keep, busy: texts.sending }}
      act={texts.send}
      change={invite}
      onClose={onClose}
      onAct={onAct}
    >
      <TextField
        name="email"
        type="email"
        label={texts.email}
        hint={texts.emailHint}
        error={isChecked && !isMail(given) ? texts.emailWrong : undefined}
        maxLength={254}
        autoComplete="off"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
    </DecisionDialog>
  )
}

/** Closes only by the button that says that the link was copied. */
function LinkShown({ name, url, onClose }: { readonly name: string; readonly url: string; onClose(): void }) {
  const texts = personTexts.use().account
  return (
    <Dialog
      title={texts.linkTitle}
      foot={
        <Button data-keeps onClick={onClose}>
          {texts.close}
        </Button>
      }
    >
      <p>{texts.link(name)}</p>
      <div className="keyshown">
        <CopyText value={url} label={texts.linkLabel} />
      </div>
    </Dialog>
  )
}
