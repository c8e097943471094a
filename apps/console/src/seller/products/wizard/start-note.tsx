import { Icon, formatTime, useLanguage, useZone } from '@loggia/ui'
import { wizardTexts } from './texts.ts'
import { useWizard } from './wizard-state.ts'
import type { Note } from './wizard-state.ts'

/** Why the form is not what was saved last. */
export function StartNote({ of, onDiscard }: { readonly of: Note; readonly onDiscard: () => void }) {
  const texts = wizardTexts.use()
  const language = useLanguage()
  const zone = useZone()
  const { takeTheirs } = useWizard()
  if (of.kind === 'merged') {
    const { by, at, both } = of
    return (
      <div className="note note--warn" role="alert">
        <Icon name="alert" />
        <p className="grow">
          {by === '' ? texts.mergedApproved : texts.merged(by, formatTime(at, { language, zone }))}
          {both.length > 0 &&
            ` ${texts.mergedBoth(both.map((part) => texts.parts[part]).join(texts.listMark))}`}
        </p>
        {both.length > 0 && (
          <button type="button" className="link" onClick={takeTheirs}>
            {texts.takeTheirs}
          </button>
        )}
      </div>
    )
  }
  return (
    <div className="note note--info" role="status">
      <Icon name="history" />
      <p className="grow">{of.kind === 'restored' ? texts.restored : texts.fromApplication}</p>
      <button type="button" className="link" onClick={onDiscard}>
        {texts.discard}
      </button>
    </div>
  )
}
