/** `UTC+8`, `UTC-3:30`. */
export function formatOffset(offsetMinutes: number): string {
  const [all, sign] = [Math.abs(offsetMinutes), offsetMinutes < 0 ? '-' : '+']
  const [hours, minutes] = [Math.floor(all / 60), all % 60]
  if (all === 0) return 'UTC'
  return `UTC${sign}${hours}${minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`}`
}
