import { Icon } from '@loggia/ui'
import { developersTexts } from './texts.ts'

/**
 * Code as it is to be typed or saved, with a button that copies it. `file` is the name under which to save it. Only the
 * server renders it; in the browser `CodeMain` copies.
 */
export function CodeBlock({ text, file }: { readonly text: string; readonly file?: string | undefined }) {
  const texts = developersTexts.use()
  const label = file === undefined ? texts.copyCode : texts.copyFile(file)
  return (
    <div className="docs-code">
      {file !== undefined && <p className="docs-code__file mono">{file}</p>}
      <button type="button" className="copy" aria-label={label} title={label}>
        <Icon name="copy" />
        <Icon name="check" />
      </button>
      <output className="sr" data-text={texts.copied} />
      {/* It scrolls sideways, also by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0} role="group" aria-label={file ?? texts.code}>
        {text}
      </pre>
    </div>
  )
}
