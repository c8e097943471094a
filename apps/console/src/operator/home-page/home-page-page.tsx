import { useRead } from '../../centre/api.ts'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Lead, Page } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { paths } from '../../storefront/links.ts'
import { ChangesCard } from './changes-card.tsx'
import { SelectionCard } from './selection-card.tsx'
import { homePageTexts } from './texts.ts'
import { WordsCard } from './words-card.tsx'
import '../operator.css'

/** What operators choose for the home page: the products that it shows first, and words to search for. */
export function HomePagePage() {
  const texts = homePageTexts.use()
  const chosen = useRead('GET /api/operator/home-page', {})
  const mayChange = useMayAsk('PUT /api/operator/home-page/selection', 'catalogue')
  const mayAudit = useMayAsk('GET /api/operator/history', 'main')
  return (
    <Page
      area="operator"
      title={texts.title}
      lead={<Lead>{texts.lead}</Lead>}
      actions={
        <>
          {!mayChange && <span className="why">{texts.readOnly}</span>}
          <a className="btn" href={paths.home}>
            {texts.view}
          </a>
        </>
      }
    >
      <Loaded of={chosen} skeleton={<CardSkeleton rows={10} />}>
        {({ selection, words }) => (
          <div className="od__main">
            <SelectionCard of={selection} mayChange={mayChange} />
            <WordsCard of={words} mayChange={mayChange} />
            {mayAudit && <ChangesCard />}
          </div>
        )}
      </Loaded>
    </Page>
  )
}
