import { Lead, Page } from '../../centre/parts/page.tsx'
import { reviewTexts } from './texts.ts'
import { ReviewList } from './review-list.tsx'

/** The queue of the sellers' applications for products. */
export function ReviewsPage() {
  const texts = reviewTexts.use()
  return (
    <Page area="operator" title={texts.title} lead={<Lead>{texts.lead}</Lead>}>
      <ReviewList />
    </Page>
  )
}
