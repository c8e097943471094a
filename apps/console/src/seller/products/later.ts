import { defineLaterDialog, defineLaterPart } from '../../centre/parts/later.tsx'

export const BindDialog = defineLaterDialog(() => import('./bind-dialog.tsx'), 'BindDialog')
export const SubmitDialog = defineLaterDialog(() => import('./submit-dialog.tsx'), 'SubmitDialog')
export const UnlinkDialog = defineLaterDialog(() => import('./detail/asks.tsx'), 'UnlinkDialog')
export const VisibilityDialog = defineLaterDialog(() => import('./detail/asks.tsx'), 'VisibilityDialog')
export const DelistingDialog = defineLaterDialog(
  () => import('./detail/delisting-dialog.tsx'),
  'DelistingDialog',
)
export const RestockDialog = defineLaterDialog(() => import('./detail/restock-dialog.tsx'), 'RestockDialog')
export const PricesCard = defineLaterPart(() => import('./detail/prices-card.tsx'), 'PricesCard')
export const TermsCard = defineLaterPart(() => import('./detail/terms-card.tsx'), 'TermsCard')
export const ProductHistory = defineLaterPart(() => import('./detail/product-history.tsx'), 'ProductHistory')
