import type { OrganisationApplication, RouteNeed } from '@loggia/protocol/console'
import { Button, Icon, Time, useLanguage, useToast } from '@loggia/ui'
import { useChange } from '../api.ts'
import { Refusal } from '../parts/dialog.tsx'
import { useMayAsk } from '../rights/rights.ts'
import { organisationTexts } from './texts.ts'

type Props = { readonly party: 'seller' | 'buyer'; readonly latest: OrganisationApplication | null }

/** A note about the latest application: that it waits and until when, or why it was rejected. */
export function LatestNote({ party, latest }: Props) {
  const texts = organisationTexts.use()
  if (latest?.state === 'rejected')
    return (
      <div className="note note--bad">
        <Icon name="alert" />
        <p>{texts.rejected(latest.reason ?? '')}</p>
      </div>
    )
  return latest?.state === 'in_review' ? <Waiting party={party} of={latest} /> : null
}

const withdrawalNeeds = {
  buyer: 'main',
  seller: 'organisation:write',
} as const satisfies { [P in Props['party']]: RouteNeed<`POST /api/${P}/organisation/withdrawal`> }

function Waiting({ party, of }: { readonly party: Props['party']; readonly of: OrganisationApplication }) {
  const texts = organisationTexts.use().waits
  const gap = useLanguage() === 'zh-CN' ? '' : ' '
  const toast = useToast()
  const mayWithdraw = useMayAsk(`POST /api/${party}/organisation/withdrawal`, withdrawalNeeds[party])
  const withdraw = useChange(`POST /api/${party}/organisation/withdrawal`, [
    `GET /api/${party}/organisation`,
    `GET /api/${party}/organisation/applications`,
  ])
  const onWithdraw = () => withdraw.mutate({}, { onSuccess: () => toast.success(texts.withdrawn) })
  return (
    <div className="note note--warn" role="status">
      <Icon name="clock" />
      <div className="grow">
        <p>
          {texts.title}
          {gap}
          {of.openedAt !== undefined && `${texts.opened}${gap}`}
          {texts.due} <Time at={of.dueAt} />
        </p>
        <Refusal error={withdraw.error} />
      </div>
      {mayWithdraw && of.openedAt === undefined && (
        <Button disabled={withdraw.isPending} onClick={onWithdraw}>
          {withdraw.isPending ? texts.withdrawing : texts.withdraw}
        </Button>
      )}
    </div>
  )
}
