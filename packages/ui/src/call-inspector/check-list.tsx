import { Icon } from '../icon.tsx'
import type { IconName } from '../icon.tsx'
import { defineTexts } from '../texts.ts'

/** One check of an answer: passed, failed, or not reached because an earlier one failed. */
export type CheckRow = {
  readonly key: string
  readonly name: string
  readonly outcome: 'passed' | 'failed' | 'waits' | 'skipped'
  readonly found: string
  readonly measure?: string
}

const outcomes: Record<CheckRow['outcome'], { icon: IconName; tone: string; row: string | undefined }> = {
  passed: { icon: 'check', tone: 'c-ok', row: undefined },
  failed: { icon: 'x', tone: 'c-bad', row: 'bad' },
  waits: { icon: 'clock', tone: 'c-accent', row: undefined },
  skipped: { icon: 'minus', tone: 'faint', row: 'off' },
}
const outcomeTexts = defineTexts(
  { passed: '通过', failed: '未通过', waits: '等待中', skipped: '未检查' },
  { passed: 'passed', failed: 'failed', waits: 'waiting', skipped: 'not checked' },
)

/** The checks of one answer in the order in which they were made. */
export function CheckList({
  checks,
  label,
}: {
  readonly checks: readonly CheckRow[]
  readonly label: string
}) {
  const texts = outcomeTexts.use()
  return (
    <ol className="verd" aria-label={label}>
      {checks.map(({ key, name, outcome, found, measure }) => (
        <li key={key} className={outcomes[outcome].row}>
          <span className={outcomes[outcome].tone}>
            <Icon name={outcomes[outcome].icon} />
            <span className="sr">{texts[outcome]}</span>
          </span>
          <span>{name}</span>
          <span>{found}</span>
          <span className="num faint">{measure}</span>
        </li>
      ))}
    </ol>
  )
}
