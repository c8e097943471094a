import { Icon } from '@loggia/ui'
import { useEffect, useRef, useState } from 'react'
import { developersTexts } from './texts.ts'

const shownMs = 2_000

/** Code as it is to be typed or saved, with a button that copies it. `file` is the name under which to save it. */
export function CodeBlock({ text, file }: { readonly text: string; readonly file?: string | undefined }) {
  const texts = developersTexts.use()
  const code = useRef<HTMLPreElement>(null)
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return undefined
    const timer = setTimeout(() => setCopied(false), shownMs)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      // Without HTTPS or permission there is no clipboard; then the code is at least selected.
      if (code.current) getSelection()?.selectAllChildren(code.current)
    }
  }
  const label = file === undefined ? texts.copyCode : texts.copyFile(file)
  return (
    <div className="docs-code">
      {file !== undefined && <p className="docs-code__file mono">{file}</p>}
      <button type="button" className="copy" aria-label={label} title={label} onClick={() => void copy()}>
        <Icon name={copied ? 'check' : 'copy'} />
      </button>
      <output className="sr">{copied && texts.copied}</output>
      {/* It scrolls sideways, also by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre ref={code} tabIndex={0} role="group" aria-label={file ?? texts.code}>
        {text}
      </pre>
    </div>
  )
}
