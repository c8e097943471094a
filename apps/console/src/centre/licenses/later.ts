import { defineLaterPart } from '../parts/later.tsx'

export const LicenseCard = defineLaterPart(() => import('./license-card.tsx'), 'LicenseCard')
