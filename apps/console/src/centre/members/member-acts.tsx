import type { Member } from '@loggia/protocol/console'
import { Button, CopyText, useToast } from '@loggia/ui'
import { useChange } from '../api.ts'
import type { Area } from '../frame.ts'
import { DecisionDialog, Dialog } from '../parts/dialog.tsx'
import { useEndDay } from '../parts/end-day.tsx'
import { useReason } from '../parts/reason.tsx'
import { memberTexts } from './texts.ts'

type Props = { readonly area: Area; readonly member: Member; onClose(): void }

export function DisableDialog({ area, member, onClose }: Props) {
  const texts = memberTexts.use().disableDialog
  const reason = useReason(texts)
  const end = useEndDay(texts)
  const { change, onAct } = useAccess(area, { texts, onClose })
  return (
    <DecisionDialog
      texts={texts}
      act={texts.act}
      change={change}
      danger
      onClose={onClose}
      onAct={() => onAct(reason, { member, enabled: false, until: end.endsAt })}
    >
      <Who member={member} />
      <p className="t13 dim">{texts.text}</p>
      {reason.field}
      {end.field}
    </DecisionDialog>
  )
}

export function EnableDialog({ area, member, onClose }: Props) {
  const texts = memberTexts.use().enableDialog
  const reason = useReason(texts)
  const { change, onAct } = useAccess(area, { texts, onClose })
  return (
    <DecisionDialog
      texts={texts}
      act={texts.act}
      change={change}
      onClose={onClose}
      onAct={() => onAct(reason, { member, enabled: true })}
    >
      <Who member={member} />
      <p className="t13 dim">{texts.text}</p>
      {reason.field}
    </DecisionDialog>
  )
}

/** Suspends or reactivates a member, once a reason is given. */
function useAccess(area: Area, given: { readonly texts: { readonly done: string }; onClose(): void }) {
  const toast = useToast()
  const change = useChange(`PUT /api/${area}/members/:memberId/access`, [`GET /api/${area}/members`])
  const onAct = (
    reason: ReturnType<typeof useReason>,
    {
      member,
      ...to
    }: { readonly member: Member; readonly enabled: boolean; readonly until?: string | undefined },
  ) => {
    reason.check()
    if (!reason.isRight) return
    change.mutate(
      { params: { memberId: member.id }, body: { ...to, reason: reason.given } },
      {
        onSuccess: () => {
          toast.success(given.texts.done)
          given.onClose()
        },
      },
    )
  }
  return { change, onAct }
}

export function ResetDialog({ area, member, onClose }: Props) {
  const texts = memberTexts.use().resetDialog
  const change = useChange(`POST /api/${area}/members/:memberId/password`, [`GET /api/${area}/members`])
  if (change.data) return <InitialPassword given={change.data} onClose={onClose} />
  const onAct = () => change.mutate({ params: { memberId: member.id } })
  return (
    <DecisionDialog texts={texts} act={texts.act} change={change} danger onClose={onClose} onAct={onAct}>
      <Who member={member} />
      <p className="t13 dim">{texts.text}</p>
    </DecisionDialog>
  )
}

const Who = ({ member }: { readonly member: Member }) => (
  <p>
    <b className="strong">{member.name}</b> <span className="mono faint">{member.email}</span>
  </p>
)

/** Shows the initial password once; it closes only by the button that confirms that it was saved. */
export function InitialPassword(props: {
  readonly given: { readonly member: Pick<Member, 'name' | 'email'>; readonly password: string }
  onClose(): void
}) {
  const texts = memberTexts.use().shown
  const { member, password } = props.given
  return (
    <Dialog
      title={texts.title}
      foot={
        <Button data-keeps onClick={props.onClose}>
          {texts.close}
        </Button>
      }
    >
      <p>{texts.text(member.name)}</p>
      <dl className="lines t13">
        <div>
          <dt>{texts.email}</dt>
          <dd className="mono">{member.email}</dd>
        </div>
      </dl>
      <div className="keyshown">
        <CopyText value={password} label={texts.password} />
      </div>
    </Dialog>
  )
}

/** Says that a new member was invited by email, or has joined with the account that they have. */
export function Invited({
  member,
  hasJoined,
  onClose,
}: {
  readonly member: Member
  readonly hasJoined: boolean
  onClose(): void
}) {
  const texts = memberTexts.use()[hasJoined ? 'joined' : 'invited']
  return (
    <Dialog
      title={texts.title}
      onClose={onClose}
      foot={
        <Button data-keeps onClick={onClose}>
          {texts.close}
        </Button>
      }
    >
      <p>{texts.text(hasJoined ? member.name : member.email)}</p>
    </Dialog>
  )
}
