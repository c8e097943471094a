import { EmptyArch } from '@loggia/ui'
import { Page } from '../../centre/parts/page.tsx'
import { sampleItemTexts } from './texts.ts'

export function SampleItemsPage() {
  const texts = sampleItemTexts.use()
  return (
    <Page area="someCentre" title={texts.title} lead={texts.lead}>
      <div className="card">
        <EmptyArch level={2} title={texts.empty.title} text={texts.empty.text} />
      </div>
    </Page>
  )
}
