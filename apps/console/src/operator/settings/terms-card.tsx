import type { TextKind } from '@loggia/protocol/console'
import { infoKinds } from '@loggia/protocol/console/agreements/kinds'
import type { ItemOf } from '../../centre/api.ts'
import { Button, Time, formatCount, useText, useToast } from '@loggia/ui'
import { useId, useState } from 'react'
import { useChange, useList, useRead } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { TextArea } from '../../centre/parts/fields.tsx'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { settingTexts } from './texts.ts'
import '../operator.css'

type Terms = ItemOf<'GET /api/operator/agreements'>
const mostLength = 50_000

/** Nobody has to agree to these. */
const isInfo = (kind: TextKind): boolean => infoKinds.some((one) => one === kind)

/** An agreement or a page of the marketplace: every version, the one in force, and a form for a new one. */
export function TermsCard({ kind }: { readonly kind: TextKind }) {
  const texts = settingTexts.use().terms
  const versions = useList('GET /api/operator/agreements', { limit: 5, kind })
  const current = useRead('GET /api/agreements/:kind', { params: { kind } }).data
  const mayPublish = useMayAsk('POST /api/operator/agreements/:kind', 'catalogue')
  const [isOpen, setOpen] = useState(false)
  return (
    <Card
      id={useId()}
      title={texts.kinds[kind]}
      beside={<span className="t13 faint">{texts.notes[kind]}</span>}
      end={
        mayPublish ? (
          <Button disabled={!current} onClick={() => setOpen(true)}>
            {texts.publish}
          </Button>
        ) : (
          <span className="why">{texts.publishRight}</span>
        )
      }
      bare
    >
      <Listing<Terms>
        of={versions}
        columns={useColumns(current?.version)}
        rowKey={({ version }) => String(version)}
        framed={false}
        empty={<First of={current} />}
      />
      {isOpen && current && <PublishDialog kind={kind} current={current} onClose={() => setOpen(false)} />}
    </Card>
  )
}

/** Shown if the market has published no terms: what holds instead. */
function First({ of }: { readonly of: Terms | undefined }) {
  const texts = settingTexts.use().terms
  const text = useText()
  return (
    <div className="card__body stack agreed">
      <p>{texts.firstNote}</p>
      {of && (
        <details>
          <summary className="t13">{texts.see}</summary>
          <p className="written agreed__text">{text(of.text)}</p>
        </details>
      )}
    </div>
  )
}

function useColumns(current: number | undefined): readonly Column<Terms>[] {
  const texts = settingTexts.use().terms
  const text = useText()
  return [
    {
      key: 'version',
      title: texts.columns.version,
      head: true,
      render: ({ version }) => (
        <>
          <b className="strong">{texts.version(formatCount(version))}</b>{' '}
          {version === current && <span className="tag">{texts.current}</span>}
        </>
      ),
    },
    {
      key: 'at',
      title: texts.columns.at,
      phone: 'end',
      render: ({ at }) => (at === undefined ? <span className="faint">–</span> : <Time at={at} />),
    },
    {
      key: 'text',
      title: texts.columns.text,
      phone: 'below',
      render: (of) => (
        <details className="agreed">
          <summary className="t13">{texts.see}</summary>
          <p className="written agreed__text">{text(of.text)}</p>
        </details>
      ),
    },
  ]
}

function PublishDialog(props: { readonly kind: TextKind; readonly current: Terms; onClose(): void }) {
  const { kind, current, onClose } = props
  const texts = settingTexts.use().terms.dialog
  const toast = useToast()
  const [given, setGiven] = useState(current.text)
  const [isChecked, setChecked] = useState(false)
  const publish = useChange('POST /api/operator/agreements/:kind', [
    'GET /api/operator/agreements',
    'GET /api/agreements/:kind',
  ])
  const next = formatCount(current.version + 1)
  const isSame = given.zh.trim() === current.text.zh && given.en.trim() === current.text.en
  const faultOf = (side: 'zh' | 'en'): string | undefined => {
    if (!isChecked) return undefined
    const length = given[side].trim().length
    if (length < 1 || length > mostLength) return texts.wrong
    return isSame && side === 'en' ? texts.same : undefined
  }
  const act = () => {
    setChecked(true)
    const [zh, en] = [given.zh.trim(), given.en.trim()]
    if (zh === '' || en === '' || isSame) return
    publish.mutate(
      { params: { kind }, body: { text: { zh, en } } },
      {
        onSuccess: () => {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  }
  return (
    <DecisionDialog
      texts={{ ...texts, title: texts.titles[kind] }}
      act={texts.act(next)}
      change={publish}
      onClose={onClose}
      onAct={act}
    >
      <p className="t13 dim">
        {isInfo(kind) ? texts.infoText(next) : texts.text(next)} {texts.marks}
      </p>
      {(['zh', 'en'] as const).map((side) => (
        <TextArea
          key={side}
          name={`text.${side}`}
          label={texts[side]}
          lang={side === 'zh' ? 'zh-CN' : 'en-US'}
          error={faultOf(side)}
          rows={isInfo(kind) ? 16 : 8}
          maxLength={mostLength}
          value={given[side]}
          onChange={(event) => setGiven({ ...given, [side]: event.target.value })}
        />
      ))}
    </DecisionDialog>
  )
}
