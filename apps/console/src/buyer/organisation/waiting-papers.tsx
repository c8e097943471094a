import type { OrganisationApplication } from '@loggia/protocol/console'
import { useId } from 'react'
import { useApi } from '../../centre/api.ts'
import { PaperFields } from '../../centre/papers/paper-fields.tsx'
import { paperTexts } from '../../centre/papers/texts.ts'
import { usePapers } from '../../centre/papers/use-papers.ts'
import { Card } from '../../centre/parts/page.tsx'

/** The papers of an application that is not decided: they can be replaced and added to. */
export function WaitingPapers({ latest }: { readonly latest: OrganisationApplication }) {
  const texts = paperTexts.use()
  const papers = usePapers(useApi(), 'verification')
  const id = useId()
  if (latest.kind !== 'buyer_verification') return null
  return (
    <Card id={id} title={texts.title} beside={<span className="t13 faint">{texts.waiting}</span>}>
      <PaperFields purpose="verification" applicant={latest.next.level} of={papers} isChecked={false} />
    </Card>
  )
}
