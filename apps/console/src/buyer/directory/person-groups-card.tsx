import { Link } from '@tanstack/react-router'
import type { PersonDetail } from '@loggia/protocol/console'
import { Button, Icon, useToast } from '@loggia/ui'
import { useId, useState } from 'react'
import { useChange, useIdempotencyKey } from '../../centre/api.ts'
import { Refusal } from '../../centre/parts/dialog.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { PeopleActDialog } from './people-acts.tsx'
import { personTexts } from './person-texts.ts'
import { staleDirectory } from './stale.ts'

type Props = { readonly enterpriseId: string; readonly of: PersonDetail; readonly isOpen: boolean }

/** The groups that a person is in. */
export function PersonGroupsCard({ enterpriseId, of, isOpen }: Props) {
  const texts = personTexts.use().groups
  const [isJoining, setJoining] = useState(false)
  return (
    <Card
      id={useId()}
      title={texts.title}
      end={
        isOpen && (
          <Button size="small" onClick={() => setJoining(true)}>
            {texts.join}
          </Button>
        )
      }
    >
      {of.groups.length === 0 && <p className="t13 dim">{texts.none}</p>}
      <ul className="row row--wrap">
        {of.groups.map((group) => (
          <li key={group.id}>
            <GroupOf enterpriseId={enterpriseId} personId={of.id} group={group} isOpen={isOpen} />
          </li>
        ))}
      </ul>
      {isJoining && (
        <PeopleActDialog
          enterpriseId={enterpriseId}
          act="join_group"
          of={{ ids: [of.id] }}
          who={of.name}
          onClose={() => setJoining(false)}
        />
      )}
    </Card>
  )
}

/** Joining again undoes it, so one press is enough. */
function GroupOf(props: {
  readonly enterpriseId: string
  readonly personId: string
  readonly group: PersonDetail['groups'][number]
  readonly isOpen: boolean
}) {
  const texts = personTexts.use().groups
  const { enterpriseId, personId, group } = props
  const toast = useToast()
  const idempotencyKey = useIdempotencyKey()
  const change = useChange('POST /api/buyer/enterprises/:enterpriseId/people-acts', staleDirectory)
  const quit = () =>
    change.mutate(
      {
        params: { enterpriseId },
        body: { act: 'quit_group', of: { ids: [personId] }, groupId: group.id },
        idempotencyKey,
      },
      { onSuccess: () => toast.success(texts.done(group.name)) },
    )
  return (
    <>
      <span className="chip">
        <Link to="/buyer/companies/$enterpriseId" params={{ enterpriseId }} search={{ group: group.id }}>
          {group.name}
        </Link>
        {props.isOpen && (
          <button
            className="copy"
            type="button"
            disabled={change.isPending}
            aria-label={texts.quit(group.name)}
            onClick={quit}
          >
            <Icon name="x" />
          </button>
        )}
      </span>
      <Refusal error={change.error} />
    </>
  )
}
