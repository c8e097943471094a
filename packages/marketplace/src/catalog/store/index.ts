export {
  findApplication,
  insertApplication,
  listApplications,
  lockOpenApplication,
  lockReleasesSince,
  saveApplication,
} from './applications.ts'
export {
  deleteCategory,
  findFourEyes,
  isCategoryUsed,
  listCategories,
  saveCategory,
  saveFourEyes,
} from './categories.ts'
export {
  findAgreement,
  findMarketTerms,
  insertAgreement,
  insertMarketTerms,
  insertProduct,
  loadContent,
  saveContent,
} from './contents.ts'
export type { Content } from './contents.ts'
export { listListables } from './listables.ts'
export {
  delistSpecifications,
  find,
  findPurchasable,
  listByIds,
  listBySeller,
  listSpecifications,
  lock,
  saveSaleTerms,
  saveSpecificationTerms,
  saveState,
  share,
  showSpecifications,
} from './products.ts'
export {
  changeStock,
  countPurchases,
  findStock,
  findTraits,
  freePurchases,
  insertPurchase,
  listOwned,
  setPaid,
  waitForTurn,
} from './purchases.ts'
