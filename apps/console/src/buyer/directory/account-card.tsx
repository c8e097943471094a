import type { PersonDetail } from '@loggia/protocol/console'
import { Button, CopyText, Time, useToast } from '@loggia/ui'
import { useId, useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { DecisionDialog, Refusal } from '../../centre/parts/dialog.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { PersonAccount } from './people-rows.tsx'
import { personTexts } from './person-texts.ts'
import { staleDirectory } from './stale.ts'

type Props = { readonly enterpriseId: string; readonly of: PersonDetail; readonly isOpen: boolean }

/** The account with which a person signs in, or the invitation to link one. */
export function AccountCard({ enterpriseId, of, isOpen }: Props) {
  const texts = personTexts.use().account
  const [act, setAct] = useState<'invite' | 'unlink'>()
  const close = () => setAct(undefined)
  return (
    <Card
      id={useId()}
      title={texts.title}
      beside={
        <span className="t13">
          <PersonAccount of={of.account} />
        </span>
      }
      end={
        isOpen &&
        (of.account === 'linked' ? (
          <Button size="small" danger onClick={() => setAct('unlink')}>
            {texts.unlink}
          </Button>
        ) : (
          <Button size="small" onClick={() => setAct('invite')}>
            {of.account === 'none' ? texts.invite : texts.inviteAgain}
          </Button>
        ))
      }
    >
      <Standing enterpriseId={enterpriseId} of={of} isOpen={isOpen} />
      {act === 'invite' && <InviteDialog enterpriseId={enterpriseId} of={of} onClose={close} />}
      {act === 'unlink' && <UnlinkDialog enterpriseId={enterpriseId} of={of} onClose={close} />}
    </Card>
  )
}

function Standing({ enterpriseId, of, isOpen }: Props) {
  const texts = personTexts.use().account
  const { member, invitation } = of
  if (member)
    return (
      <div className="stack">
        <p className="t13 dim">{texts.linked}</p>
        <dl className="lines t13">
          <div>
            <dt>{texts.member}</dt>
            <dd className="wrap">{member.name}</dd>
          </div>
          <div>
            <dt />
            <dd className="wrap">{member.email}</dd>
          </div>
        </dl>
      </div>
    )
  if (!invitation) return <p className="t13 dim">{texts.none}</p>
  return <Invited enterpriseId={enterpriseId} personId={of.id} of={invitation} isOpen={isOpen} />
}

function Invited(props: {
  readonly enterpriseId: string
  readonly personId: string
  readonly of: NonNullable<PersonDetail['invitation']>
  readonly isOpen: boolean
}) {
  const texts = personTexts.use().account
  const { enterpriseId, personId, of } = props
  const toast = useToast()
  const revoke = useChange(
    'DELETE /api/buyer/enterprises/:enterpriseId/people/:personId/invitation',
    staleDirectory,
  )
  return (
    <div className="stack">
      <p className="t13 dim">{texts.invited(of.email)}</p>
      <dl className="lines t13">
        <div>
          <dt>{texts.invitedAt}</dt>
          <dd>
            <Time at={of.invitedAt} />
          </dd>
        </div>
        <div>
          <dt>{texts.expiresAt}</dt>
          <dd>
            <Time at={of.expiresAt} />
          </dd>
        </div>
      </dl>
      {props.isOpen && (
        <div>
          <Button
            size="small"
            disabled={revoke.isPending}
            onClick={() =>
              revoke.mutate(
                { params: { enterpriseId, personId } },
                { onSuccess: () => toast.success(texts.revoked) },
              )
            }
          >
            {revoke.isPending ? texts.revoking : texts.revoke}
          </Button>
        </div>
      )}
      <Refusal error={revoke.error} />
    </div>
  )
}

function UnlinkDialog({ enterpriseId, of, onClose }: Omit<Props, 'isOpen'> & { onClose(): void }) {
  const texts = personTexts.use().account
  const toast = useToast()
  const change = useChange(
    'DELETE /api/buyer/enterprises/:enterpriseId/people/:personId/account',
    staleDirectory,
  )
  return (
    <DecisionDialog
      danger
      texts={{ title: texts.unlinkTitle(of.name), keep: texts.unlinkKeep, busy: texts.unlinking }}
      act={texts.unlink}
      change={change}
      onClose={onClose}
      onAct={() =>
        change.mutate(
          { params: { enterpriseId, personId: of.id } },
          {
            onSuccess: () => {
              toast.success(texts.unlinked)
              onClose()
            },
          },
        )
      }
    >
      {of.member && (
        <p>
          <b className="strong">{of.member.name}</b> <CopyText value={of.member.email} />
        </p>
      )}
      <p className="t13 dim">{texts.unlinkText}</p>
      {of.member?.isOnlyVouched && <p className="note note--warn">{texts.unlinkOnlyVouched}</p>}
    </DecisionDialog>
  )
}
