import { Button, EmptyArch } from '@loggia/ui'
import { useArea } from '../frame.ts'
import { shellTexts } from '../shell/texts.ts'

type Reason = { readonly title: string; readonly text: string }
export type Reasons = {
  /** Why there are no rows at all. */
  readonly empty: Reason
  /** Why the filters match nothing, and a button that resets them. */
  readonly narrowed?: (Reason & { readonly action: string; onReset(): void }) | false
}
/** The text in place of rows. */
export function NoRows({ level = 2, empty, narrowed = false }: Reasons & { readonly level?: 2 | 3 }) {
  const texts = shellTexts.use()
  const isForOperators = useArea() === 'operator'
  if (!narrowed)
    return (
      <EmptyArch
        level={level}
        title={empty.title}
        text={empty.text}
        action={
          !isForOperators && (
            <a className="link t13" href="/help">
              {texts.account.help}
            </a>
          )
        }
      />
    )
  return (
    <EmptyArch
      level={level}
      title={narrowed.title}
      text={narrowed.text}
      action={<Button onClick={narrowed.onReset}>{narrowed.action}</Button>}
    />
  )
}
