import { defineLaterDialog, defineLaterPart } from '../../centre/parts/later.tsx'

export const AppsTab = defineLaterPart(() => import('../apps/apps-tab.tsx'), 'AppsTab')
export const GroupsTab = defineLaterPart(() => import('./groups-tab.tsx'), 'GroupsTab')
export const ImportTab = defineLaterPart(() => import('./import-tab.tsx'), 'ImportTab')
export const SettingsTab = defineLaterPart(() => import('./settings-tab.tsx'), 'SettingsTab')
export const SignInTab = defineLaterPart(() => import('../sign-in/sign-in-tab.tsx'), 'SignInTab')
export const RecordCard = defineLaterPart(() => import('./record-card.tsx'), 'RecordCard')
export const AddPersonDialog = defineLaterDialog(() => import('./person-form.tsx'), 'AddPersonDialog')
