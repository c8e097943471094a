import type { OperatorHomePage } from '@loggia/protocol/console'
import { Button, EmptyArch, formatCount, useToast } from '@loggia/ui'
import { useId, useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { TextArea } from '../../centre/parts/fields.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { formatSearchHref } from '../../storefront/search/search-links.ts'
import { readWords } from '../synonyms/words.ts'
import { findHomeWordsFault } from './chosen.ts'
import { homePageTexts } from './texts.ts'
import { staleHomePage } from './use-selection.ts'
import './home-page.css'

type Words = OperatorHomePage['words']
const sides = ['zh', 'en'] as const

/** The words under the search field of the home page, with what each finds now. */
export function WordsCard({ of, mayChange }: { readonly of: Words; readonly mayChange: boolean }) {
  const texts = homePageTexts.use().words
  const [isOpen, setOpen] = useState(false)
  return (
    <Card
      id={useId()}
      title={texts.title}
      end={mayChange && <Button onClick={() => setOpen(true)}>{texts.edit}</Button>}
      bare
    >
      {of.zh.length + of.en.length === 0 ? (
        <EmptyArch title={texts.empty.title} text={texts.empty.text} />
      ) : (
        <>
          <p className="homesel__note t13 dim">{texts.note}</p>
          <div className="homewords">
            {sides.map((side) => (
              <Side key={side} title={texts[side]} lang={side === 'zh' ? 'zh-CN' : 'en'} words={of[side]} />
            ))}
          </div>
        </>
      )}
      {isOpen && <WordsDialog of={of} onClose={() => setOpen(false)} />}
    </Card>
  )
}

function Side(props: { readonly title: string; readonly lang: string; readonly words: Words['zh'] }) {
  const texts = homePageTexts.use().words
  return (
    <section aria-label={props.title}>
      <h3 className="t13 strong">{props.title}</h3>
      {props.words.length === 0 && <p className="t13 faint">{texts.none}</p>}
      <ul>
        {props.words.map(({ word, products }) => (
          <li key={word}>
            <a className="link" lang={props.lang} href={formatSearchHref({ q: word })}>
              {word}
            </a>
            {products.count === 0 ? (
              <span className="tag tag--warn">{texts.nothing}</span>
            ) : (
              <span className="t13 faint num">
                {texts.found(`${formatCount(products.count)}${products.exact ? '' : '+'}`)}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function WordsDialog(props: { readonly of: Words; onClose(): void }) {
  const { onClose } = props
  // As they were when it was opened: what somebody else saves meanwhile is not to be overwritten.
  const [of] = useState(props.of)
  const texts = homePageTexts.use().words.form
  const toast = useToast()
  const [typed, setTyped] = useState({ zh: writeWords(of.zh), en: writeWords(of.en) })
  const [isChecked, setChecked] = useState(false)
  const change = useChange('PUT /api/operator/home-page/words', staleHomePage)
  const words = { zh: readWords(typed.zh), en: readWords(typed.en) }
  const faults = { zh: findHomeWordsFault(words.zh), en: findHomeWordsFault(words.en) }
  const onSuccess = () => {
    toast.success(texts.saved)
    onClose()
  }
  const act = () => {
    setChecked(true)
    if (!faults.zh && !faults.en) change.mutate({ body: { version: of.version, ...words } }, { onSuccess })
  }
  return (
    <DecisionDialog texts={texts} act={texts.act} change={change} onClose={onClose} onAct={act}>
      {sides.map((side) => (
        <TextArea
          key={side}
          name={`words.${side}`}
          label={texts[side]}
          hint={texts.hint}
          error={isChecked && faults[side] ? texts.faults[faults[side]] : undefined}
          rows={8}
          spellCheck={false}
          lang={side === 'zh' ? 'zh-CN' : 'en'}
          value={typed[side]}
          onChange={(event) => setTyped({ ...typed, [side]: event.target.value })}
        />
      ))}
    </DecisionDialog>
  )
}

const writeWords = (words: Words['zh']): string => words.map(({ word }) => word).join('\n')
