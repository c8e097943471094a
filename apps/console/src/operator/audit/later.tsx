import { defineLaterPart } from '../../centre/parts/later.tsx'
import { Bar } from '../../centre/parts/loaded.tsx'

// What each entry says comes from many domains.
export const AuditActor = defineLaterPart(() => import('./audit-entry.tsx'), 'AuditActor', <Bar width={96} />)
export const AuditEvent = defineLaterPart(
  () => import('./audit-entry.tsx'),
  'AuditEvent',
  <Bar width={160} />,
)
