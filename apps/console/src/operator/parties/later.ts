import { defineLaterDialog, defineLaterPart } from '../../centre/parts/later.tsx'

export const RecordCard = defineLaterPart(() => import('./record-card.tsx'), 'RecordCard')
export const RefundsCard = defineLaterPart(() => import('./refunds-card.tsx'), 'RefundsCard')
export const ServicesCard = defineLaterPart(() => import('./services-card.tsx'), 'ServicesCard')
export const CallsCard = defineLaterPart(() => import('./seller-calls.tsx'), 'CallsCard')
export const LevelDialog = defineLaterDialog(() => import('./level-dialog.tsx'), 'LevelDialog')
export const VerifyDialog = defineLaterDialog(() => import('./verify-dialog.tsx'), 'VerifyDialog')
export const BalanceDialog = defineLaterDialog(
  () => import('../balances/balance-dialog.tsx'),
  'BalanceDialog',
)
export const DecideSuspensionDialog = defineLaterDialog(
  () => import('./suspension-dialogs.tsx'),
  'DecideSuspensionDialog',
)
export const EndSuspensionDialog = defineLaterDialog(
  () => import('./suspension-dialogs.tsx'),
  'EndSuspensionDialog',
)
export const SuspendDialog = defineLaterDialog(() => import('./suspension-dialogs.tsx'), 'SuspendDialog')
