import { Sparkline, formatCount, formatDelay, formatShare } from '@loggia/ui'
import { linkOptions } from '@tanstack/react-router'
import { useRead } from '../../centre/api.ts'
import { readingOfHealth } from '../../centre/health/health-search.ts'
import { Figures } from '../../centre/overview/figures.tsx'
import type { Figure } from '../../centre/overview/figures.tsx'
import { callFigureTexts } from './texts.ts'

const days = 7

/** How the seller's interfaces did in the last days: success, duration, calls that failed for good, and each day. */
export function CallFigures() {
  const texts = callFigureTexts.use()
  const { data } = useRead('GET /api/seller/health', { query: { days } }, readingOfHealth)
  if (data && data.total.attempts === 0) return null
  const total = data?.total
  const link = linkOptions({ to: '/seller/health', search: { days } })
  const figures: Figure[] = [
    {
      name: texts.success(days),
      value: total && formatShare(total.succeeded, total.attempts),
      below:
        total && texts.attempts(formatCount(total.attempts), formatCount(total.attempts - total.succeeded)),
      link,
    },
    {
      name: texts.p95,
      value: total && (total.p95Ms === undefined ? '–' : formatDelay(total.p95Ms)),
      below: total?.p50Ms === undefined ? undefined : texts.p50(formatDelay(total.p50Ms)),
    },
    {
      name: texts.stopped,
      value: total && formatCount(total.stopped),
      below: total && texts.calls(formatCount(total.calls)),
    },
    {
      name: texts.byDay,
      value: data && (
        <Sparkline
          bars={data.days.map((day) => ({ all: day.attempts, failed: day.attempts - day.succeeded }))}
        />
      ),
      below: texts.health,
      link,
    },
  ]
  return <Figures label={texts.label(days)} of={figures} />
}
