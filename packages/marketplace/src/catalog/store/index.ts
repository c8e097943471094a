export {
  findApplication,
  insertApplication,
  listApplications,
  lockOpenApplication,
  lockReleasesSince,
  saveApplication,
} from './applications.ts'
export {
  countDrafts,
  deleteDraft,
  findDraft,
  listDrafts,
  lockDraft,
  lockSeller,
  saveTypedDraft,
} from './drafts.ts'
export { countListed, deleteCategory, isCategoryUsed, listCategories, saveCategory } from './categories.ts'
export { findAgreement, insertAgreement, insertProduct, loadContent, saveContent } from './contents.ts'
export type { Content } from './contents.ts'
export { listListables } from './listables.ts'
export {
  delistSkus,
  delistSpecifications,
  find,
  findPurchasable,
  getCertificates,
  listByIds,
  listBySeller,
  lockBySeller,
  listPurchasables,
  listSiblings,
  listSkuIds,
  listSkus,
  listSpecifications,
  listStandings,
  lock,
  saveCertificatesTold,
  saveSaleTerms,
  saveSpecificationTerms,
  saveState,
  share,
  showCertificates,
  showSpecifications,
} from './products.ts'
export type { Units } from './purchases.ts'
export {
  changeStock,
  countPurchases,
  findStock,
  findTraits,
  freePurchases,
  hasHeldInVain,
  insertPurchase,
  listOwned,
  releasePurchases,
  setPaid,
  setStanding,
  setTaken,
  waitForTurn,
} from './purchases.ts'
