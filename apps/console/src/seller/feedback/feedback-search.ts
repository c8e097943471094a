import { feedbackKinds, sellerLists } from '@loggia/protocol/console/feedback/kinds'
import { defineSearch, toChoice } from '../../centre/routing/search.ts'
import type { Search, SearchChange } from '../../centre/routing/search.ts'

export const readFeedbackSearch = defineSearch({
  show: toChoice(sellerLists),
  kind: toChoice(feedbackKinds),
})
export type FeedbackSearch = Search<typeof readFeedbackSearch>
export type FeedbackSearchChange = SearchChange<FeedbackSearch>
