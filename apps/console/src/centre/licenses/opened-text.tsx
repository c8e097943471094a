import { Button, CopyText } from '@loggia/ui'
import { licenseTexts } from './texts.ts'
import './licenses.css'

/** A code or a license text that was opened, until the reader hides it or leaves the page. */
export function OpenedText(props: {
  readonly text: string
  readonly label: string
  readonly onHide?: () => void
}) {
  const texts = licenseTexts.use().open
  return (
    <div className="opened">
      <span className="wire-id">
        <CopyText value={props.text} label={props.label} />
      </span>
      {props.onHide && (
        <Button size="small" onClick={props.onHide}>
          {texts.hide}
        </Button>
      )}
    </div>
  )
}
