export {
  addAllDue,
  foldCounts,
  keepFewTokensWaiting,
  keepManyTokensWaiting,
  listAnsweringTickets,
  listRatings,
  mergeWaitingTokens,
  remove,
  save,
  takeDue,
} from './documents.ts'
export { findSeller, listFacets } from './facets.ts'
export {
  count,
  countBoth,
  countFacets,
  countSellers,
  findFacet,
  listCandidates,
  forceCustomPlans,
  listIds,
  listIdsByName,
  listNearIds,
  listSellerFacets,
  prepareSearch,
} from './finding.ts'
export type { Among, Condition } from './finding.ts'
export { listMostOrdered } from './sales.ts'
export { addWords, findWords, findWordsBeginning, foldWords, listFrequentWords } from './words.ts'
export type { FoundWord, WordsByKey } from './words.ts'
export {
  countSynonyms,
  deleteSynonyms,
  findGroup,
  findSynonyms,
  listSynonyms,
  saveSynonyms,
} from './synonyms.ts'
