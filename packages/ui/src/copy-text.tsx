import { useEffect, useRef, useState } from 'react'
import { Icon } from './icon.tsx'
import { defineTexts } from './texts.ts'

const copyTexts = defineTexts(
  {
    copy: (what: string) => (/^\p{Script=Han}/u.test(what) ? `复制${what}` : `复制 ${what}`),
    copied: '已复制',
    selected: '已选中，按 Ctrl+C 或 ⌘C 复制。',
  },
  {
    copy: (what: string) => `Copy ${what}`,
    copied: 'Copied',
    selected: 'Selected. Press Ctrl+C or ⌘C to copy.',
  },
)
type Done = 'copied' | 'selected'

/**
 * A complete id, address or code in monospace, with a button that copies it. `value` is copied; `children`, if given,
 * is shown instead of it. `label` is the accessible name of the button. Default: the value itself, so a secret needs a
 * label.
 */
export function CopyText(props: {
  readonly value: string
  readonly children?: string
  readonly label?: string
  readonly bare?: boolean
}) {
  const texts = copyTexts.use()
  const shown = useRef<HTMLSpanElement>(null)
  const [done, setDone] = useDone()
  const copy = async () => setDone(await copyOrSelect(props.value, shown.current))
  return (
    <span className="copytext">
      <span ref={shown} className={props.bare ? undefined : 'mono'}>
        {props.children ?? props.value}
      </span>
      <button
        type="button"
        className="copy"
        aria-label={texts.copy(props.label ?? props.value)}
        onClick={() => void copy()}
      >
        <Icon name={done === 'copied' ? 'check' : 'copy'} />
      </button>
      <output className="sr">{done && texts[done]}</output>
    </span>
  )
}

/** Shows the outcome of the button for two seconds. */
function useDone() {
  const [done, setDone] = useState<Done>()
  useEffect(() => {
    if (!done) return undefined
    const timer = setTimeout(() => setDone(undefined), 2000)
    return () => clearTimeout(timer)
  }, [done])
  return [done, setDone] as const
}

async function copyOrSelect(value: string, shown: HTMLElement | null): Promise<Done | undefined> {
  try {
    await navigator.clipboard.writeText(value)
    return 'copied'
  } catch {
    // Without HTTPS or permission there is no clipboard; then the text is at least selected.
    if (!shown || shown.textContent !== value) return undefined
    getSelection()?.selectAllChildren(shown)
    return 'selected'
  }
}
